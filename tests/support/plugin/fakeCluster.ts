import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import type { Graph } from "../../../preview/monitor/graph";
import { reveal } from "../../../preview/monitor/wire";
import { clusterOf } from "../../../testkit/programs/rolledOutCluster";

/**
 * What the gates of an EMQX cluster see of its Kubernetes cluster when they run in a plugin's process: there, `answer.cjs`
 * takes the place of the API server and asks here.
 */
export class FakeCluster {
    private readonly graphs = new Set<Graph>();
    private readonly server: Server;
    private held: Promise<void> = Promise.resolve();

    constructor() {
        this.server = createServer(async (request, response) => {
            const chunks: Buffer[] = [];
            for await (const chunk of request) chunks.push(chunk as Buffer);
            const { method, args } = JSON.parse(Buffer.concat(chunks).toString("utf8"));
            try {
                if (method === "observe") await this.held;
                const result = await this.answer(method, args);
                response.end(
                    JSON.stringify({ result }, (_, value) =>
                        value instanceof Map ? { mapEntries: [...value] } : value,
                    ),
                );
            } catch (error) {
                response.statusCode = 500;
                response.end((error as Error).message);
            }
        });
    }

    public async start(): Promise<void> {
        await new Promise<void>((resolve) => this.server.listen(0, "127.0.0.1", resolve));
    }

    /** For the plugin's process: tests only, nothing of it is in the package. */
    public get env(): Record<string, string> {
        const { port } = this.server.address() as AddressInfo;
        return {
            NODE_OPTIONS: `--require=${join(__dirname, "answer.cjs")}`,
            EMQX_ACK_TEST_CLUSTER: `http://127.0.0.1:${port}/`,
        };
    }

    /** Leaves open how far a rollout is, until the function that it gives is called. */
    public hold(): () => void {
        let release: () => void = () => undefined;
        this.held = new Promise((resolve) => {
            release = resolve;
        });
        return release;
    }

    public add(graph: Graph): void {
        this.graphs.add(graph);
    }

    public remove(graph: Graph): void {
        this.graphs.delete(graph);
    }

    public stop(): void {
        this.server.closeAllConnections();
        this.server.close();
    }

    private answer(method: string, args: string[]): unknown {
        const graph = [...this.graphs].find((g) => hasInstance(g, args[0], args[1])) ?? { resources: [] };
        const cluster = clusterOf(graph as Graph) as unknown as Record<string, (...a: string[]) => unknown>;
        return cluster[method]?.(...args);
    }
}

function hasInstance(graph: Graph, namespace: string | undefined, name: string | undefined): boolean {
    const objects = graph.resources.filter((r) => r.type.endsWith(":EMQX"));
    return objects.some((r) => {
        const { metadata } = reveal(r.inputs) as any;
        return metadata.namespace === namespace && metadata.name === name;
    });
}

import assert from "node:assert/strict";
import { setTimeout } from "node:timers/promises";
import type { Graph } from "../../preview/monitor/graph";
import { secret, type WireObject } from "../../preview/monitor/wire";
import { assertSameDeployment } from "../support/plugin/canonical";
import { ConstructScene } from "../support/plugin/constructScene";
import { withPlugin } from "../support/plugin/suite";
import { KUBECONFIG, VSWITCHES } from "../support/stacks";

interface Call {
    readonly stack: string;
    readonly mode: "preview" | "update";
    readonly token: string;
    readonly inputs: WireObject;
}

const CALLS: readonly Call[] = [
    {
        stack: "one",
        mode: "preview",
        token: "emqx-ack:index:EmqxOnAck",
        inputs: {
            newCluster: { zones: ["cn-hangzhou-g", "cn-hangzhou-h"] },
            emqx: { version: "5.7.2" },
            loadBalancer: { kind: "Nlb" },
        },
    },
    {
        stack: "two",
        mode: "update",
        token: "emqx-ack:index:EmqxOnAck",
        inputs: {
            existingCluster: { clusterId: "c-2", kubeconfig: secret(KUBECONFIG), vswitches: VSWITCHES },
            operator: { namespace: "second-operator" },
            emqx: {
                version: "5.7.2",
                namespace: "second",
                dashboard: { password: secret("password-of-two") },
            },
            loadBalancer: { kind: "Nlb" },
        },
    },
    {
        stack: "three",
        mode: "update",
        token: "emqx-ack:index:EmqxCluster",
        inputs: { version: "5.7.2", namespace: "third", kubeconfig: secret(KUBECONFIG) },
    },
];

describe("Constructs in one process of the plugin", function () {
    this.timeout(120_000);
    const suite = withPlugin();

    const construct = async ({ stack, mode, token, inputs }: Call): Promise<Graph> => {
        const scene = await ConstructScene.open(suite.plugin, suite.cluster, stack, mode);
        try {
            await scene.construct(token, "mqtt", inputs);
            return scene.graph;
        } finally {
            scene.close();
        }
    };

    it("at once make what they make one by one, while others fail early and late", async () => {
        const alone: Graph[] = [];
        for (const call of CALLS) alone.push(await construct(call));
        suite.clean();

        const late: Call = {
            stack: "late",
            mode: "update",
            token: "emqx-ack:index:EmqxCluster",
            inputs: { version: "5.7.2", config: secret('mqtt.max_packet_size = "1MB"') },
        };
        const early: Call = { ...late, stack: "early", inputs: { replicas: 3 } };
        // One after another as fast as they can be sent: the plugin learns its engine before each.
        const together: Promise<Graph>[] = [];
        const failures: Promise<unknown>[] = [];
        for (const call of [...CALLS, late, early]) {
            const scene = await ConstructScene.open(suite.plugin, suite.cluster, call.stack, call.mode);
            const graph = scene.construct(call.token, "mqtt", call.inputs).then(() => scene.graph);
            const settled = graph.finally(() => scene.close());
            if (call === late || call === early)
                failures.push(settled.catch((error) => error.problems[0].path));
            else together.push(settled);
            settled.catch(() => undefined);
        }
        assert.deepEqual(await Promise.all(failures), ["config", "replicas"]);
        const graphs = await Promise.all(together);
        for (const [i, graph] of graphs.entries()) assertSameDeployment(graph, alone[i] as Graph);
    });

    it("end when the engine cancels, and the process serves on until it is ended", async () => {
        const release = suite.cluster.hold();
        const scene = await ConstructScene.open(suite.plugin, suite.cluster, "cancelled", "update");
        let ended = false;
        const waiting = scene.construct("emqx-ack:index:EmqxCluster", "emqx", {
            version: "5.7.2",
            kubeconfig: secret(KUBECONFIG),
        });
        const rejection = assert.rejects(waiting, /the update was cancelled/).finally(() => {
            ended = true;
        });
        while (!scene.graph.resources.some((r) => r.type.endsWith(":Namespace"))) await setTimeout(20);
        await setTimeout(200);
        assert.equal(ended, false, "the rollout was to be waited for");
        await suite.plugin.cancel();
        await rejection;
        release();
        scene.close();
        await construct(CALLS[0] as Call);
        assert.equal(await suite.plugin.stop("SIGTERM"), "SIGTERM");
        assert.deepEqual(suite.plugin.printed, []);
    });
});

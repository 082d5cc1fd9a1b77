import assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import { EmqxOnAck, NodeDrain } from "../../provider";
import type { DrainAccess } from "../../provider/drain/seen/drainAccess";
import { WaitFailed } from "../../provider/emqx/gate/watch";
import { runFailingProgram } from "../../testkit/programs/runProgram";
import { notAwaited } from "../support/chain";
import { existingCluster, KUBECONFIG, MODES, newCluster, run, runStack, SHAPES } from "../support/stacks";

const WANTED = ["mqtt-core", "mqtt-replicant"];

/** Old nodes with nothing on them, and what was asked and done. */
function oldNodes() {
    const asked: (readonly string[])[] = [];
    const cordoned: string[] = [];
    const access: Partial<DrainAccess> = {
        nodes: async (pools) => {
            asked.push(pools);
            return pools.map((pool) => ({
                name: `old-of-${pool}`,
                pool,
                nodePoolId: "np-before",
                cordoned: cordoned.includes(`old-of-${pool}`),
                lost: false,
            }));
        },
        cordon: async (node) => void cordoned.push(node),
    };
    return { asked, cordoned, access };
}

describe("NodeDrain", () => {
    for (const [shape, args] of Object.entries(SHAPES)) {
        it(`is where the stack makes pools, and empties those before and those that it has no more: ${shape}`, async () => {
            const { asked, cordoned, access } = oldNodes();
            const graph = await runStack(args, "update", { nodes: access });
            const has = args.existingNodes === undefined;
            assert.equal(graph.all("NodeDrain").length, has ? 1 : 0);
            assert.deepEqual(asked, has ? [WANTED] : []);
            assert.deepEqual(cordoned, has ? WANTED.map((pool) => `old-of-${pool}`) : []);
        });
    }

    it("looks only when the load balancer's Services are there", async () => {
        const { access } = oldNodes();
        let services = 0;
        const graph = await runStack(newCluster, "update", {
            nodes: {
                ...access,
                nodes: async (pools) => {
                    assert.equal(services, 2);
                    return (access.nodes as DrainAccess["nodes"])(pools);
                },
            },
            outputs: ({ type }) => {
                if (type === "kubernetes:core/v1:Service") services++;
                return undefined;
            },
        });
        const made = graph.all("kubernetes:core/v1:Service");
        assert.deepEqual(notAwaited(graph, graph.get("NodeDrain"), made), []);
    });

    it("looks at nothing while EMQX does not roll out", async () => {
        const { asked, access } = oldNodes();
        const observe = async () => {
            throw new WaitFailed("it does not roll out");
        };
        const program = () => new EmqxOnAck("mqtt", existingCluster);
        const { error } = await runFailingProgram(program, {
            mode: "update",
            nodes: access,
            cluster: { observe },
        });
        assert.match(error.message, /it does not roll out/);
        assert.deepEqual(asked, []);
    });

    for (const mode of MODES) {
        it(`gives the names of the nodes, not secret, and looks at nothing in a preview (${mode})`, async () => {
            const { asked, access } = oldNodes();
            const program = () => {
                const pools = [{ pool: "mqtt-core", nodePoolId: "np-now" }];
                const drain = new NodeDrain("drain", { pools, namespace: "emqx", kubeconfig: KUBECONFIG });
                return { emptied: drain.emptiedNodes, secret: pulumi.isSecret(drain.emptiedNodes) };
            };
            const graph = await run(program, mode, { nodes: access });
            assert.equal(asked.length, mode === "update" ? 1 : 0);
            if (mode === "update") assert.deepEqual(graph.outputs.emptied, ["old-of-mqtt-core"]);
            assert.equal(graph.outputs.secret, false);
        });
    }

    it("ends the program where it cannot be done, with a sentence and no stack trace", async () => {
        const nodes = async () => {
            throw new WaitFailed("EMQX is still on nodes that are to go");
        };
        const program = () =>
            new NodeDrain("drain", {
                pools: [{ pool: "mqtt-core", nodePoolId: "np-now" }],
                namespace: "emqx",
                kubeconfig: KUBECONFIG,
            });
        const { error } = await runFailingProgram(program, { mode: "update", nodes: { nodes } });
        assert.equal(error.message, "EMQX is still on nodes that are to go");
        assert.ok(pulumi.ResourceError.isInstance(error));
    });
});

import assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import { EmqxOnAck, type EmqxOnAckArgs, NodeDrain } from "../../provider";
import type { DrainAccess } from "../../provider/drain/seen/drainAccess";
import { WaitFailed } from "../../provider/emqx/gate/watch";
import { NODE_POOL_LABEL, NODE_ROLE_LABEL } from "../../provider/naming/labels";
import { runFailingProgram } from "../../testkit/programs/runProgram";
import { notAwaited } from "../support/chain";
import { existingCluster, KUBECONFIG, MODES, newCluster, run, runStack, SHAPES } from "../support/stacks";
import { aNode } from "../unit/drain/aNode";

const WANTED = ["mqtt-core", "mqtt-replicant"];

/** Ids that the harness gives the pools of a stack. */
const MADE = Object.fromEntries(WANTED.map((pool) => [pool, `${pool}-pool-node-pool`]));

/** EMQX as it was on pools of the stack's own, made after their nodes. */
const SETS = ["core", "replicant"].map((role) => ({
    role,
    created: 1,
    nodeSelector: { [NODE_POOL_LABEL]: `mqtt-${role}` },
}));

/** Old nodes with nothing on them beside those of today's pools, by their ids, and what was asked and done. */
function oldNodes(present: Readonly<Record<string, string>> = {}) {
    const asked: (readonly string[])[] = [];
    const cordoned: string[] = [];
    const access: Partial<DrainAccess> = {
        nodes: async (pools) => {
            asked.push(pools);
            return pools.flatMap((pool) => [
                aNode(`old-of-${pool}`, {
                    pool,
                    nodePoolId: "np-before",
                    cordoned: cordoned.includes(`old-of-${pool}`),
                }),
                ...(present[pool] === undefined
                    ? []
                    : [aNode(`new-of-${pool}`, { pool, nodePoolId: present[pool], created: 1 })]),
            ]);
        },
        cordon: async (node) => void cordoned.push(node),
    };
    return { asked, cordoned, access };
}

describe("NodeDrain", () => {
    for (const [shape, args] of Object.entries(SHAPES)) {
        it(`empties the pools before today's and those that the stack has no more: ${shape}`, async () => {
            const { asked, cordoned, access } = oldNodes(MADE);
            const graph = await runStack(args, "update", { nodes: { ...access, sets: async () => SETS } });
            assert.equal(graph.all("NodeDrain").length, 1);
            assert.deepEqual(asked, [WANTED]);
            assert.deepEqual(
                cordoned,
                WANTED.map((pool) => `old-of-${pool}`),
            );
        });
    }

    it("leaves nodes alone that EMQX is meant to run on, and those that it was never on", async () => {
        const { existingNodes, ...rest } = SHAPES["existing nodes"] as EmqxOnAckArgs;
        const { cordoned, access } = oldNodes();
        const cases: [Record<string, pulumi.Input<string>>, typeof SETS][] = [
            [{ [NODE_ROLE_LABEL]: pulumi.output("core") }, SETS],
            [{ pool: "mqtt" }, SETS.filter(({ role }) => role === "replicant")],
        ];
        for (const [nodeSelector, sets] of cases) {
            const args = { ...rest, existingNodes: { ...existingNodes, nodeSelector } };
            await runStack(args, "update", { nodes: { ...access, sets: async () => sets } });
            assert.deepEqual(cordoned.splice(0), ["old-of-mqtt-replicant"]);
        }
    });

    for (const nothing of [undefined, null, ""]) {
        it(`does not take an id that comes out as ${JSON.stringify(nothing)} for a pool that is gone`, async () => {
            const { cordoned, access } = oldNodes();
            const program = () => {
                const pools = [{ pool: "mqtt-core", nodePoolId: pulumi.output(nothing as string) }];
                return new NodeDrain("drain", { pools, namespace: "emqx", kubeconfig: KUBECONFIG });
            };
            const { error } = await runFailingProgram(program, { mode: "update", nodes: access });
            assert.match(error.message, /pools\[0\]\.nodePoolId: .*; write nodePoolId of the TunedNodePool/);
            assert.deepEqual(cordoned, []);
        });
    }

    it("looks only when the load balancer's Services are there", async () => {
        const { access } = oldNodes(MADE);
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
            const { asked, access } = oldNodes({ "mqtt-core": "np-now" });
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

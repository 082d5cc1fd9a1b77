import assert from "node:assert/strict";
import { KernelRollout } from "../../provider";
import type { TimelineEntry } from "../../testkit/operator/timeline";
import { assertOrderly, moved } from "../../testkit/scenario/change";
import { needsScenarioCluster } from "../../testkit/scenario/cluster";
import { Stack, ZONES } from "../../testkit/scenario/stack";

/** A queue that pods have of their own, and one that only their nodes have. */
const POD_PARAMETER = { "net.core.somaxconn": "8192" };
const NODE_PARAMETER = { "net.core.netdev_max_backlog": "20000" };

describe("a change of the kernel profile", function () {
    this.timeout(240_000);
    let stack: Stack | undefined;
    before(async function () {
        await needsScenarioCluster(this);
    });
    afterEach(() => stack?.end());

    it("ReplacePool: new pools, EMQX onto them, and the old pools go when no EMQX pod is left on them", async () => {
        stack = await Stack.of("replace-pool", { args: { newCluster: { zones: ZONES } } });
        assertOrderly(await stack.up(), {});
        const change = await stack.up({ kernel: { parameters: NODE_PARAMETER } });
        assertOrderly(change, { leastServing: 2 });
        const { "replace-pool-core-pool": core, "replace-pool-replicant-pool": replicant } = moved(change);
        assert.deepEqual([core, replicant], ["delete", "delete"]);
        const [first, last] = firstAndLast(change.entries);
        const old = nodesOf(first, "replace-pool");
        assert.equal(old.length, 6);
        assert.deepEqual(
            old.filter((node) => node in last.nodes),
            [],
        );
        assert.deepEqual(onNodes(last, old), []);
        const gone = change.entries.find(({ nodes }) => old.some((node) => !(node in nodes)));
        const dependents = change.steps.filter(({ urn }) => urn.includes("MqttLoadBalancer"));
        assert.ok(
            dependents.every(({ until }) => until <= (gone?.t ?? 0)),
            "the load balancer was dealt with before the old pools went",
        );
    });

    it("DaemonSet: a value of the nodes reaches them where they are; only one of the pods restarts EMQX", async () => {
        const rollout = KernelRollout.DaemonSet;
        stack = await Stack.of("daemon-set", { args: { kernel: { rollout } } });
        assertOrderly(await stack.up(), {});

        const ofNodes = await stack.up({ kernel: { rollout, parameters: NODE_PARAMETER } });
        assertOrderly(ofNodes, { leastServing: 3 });
        const [first, tuned] = firstAndLast(ofNodes.entries);
        const nodes = nodesOf(first, "daemon-set");
        assert.equal(nodes.length, 6);
        assert.deepEqual(Object.keys(tuned.pods), Object.keys(first.pods));
        assert.deepEqual(nodesOf(tuned, "daemon-set"), nodes);
        for (const node of nodes) {
            assert.notEqual(tuned.nodes[node], first.nodes[node], `${node} has its new profile`);
        }

        const ofPods = await stack.up({
            kernel: { rollout, parameters: { ...NODE_PARAMETER, ...POD_PARAMETER } },
        });
        assertOrderly(ofPods, { leastServing: 2 });
        const [, last] = firstAndLast(ofPods.entries);
        assert.deepEqual(nodesOf(last, "daemon-set"), nodes);
        assert.deepEqual(
            Object.keys(last.pods).filter((pod) => pod in first.pods),
            [],
        );
    });

    it("NewNodes: running nodes and EMQX are left alone", async () => {
        const rollout = KernelRollout.NewNodes;
        stack = await Stack.of("new-nodes", { args: { kernel: { rollout } } });
        assertOrderly(await stack.up(), {});
        const change = await stack.up({ kernel: { rollout, parameters: NODE_PARAMETER } });
        assertOrderly(change, { leastServing: 3 });
        const [first, last] = firstAndLast(change.entries);
        assert.deepEqual(Object.keys(last.pods), Object.keys(first.pods));
        assert.deepEqual(nodesOf(last, "new-nodes"), nodesOf(first, "new-nodes"));
        assert.deepEqual(moved(change), {
            "new-nodes-core-pool": "update",
            "new-nodes-replicant-pool": "update",
        });
    });
});

function firstAndLast(entries: readonly TimelineEntry[]): [TimelineEntry, TimelineEntry] {
    return [entries[0], entries.at(-1)] as [TimelineEntry, TimelineEntry];
}

function nodesOf({ nodes }: TimelineEntry, stack: string): string[] {
    return Object.keys(nodes).filter(
        (name) => name.startsWith(`${stack}-core`) || name.startsWith(`${stack}-rep`),
    );
}

function onNodes({ pods }: TimelineEntry, nodes: readonly string[]): string[] {
    return Object.keys(pods).filter((pod) => nodes.includes(pods[pod]?.node ?? ""));
}

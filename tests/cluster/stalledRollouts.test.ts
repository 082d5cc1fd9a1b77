import assert from "node:assert/strict";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { addNodes, NEVER_READY_ANNOTATION, removeNodes } from "../../testkit/controlPlane";
import type { TimelineEntry } from "../../testkit/operator/timeline";
import { type Attempt, attempt } from "../../testkit/scenario/attempt";
import { assertOrderly } from "../../testkit/scenario/change";
import { needsScenarioCluster } from "../../testkit/scenario/cluster";
import { Stack, type StackArgs } from "../../testkit/scenario/stack";
import { whatMoved } from "../../testkit/scenario/timelines/movement";
import { servedTooFew } from "../../testkit/scenario/timelines/serving";
import { until } from "../../testkit/scenario/until";

/** A minute is the least that a rollout can be given; these three wait for it side by side. */
const A_MINUTE = { timeoutMinutes: 1 };

const CRASHING: StackArgs = { emqx: { podAnnotations: { [NEVER_READY_ANNOTATION]: "true" }, ...A_MINUTE } };

/** Nodes that somebody else made, and cores that want one with a label that none has. */
const FAST = "nowhere-j";
const NODES = ["nowhere-g", "nowhere-h", "nowhere-i", FAST];
const NOWHERE: StackArgs = {
    existingNodes: { nodeSelector: { pool: "nowhere" }, kubeletPermitsSysctls: true },
    emqx: { cores: { nodeSelector: { disk: "fast" } }, ...A_MINUTE },
};

/** A node has 32 CPUs: room for one pod and not for a second beside it. */
const NODES_OF_32: StackArgs = { replicantPool: { instanceTypes: ["ecs.c7.8xlarge"] } };
const LARGE: StackArgs = { ...NODES_OF_32, emqx: { replicants: { resources: { cpuRequest: "20" } } } };
const LARGER: StackArgs = {
    ...NODES_OF_32,
    emqx: { replicants: { resources: { cpuRequest: "21" } }, ...A_MINUTE },
};

describe("a rollout that cannot go on", function () {
    this.timeout(300_000);
    let folder: string | undefined;
    let crashing: Stack;
    let nowhere: Stack;
    let tight: Stack;
    const attempts: Record<string, Attempt> = {};
    before(async function () {
        await needsScenarioCluster(this);
        folder = mkdtempSync(join(tmpdir(), "emqx-ack-stalled-"));
        const withState = (name: string) => ({ stateFile: join(folder as string, name) });
        crashing = await Stack.of("crashing", withState("crashing"));
        nowhere = await Stack.of("nowhere", withState("nowhere"));
        tight = await Stack.of("tight", withState("tight"));
        await addNodes(
            nowhere.cluster.kube,
            NODES.slice(0, 3).map((name) => ({ name, zone: zoneOf(name), labels: { pool: "nowhere" } })),
        );
        assertOrderly(await crashing.up(), {});
        assertOrderly(await tight.up(LARGE), {});
        await Promise.all(
            Object.entries({
                crashing: attempt(crashing, CRASHING),
                nowhere: attempt(nowhere, NOWHERE),
                tight: attempt(tight, LARGER),
            }).map(async ([name, running]) => {
                attempts[name] = await running;
            }),
        );
    });
    after(async () => {
        for (const stack of [crashing, nowhere, tight]) await stack?.resumed().end();
        if (nowhere?.cluster.controlPlane.external) await removeNodes(nowhere.cluster.kube, NODES);
        if (folder !== undefined) rmSync(folder, { recursive: true });
    });

    it("a core that crashes: its last words fail the run, and the old replicants go on serving", () => {
        const { error, entries, steps } = attempts.crashing as Attempt;
        assert.match(error, /did not roll out within 1 min: cores 0\/3, replicants 0\/3, old pods 6/);
        assert.match(
            error,
            /emqx-core-\w+-\d \(and 2 more\): emqx ended with Error \(exit code 1\): listener failed to start: eaddrinuse/,
        );
        assert.match(error, /What depends on it was left alone/);
        assert.doesNotMatch(error, /\n\s+at /, "no stack of ours");
        assert.deepEqual(dependents(steps), []);
        assert.deepEqual(servedTooFew(entries, 3), []);
        assert.deepEqual(newReplicants(entries), []);
        assert.deepEqual(balancersOf(entries.at(-1)), balancersOf(entries[0]));
    });

    it("taken back: the cluster is what it was, the left-over set is emptied, and nodes can be drained again", async () => {
        const { entries: before } = attempts.crashing as Attempt;
        assert.equal(before.at(-1)?.budgets.core, 0, "the crashing cores use up the budget");
        const abandoned = Object.keys(before.at(-1)?.sets ?? {}).find(
            (set) => !(set in (before[0]?.sets ?? {})),
        );
        crashing = crashing.resumed();
        const timeline = await crashing.record();
        const change = await crashing.up();
        assertOrderly(change, { leastServing: 3 });
        const warned = change.result.messages.map(({ message }) => message).join("\n");
        assert.match(warned, new RegExp(`statefulset ${abandoned} is left over.*It was scaled to 0`));
        await until("the budget allows a disruption", () => timeline.entries.at(-1)?.budgets.core === 1);
        await timeline.stop();
        assert.equal(timeline.entries.at(-1)?.sets[abandoned as string]?.pods, 0);
    });

    it("a pod without a node: the scheduler's words fail the run, and the next one goes on once there is one", async () => {
        const { error, entries, steps } = attempts.nowhere as Attempt;
        assert.match(
            error,
            /emqx-core-\w+-\d \(and 2 more\): cannot be scheduled: 0\/\d+ nodes are available: .*didn't match Pod's node affinity\/selector/,
        );
        assert.deepEqual(dependents(steps), []);
        assert.deepEqual(newReplicants(entries), []);
        await addNodes(nowhere.cluster.kube, [
            { name: FAST, zone: zoneOf(FAST), labels: { pool: "nowhere", disk: "fast" } },
        ]);
        nowhere = nowhere.resumed();
        const change = await nowhere.up(NOWHERE);
        assertOrderly(change, {});
        const object = change.steps.find(({ type }) => type.endsWith(":EMQX"));
        assert.equal(object?.op, "same", "nothing differed");
    });

    it("pools without room: said in figures before the EMQX object changes", () => {
        const { error, entries } = attempts.tight as Attempt;
        assert.match(error, /EMQX "emqx" was not changed, since it could not roll out/);
        assert.match(
            error,
            /3 new replicant pods \(CPU 21, memory 2048Mi each\) need room beside the running ones, and the nodes with .* have room for 0 \(3 ready\)/,
        );
        assert.deepEqual(whatMoved(entries), []);
    });
});

function zoneOf(node: string): string {
    return `cn-hangzhou-${node.split("-").at(-1)}`;
}

function dependents(steps: readonly { urn: string; name: string }[]): string[] {
    return steps.filter(({ urn }) => urn.includes("MqttLoadBalancer")).map(({ name }) => name);
}

function newReplicants(entries: readonly TimelineEntry[]): string[] {
    const before = entries[0]?.pods ?? {};
    return entries.flatMap(({ pods }) =>
        Object.keys(pods).filter((name) => pods[name]?.role === "replicant" && !(name in before)),
    );
}

function balancersOf(entry: TimelineEntry | undefined) {
    return Object.entries(entry?.services ?? {}).filter(([, { type }]) => type === "LoadBalancer");
}

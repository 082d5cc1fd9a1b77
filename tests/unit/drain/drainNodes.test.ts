import { strict as assert } from "node:assert";
import * as fc from "fast-check";
import { type DrainGoal, drainNodes } from "../../../provider/drain/drainNodes";
import { surges } from "../../../provider/drain/meant/surge";
import type { DrainAccess } from "../../../provider/drain/seen/drainAccess";
import { Refused } from "../../../provider/kubernetes/answers";
import { DB_ROLE_LABEL, NODE_POOL_LABEL } from "../../../provider/naming/labels";
import { aNode } from "./aNode";
import { type MadeUp, MadeUpCluster } from "./madeUpCluster";

const OLD = ["old-1", "old-2", "old-3"];
const GOAL: DrainGoal = {
    pools: [{ pool: "mqtt-core", nodePoolId: "np2" }],
    namespace: "apps",
    timeoutSeconds: 3600,
};

function drainOf(cluster: MadeUpCluster, access: Partial<DrainAccess> = {}, goal = GOAL) {
    let now = 0;
    const reports: string[] = [];
    const warnings: string[] = [];
    const watch = {
        report: (line: string) => void reports.push(line),
        warn: (line: string) => void warnings.push(line),
        now: () => now,
        sleep: async (milliseconds: number) => {
            now += milliseconds;
        },
    };
    const end = drainNodes(goal, { ...cluster.access, ...access }, watch);
    return { end, reports, warnings, seconds: () => now / 1000 };
}

const clusterOf = (...workloads: MadeUp[]) => new MadeUpCluster(workloads, () => 0.5);
const deployment = (name: string, replicas: number, given: Partial<MadeUp> = {}): MadeUp => ({
    name,
    kind: "Deployment",
    replicas,
    ...given,
});

describe("emptying old nodes", () => {
    it("asks once and does nothing where there are none", async () => {
        const cluster = clusterOf(deployment("dns", 2));
        let looks = 0;
        const nodes = async () => {
            looks++;
            return [aNode("new-1", { nodePoolId: "np2" })];
        };
        const { end } = drainOf(cluster, {
            nodes,
            surroundings: () => assert.fail("nobody looks at pods"),
        });
        assert.deepEqual([await end, looks], [[], 1]);
    });

    it("cordons all of them first, and leaves DaemonSets' pods where they are", async () => {
        const cluster = clusterOf(deployment("dns", 2), { name: "proxy", kind: "DaemonSet", replicas: 3 });
        assert.deepEqual(await drainOf(cluster).end, OLD);
        assert.deepEqual([...cluster.cordoned], OLD);
        assert.equal(cluster.pods.filter(({ of }) => of.kind === "DaemonSet").length, 3);
    });

    it("touches nothing while a pod of EMQX is there, and says which", async () => {
        const labels = { [DB_ROLE_LABEL]: "core" };
        const cluster = clusterOf(deployment("dns", 2), {
            name: "emqx-core",
            kind: "StatefulSet",
            replicas: 1,
            labels,
        });
        const { end, seconds } = drainOf(cluster);
        await assert.rejects(end, /EMQX is still on nodes that are to go: apps\/emqx-core-\d on old-\d/);
        assert.ok(seconds() < 30);
        assert.deepEqual([[...cluster.cordoned], cluster.onOldNodes().length], [[], 3]);
    });

    it("touches nothing of another stack whose pools have the same name, and names its namespace", async () => {
        const labels = { [DB_ROLE_LABEL]: "replicant" };
        const cluster = clusterOf(deployment("dns", 2), {
            name: "emqx",
            kind: "StatefulSet",
            replicas: 1,
            labels,
        });
        const { end } = drainOf(cluster, {}, { ...GOAL, namespace: "mine" });
        await assert.rejects(end, /Another EMQX cluster \(namespace apps\) .*another name/s);
        assert.deepEqual([[...cluster.cordoned], cluster.onOldNodes().length], [[], 3]);
    });

    it("names verb and resource of a missing right, and does not wait for it", async () => {
        const forbidden = () => {
            throw new Refused(
                403,
                { verb: "create", resource: "pods/eviction", group: "", namespace: "apps" },
                "no",
            );
        };
        const { end, seconds } = drainOf(clusterOf(deployment("dns", 2)), { evict: async () => forbidden() });
        await assert.rejects(
            end,
            /may not create pods\/eviction in namespace "apps" .*old node pools were not deleted/s,
        );
        assert.ok(seconds() < 30);
    });

    it("says what holds it up at least once a minute, and in its end", async () => {
        const cluster = clusterOf(deployment("dns", 2, { maxUnavailable: 0 }));
        const { end, reports } = drainOf(cluster, {}, { ...GOAL, timeoutSeconds: 600 });
        await assert.rejects(end, /Deployment apps\/dns: Cannot evict pod: the disruption budget dns/);
        assert.ok(reports.length >= 10, `${reports.length} lines in ten minutes`);
        assert.ok(reports.every((line) => line.includes("disruption budget dns")));
        assert.equal(cluster.fewest.get("dns"), 2);
    });

    it("fails where the pods find no other node, with the scheduler's words; the others serve", async () => {
        const cluster = clusterOf(
            deployment("dns", 2, { noRoom: true }),
            deployment("one", 1, { noRoom: true }),
        );
        const { end } = drainOf(cluster, {}, { ...GOAL, timeoutSeconds: 600 });
        await assert.rejects(end, (error: Error) => {
            assert.match(
                error.message,
                /Deployment apps\/dns: .*cannot be scheduled: 0\/5 nodes are available/,
            );
            assert.match(error.message, /Deployment apps\/one: .*rollout to end .*0\/5 nodes are available/);
            return true;
        });
        assert.deepEqual([...cluster.fewest.values()], [1, 1]);
    });

    it("warns of what is away meanwhile, and of what nobody makes anew", async () => {
        const { end, warnings } = drainOf(
            clusterOf(
                deployment("recreated", 1, { strategy: { type: "Recreate" } }),
                { name: "alone", kind: "bare", replicas: 1 },
                { name: "job", kind: "Job", replicas: 1 },
            ),
        );
        await end;
        const all = warnings.join("\n");
        assert.match(all, /Deployment apps\/recreated has one pod that serves/);
        assert.match(all, /Pod apps\/alone-\d .*nobody makes it anew/);
    });

    it("leaves a node alone that does not say which pool it is of", async () => {
        const nodes = async () => [aNode("n")];
        const { end, warnings } = drainOf(clusterOf(), { nodes });
        assert.deepEqual(await end, []);
        assert.match(String(warnings), /Node n does not say which node pool of ACK it is of/);
    });

    it("goes on with a warning where nobody may see nodes: nearly every update replaces no pool", async () => {
        const { end, warnings } = drainOf(clusterOf(), { nodes: async () => undefined });
        assert.deepEqual(await end, []);
        assert.match(String(warnings), /may not list nodes/);
    });

    it("waits for a moment where the right to see nodes is only about to come, and empties them then", async () => {
        const cluster = clusterOf(deployment("dns", 2));
        const { nodes } = cluster.access;
        let looks = 0;
        const late = async (pools: readonly string[]) => (looks++ < 3 ? undefined : nodes(pools));
        const { end, warnings } = drainOf(cluster, { nodes: late });
        assert.deepEqual(await end, OLD);
        assert.equal(cluster.onOldNodes().length, 0);
        assert.deepEqual(warnings, []);
    });

    it("leaves another stack's nodes of the same name alone, and tells what is to be done", async () => {
        const theirs = aNode("theirs-1", { nodePoolId: "np3", created: 9 });
        const nodes = async () => [aNode("new-1", { nodePoolId: "np2", created: 5 }), theirs];
        const { end, warnings } = drainOf(clusterOf(), { nodes, cordon: () => assert.fail("cordoned") });
        assert.deepEqual(await end, []);
        assert.match(
            String(warnings),
            /Nodes of mqtt-core are left alone \(theirs-1, node pool np3 of ACK\): their pool is younger .*another name/,
        );
    });

    describe("of a stack whose EMQX is on nodes that exist", () => {
        const existing = { app: "emqx" };
        const stack = { pools: [{ pool: "mqtt-core" }], stack: { existing } };
        const goal = { ...GOAL, ...stack };
        const sets = async () => [
            { role: "core", created: 1, nodeSelector: { [NODE_POOL_LABEL]: "mqtt-core" } },
            { role: "core", created: 9, nodeSelector: existing },
        ];
        const nodes = async () => [aNode("before-1", { nodePoolId: "np1" })];

        it("empties the pool that EMQX was on before", async () => {
            const cordoned: string[] = [];
            const cordon = async (name: string) => void cordoned.push(name);
            const { end, warnings } = drainOf(clusterOf(), { nodes, sets, cordon }, goal);
            assert.deepEqual([await end, cordoned, warnings], [["before-1"], ["before-1"], []]);
        });

        it("leaves one alone that EMQX was never on, and tells how to empty it", async () => {
            const access = { nodes, cordon: () => assert.fail("cordoned") };
            const { end, warnings } = drainOf(clusterOf(), access, goal);
            assert.deepEqual(await end, []);
            assert.match(
                String(warnings),
                /nothing shows that this stack has had .*kubectl drain .*--selector 'alibabacloud.com\/nodepool-id in \(np1\)'/,
            );
        });

        it("asks for nothing more where no node carries such a name, nor where nobody may list nodes", async () => {
            const asked = () => assert.fail("sets are looked at");
            for (const seen of [[], undefined]) {
                const access = { nodes: async () => seen, sets: asked };
                const { end, warnings } = drainOf(clusterOf(), access, goal);
                assert.deepEqual(await end, []);
                assert.equal(warnings.length, seen === undefined ? 1 : 0);
            }
        });
    });

    for (const [state, given, says] of [
        ["has joined", undefined, /mqtt-core \(node pool np2 of ACK\) has no node in the Kubernetes cluster/],
        ["is ready", { ready: false }, /no node that takes pods: new-1 is not ready/],
        ["takes pods", { cordoned: true }, /new-1 is cordoned \(kubectl uncordon new-1\)/],
    ] as const) {
        it(`touches nothing while no node of the new pool ${state}, and fails with what is to be done`, async () => {
            const now =
                given === undefined ? [] : [aNode("new-1", { nodePoolId: "np2", created: 1, ...given })];
            const nodes = async () => [aNode("old-1", { nodePoolId: "np1" }), ...now];
            const access = { nodes, cordon: () => assert.fail("cordoned") };
            const { end, reports, seconds } = drainOf(clusterOf(), access);
            await assert.rejects(end, says);
            assert.ok(seconds() >= 300 && seconds() <= 900, `${seconds()} s`);
            assert.match(reports[0] ?? "", /no node of mqtt-core can take over yet/);
        });
    }

    it("goes on once a node of the new pool is there", async () => {
        let looks = 0;
        const cluster = clusterOf(deployment("dns", 2));
        const nodes = async () => {
            const all = (await cluster.access.nodes([])) ?? [];
            return ++looks > 3 ? all : all.filter(({ name }) => name.startsWith("old"));
        };
        assert.deepEqual(await drainOf(cluster, { nodes }).end, OLD);
        assert.equal(cluster.fewest.get("dns"), 1);
    });

    it("says how its nodes take pods again, when it fails for good", async () => {
        const { end } = drainOf(
            clusterOf(deployment("dns", 2, { maxUnavailable: 0 })),
            {},
            {
                ...GOAL,
                timeoutSeconds: 60,
            },
        );
        await assert.rejects(
            end,
            /stay cordoned .*also when you go back\. .*kubectl uncordon --selector 'alibabacloud.com\/nodepool-id in \(np1\)'/,
        );
    });

    const kinds = fc.constantFrom<MadeUp["kind"]>(
        "Deployment",
        "StatefulSet",
        "CloneSet",
        "Job",
        "DaemonSet",
    );
    const strategies = fc.constantFrom(
        undefined,
        { type: "Recreate" },
        { rollingUpdate: { maxSurge: 1, maxUnavailable: 0 } },
        { rollingUpdate: { maxSurge: 0, maxUnavailable: 1 } },
    );
    const some = fc.array(
        fc.record({
            kind: kinds,
            replicas: fc.integer({ min: 1, max: 5 }),
            strategy: strategies,
            maxUnavailable: fc.constantFrom(undefined, 1, 2),
            toleratesCordon: fc.boolean(),
        }),
        { maxLength: 6 },
    );

    const randoms = fc.infiniteStream(fc.double({ min: 0, max: 0.999, noNaN: true }));

    it("whatever runs there: it ends, one pod of a workload at a time, and what can serve throughout does", async () => {
        await fc.assert(
            fc.asyncProperty(some, randoms, async (all, random) => {
                const workloads = all.map((one, i): MadeUp => ({ name: `w${i}`, ...one }));
                const cluster = new MadeUpCluster(workloads, () => random.next().value as number);
                const { end, warnings } = drainOf(cluster, {}, { ...GOAL, timeoutSeconds: 900 });
                assert.equal(await problem(end, workloads), undefined);
                assert.deepEqual(cluster.wrong, []);
                assert.deepEqual(untold(cluster, warnings, workloads), []);
                for (const one of workloads) {
                    const fewest = cluster.fewest.get(one.name) ?? 0;
                    assert.ok(fewest >= leastOf(one), `${fewest} served of ${JSON.stringify(one)}`);
                }
            }),
            { numRuns: 60 },
        );
    });
});

/** What must be left of a workload at every moment. */
function leastOf({ kind, replicas, strategy }: MadeUp): number {
    if (replicas > 1) return replicas - 1;
    return kind === "DaemonSet" || (kind === "Deployment" && surges(strategy, 1)) ? 1 : 0;
}

/** A scheduler that puts a pod back onto cordoned nodes each time can hold a drain up, and nothing else. */
async function problem(end: Promise<string[]>, workloads: readonly MadeUp[]): Promise<string | undefined> {
    try {
        assert.deepEqual(await end, OLD);
        return undefined;
    } catch (error) {
        const held = (error as Error).message.split("\n").filter((line) => line.startsWith("  "));
        const stubborn = workloads.filter(({ toleratesCordon }) => toleratesCordon);
        const told = (line: string) => stubborn.some(({ name }) => line.includes(`apps/${name}: waits for`));
        return held.length > 0 && held.every((line) => told(line) && line.includes("keep coming back"))
            ? undefined
            : (error as Error).message;
    }
}

/** Pods that are on old nodes still, and of which nobody was told. */
function untold(cluster: MadeUpCluster, warnings: readonly string[], workloads: readonly MadeUp[]): string[] {
    const stubborn = workloads.filter(({ toleratesCordon }) => toleratesCordon).map(({ name }) => `${name}-`);
    return cluster
        .onOldNodes()
        .filter((pod) => !warnings.some((line) => line.includes(pod)))
        .filter((pod) => !stubborn.some((name) => pod.startsWith(name)));
}

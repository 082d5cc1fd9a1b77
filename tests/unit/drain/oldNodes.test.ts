import { strict as assert } from "node:assert";
import * as fc from "fast-check";
import { sortNodes } from "../../../provider/drain/meant/oldNodes";
import type { PoolNode } from "../../../provider/drain/meant/poolNode";
import { surges } from "../../../provider/drain/meant/surge";
import type { EmqxSet } from "../../../provider/drain/meant/traces";
import { NODE_POOL_LABEL, NODE_ROLE_LABEL } from "../../../provider/naming/labels";
import { aNode } from "./aNode";

const names = (nodes: readonly PoolNode[]) => nodes.map(({ name }) => name);
const sorted = (...given: Parameters<typeof sortNodes>) => {
    const { old, unknown, foreign } = sortNodes(...given);
    return { old: names(old), unknown: names(unknown), foreign: names(foreign) };
};
const old = (nodePoolId: string, created: number, more: Partial<PoolNode> = {}) =>
    aNode(`${nodePoolId}-${created}`, { nodePoolId, created, ...more });
const replicant = { pool: "mqtt-replicant" };
const PRESENT = [{ pool: "mqtt-core", nodePoolId: "np2" }];

describe("which nodes are old", () => {
    const pools = [...PRESENT, replicant];

    it("those of another pool of ACK with the name, and all of a pool that somebody wrote is gone", () => {
        const nodes = [
            aNode("before", { nodePoolId: "np1" }),
            aNode("now", { nodePoolId: "np2", created: 1 }),
            aNode("replicant", { ...replicant, nodePoolId: "np3", created: 2 }),
            aNode("silent", replicant),
            aNode("somebody else's", { pool: "other-core", nodePoolId: "np1" }),
        ];
        assert.deepEqual(names(sortNodes(nodes, pools).old), ["before", "replicant", "silent"]);
    });

    it("those of another identity, where they do not say which pool of ACK they are of", () => {
        const present = [{ pool: "mqtt-core", nodePoolId: "np2", identity: "new" }];
        const silent = aNode("silent", { identity: "before" });
        const same = aNode("same", { identity: "new" });
        const known = aNode("known", { nodePoolId: "np2", identity: "before", created: 1 });
        const all = sorted([silent, same, known], present);
        assert.deepEqual(all, { old: ["silent"], unknown: [], foreign: [] }, "ACK's own word counts first");
    });

    it("none that does not say anything", () => {
        assert.deepEqual(sorted([aNode("silent")], pools).unknown, ["silent"]);
    });

    it("none where a pool stays and loses its identity, and all where one that had none gets it", () => {
        const toDaemonSet = [old("np2", 0, { identity: "before" })];
        assert.deepEqual(sorted(toDaemonSet, PRESENT), { old: [], unknown: [], foreign: [] });
        const toReplacePool = [old("np1", 0), old("np2", 1, { identity: "new" })];
        const present = [{ pool: "mqtt-core", nodePoolId: "np2", identity: "new" }];
        assert.deepEqual(sorted(toReplacePool, present).old, ["np1-0"]);
    });

    it("none of a pool that was made after today's: another stack's of the same name", () => {
        const nodes = [old("np2", 5), old("np3", 6), old("np3", 7)];
        assert.deepEqual(sorted(nodes, PRESENT), { old: [], unknown: [], foreign: ["np3-6", "np3-7"] });
        const silent = aNode("silent", { identity: "theirs", created: 8 });
        const present = [{ pool: "mqtt-core", nodePoolId: "np2", identity: "ours" }];
        assert.deepEqual(sorted([old("np2", 5), silent], present).foreign, ["silent"]);
    });

    it("a former pool's node that was repaired, or joined, after the new pool was made", () => {
        const nodes = [old("np1", 1), old("np1", 9), old("np2", 5)];
        assert.deepEqual(sorted(nodes, PRESENT).old, ["np1-1", "np1-9"]);
    });

    it("whatever is repaired, as long as one node of each pool is left: former pools' and no others'", () => {
        const ages = fc.array(fc.integer({ min: 100, max: 1000 }), { maxLength: 4 });
        const first = fc.uniqueArray(fc.integer({ min: 0, max: 99 }), { minLength: 2, maxLength: 5 });
        fc.assert(
            fc.property(
                first,
                fc.nat(4),
                fc.array(ages, { minLength: 5, maxLength: 5 }),
                (made, at, later) => {
                    const now = at % made.length;
                    const nodes = made.flatMap((age, i) =>
                        [age, ...(later[i] ?? [])].map((created, n) =>
                            aNode(`np${i}/${n}`, { nodePoolId: `np${i}`, created }),
                        ),
                    );
                    const { old, unknown, foreign } = sortNodes(nodes, [
                        { pool: "mqtt-core", nodePoolId: `np${now}` },
                    ]);
                    const wanted = nodes.filter((node) => {
                        const i = Number(node.nodePoolId?.slice(2));
                        return (made[i] as number) < (made[now] as number);
                    });
                    assert.deepEqual(names(old).sort(), names(wanted).sort());
                    assert.equal(old.length + foreign.length + (later[now]?.length ?? 0) + 1, nodes.length);
                    assert.deepEqual(unknown, []);
                },
            ),
        );
    });

    it("nothing is done while no node of today's pool takes pods", () => {
        const awaited = (...nodes: PoolNode[]) =>
            sortNodes([old("np1", 0), ...nodes], PRESENT).awaited.map(({ pool }) => pool);
        assert.deepEqual(awaited(), ["mqtt-core"]);
        assert.deepEqual(awaited(old("np2", 1, { ready: false })), ["mqtt-core"]);
        assert.deepEqual(awaited(old("np2", 1, { cordoned: true })), ["mqtt-core"]);
        assert.deepEqual(awaited(old("np2", 1), old("np2", 2, { ready: false })), []);
        assert.deepEqual(sortNodes([], PRESENT).awaited, [], "where nothing is to go nobody waits");
    });
});

describe("which nodes are of a pool that a stack has no more", () => {
    const GONE = [{ pool: "mqtt-core" }, replicant];
    const set = (role: string, created: number, pool?: string): EmqxSet => ({
        role,
        created,
        nodeSelector: pool === undefined ? { app: "emqx" } : { [NODE_POOL_LABEL]: pool },
    });
    const SWITCHED = [
        set("core", 1, "mqtt-core"),
        set("replicant", 1, "mqtt-replicant"),
        set("core", 10),
        set("replicant", 11),
    ];
    const existing = { app: "emqx" };
    const core = old("np1", 2);
    const others = old("np2", 3, replicant);

    it("all that EMQX was on by its role, before it went to nodes that exist", () => {
        const all = sorted([core, others], GONE, { existing, sets: SWITCHED });
        assert.deepEqual(all, { old: ["np1-2", "np2-3"], unknown: [], foreign: [] });
    });

    it("none that EMQX is meant to run on, whatever their pool is called", () => {
        const mine = old("np1", 2, { labels: { ...core.labels, app: "emqx" } });
        const rest = old("np1", 3);
        const all = sorted([mine, rest], GONE, { existing, sets: SWITCHED });
        assert.deepEqual(all, { old: [], unknown: [], foreign: [] }, "the rest of its pool neither");
        const byName = { [NODE_POOL_LABEL]: "mqtt-core" };
        const named = old("np1", 2, { labels: byName });
        assert.deepEqual(sorted([named], GONE, { existing: byName, sets: SWITCHED }).old, []);
    });

    it("none of a pool that EMQX was on as on nodes that exist, or never", () => {
        const never = [set("core", 10), set("replicant", 10)];
        assert.deepEqual(sorted([core], GONE, { existing, sets: never }).foreign, ["np1-2"]);
        // Both roles on one pool of another program.
        const both = [set("core", 1, "mqtt-core"), set("replicant", 1, "mqtt-core"), ...never];
        assert.deepEqual(sorted([core], GONE, { existing, sets: both }).foreign, ["np1-2"]);
        const byHand = old("np1", 2, { labels: {} });
        assert.deepEqual(sorted([byHand], GONE, { existing, sets: SWITCHED }).foreign, ["np1-2"]);
    });

    it("none that was made after EMQX left: another stack's of the same name", () => {
        const later = old("np9", 20);
        assert.deepEqual(sorted([later], GONE, { existing, sets: SWITCHED }).foreign, ["np9-20"]);
        assert.deepEqual(sorted([later], GONE, { existing, sets: [] }).foreign, ["np9-20"]);
    });

    it("none that is no node of ACK's pools", () => {
        assert.deepEqual(sorted([aNode("hand")], GONE, { existing, sets: SWITCHED }).unknown, ["hand"]);
    });

    it("replicants' own, older than a pool or a set of the stack", () => {
        const pools = [...PRESENT, replicant];
        const made = (created: number) => old("np3", created, replicant);
        const of = (created: number, sets: EmqxSet[]) =>
            sorted([old("np2", 5), made(created)], pools, { sets });
        assert.deepEqual(of(4, []).old, ["np3-4"], "as old as the cores' pool at the least");
        assert.deepEqual(of(6, [set("replicant", 7, "mqtt-replicant")]).old, ["np3-6"]);
        assert.deepEqual(of(9, [set("core", 8, "mqtt-core")]).foreign, ["np3-9"]);
    });

    it("whatever there is: nothing that EMQX is meant to run on, nor anything younger than all of the stack's", () => {
        const label = fc.constantFrom(...Object.keys({ app: 0, [NODE_ROLE_LABEL]: 0 }));
        const sets = fc.array(
            fc.record({
                role: fc.constantFrom("core", "replicant"),
                created: fc.nat(50),
                pool: fc.constantFrom(undefined, "mqtt-core", "mqtt-replicant"),
            }),
        );
        const nodes = fc.array(
            fc.record({
                id: fc.constantFrom(undefined, "np1", "np2", "np3"),
                created: fc.nat(60),
                core: fc.boolean(),
                app: fc.boolean(),
            }),
        );
        fc.assert(
            fc.property(label, sets, nodes, (key, given, all) => {
                const made = all.map(({ id, created, core, app }, i) => {
                    const role = core ? "core" : "replicant";
                    const { labels } = aNode("", { pool: `mqtt-${role}` });
                    return aNode(`n${i}`, {
                        pool: `mqtt-${role}`,
                        created,
                        ...(id === undefined ? {} : { nodePoolId: `${id}-${role}` }),
                        labels: { ...labels, ...(app ? { app: "emqx" } : {}) },
                    });
                });
                const existing = { [key]: key === "app" ? "emqx" : "core" };
                const traces = given.map(({ role, created, pool }) => set(role, created, pool));
                const { old } = sortNodes(made, GONE, { existing, sets: traces });
                const newest = Math.max(-1, ...given.map(({ created }) => created));
                for (const node of old) {
                    const group = made.filter(({ nodePoolId }) => nodePoolId === node.nodePoolId);
                    assert.notEqual(node.nodePoolId, undefined);
                    assert.ok(group.every(({ labels }) => labels[key] !== existing[key]));
                    assert.ok(group.some(({ created }) => created < newest));
                    assert.ok(traces.some(({ nodeSelector: s }) => s[NODE_POOL_LABEL] === node.pool));
                }
            }),
        );
    });
});

describe("a rollout that has a new pod ready first", () => {
    const rolling = (maxSurge?: number | string, maxUnavailable?: number | string) => ({
        type: "RollingUpdate",
        rollingUpdate: {
            ...(maxSurge === undefined ? {} : { maxSurge }),
            ...(maxUnavailable === undefined ? {} : { maxUnavailable }),
        },
    });

    it("is one that may have more pods and may not miss one", () => {
        assert.equal(surges(undefined, 1), true, "by default, for few pods");
        assert.equal(surges(undefined, 3), true);
        assert.equal(surges(undefined, 4), false, "a quarter of four may be missing");
        assert.equal(surges(rolling(1, 0), 100), true);
        assert.equal(surges(rolling("50%", "99%"), 1), true);
        assert.equal(surges(rolling(0, 1), 1), false);
        assert.equal(surges(rolling(0, 0), 1), false, "then one may be missing");
        assert.equal(surges(rolling("0%", "50%"), 1), false);
        assert.equal(surges({ type: "Recreate" }, 1), false);
    });
});

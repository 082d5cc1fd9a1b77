import { strict as assert } from "node:assert";
import * as fc from "fast-check";
import { DrainHistory, SETTLE_MS } from "../../../provider/drain/meant/history";
import { type History, type Move, type Moves, nextMoves } from "../../../provider/drain/meant/moves";
import type { Load, PlacedPod, Workload } from "../../../provider/drain/meant/workload";

const NOTHING_BEFORE: History = {
    touched: () => false,
    floor: ({ wanted, serving }) => wanted ?? serving,
    comesBack: () => false,
};

function workload(name: string, given: Partial<Workload> = {}): Workload {
    return {
        key: name,
        kind: "Deployment",
        namespace: "kube-system",
        name,
        title: `Deployment kube-system/${name}`,
        wanted: 2,
        serving: 2,
        servingElsewhere: 0,
        leaving: 0,
        surges: true,
        ...given,
    };
}

function pod(name: string, of: string, given: Partial<PlacedPod> = {}): PlacedPod {
    return {
        namespace: "kube-system",
        name,
        node: "old-1",
        workload: of,
        ready: true,
        leaving: false,
        isEmqx: false,
        comesBack: false,
        ...given,
    };
}

function load(workloads: readonly Workload[], pods: readonly PlacedPod[]): Load {
    return { pods, workloads: new Map(workloads.map((one) => [one.key, one])) };
}

function inWords({ moves, waits, left, emqx }: Moves): string[] {
    return [
        ...moves.map((move) =>
            move.kind === "restart"
                ? `restart ${move.workload.name}`
                : `evict ${move.pod.name}${move.blinks ? ", which blinks" : ""}`,
        ),
        ...waits.map(({ workload: { name }, why }) => `${name} waits for ${why}`),
        ...left.map(({ name }) => `${name} is left`),
        ...emqx.map(({ name }) => `${name} is EMQX's`),
    ];
}

function decided(
    workloads: readonly Workload[],
    pods: readonly PlacedPod[],
    history = NOTHING_BEFORE,
): string[] {
    return inWords(nextMoves(load(workloads, pods), history));
}

describe("what leaves an old node next", () => {
    it("one of two that serve, and the other one when two do again", () => {
        const pods = [pod("dns-a", "dns"), pod("dns-b", "dns")];
        assert.deepEqual(decided([workload("dns")], pods), ["evict dns-b"]);
        assert.deepEqual(decided([workload("dns", { serving: 1 })], pods.slice(1)), [
            "dns waits for 2 pods of it to serve, and 1 does",
        ]);
        assert.deepEqual(decided([workload("dns", { leaving: 1 })], pods), [
            "dns waits for a pod of it to end",
        ]);
    });

    it("the only one by a rollout, which has another one ready first", () => {
        const only = { wanted: 1, serving: 1 };
        const pods = [pod("operator-a", "operator")];
        assert.deepEqual(decided([workload("operator", only)], pods), ["restart operator"]);
        const rolling = { ...only, rolling: { trouble: "no node has room" } };
        assert.deepEqual(decided([workload("operator", rolling)], pods), [
            "operator waits for its rollout to end (no node has room)",
        ]);
        assert.deepEqual(decided([workload("operator", { ...only, surges: false })], pods), [
            "evict operator-a, which blinks",
        ]);
    });

    it("the last one that serves by a rollout too, where the others have not come up for long", () => {
        const history = { ...NOTHING_BEFORE, floor: () => 1 };
        assert.deepEqual(decided([workload("dns", { serving: 1 })], [pod("dns-a", "dns")], history), [
            "restart dns",
        ]);
    });

    it("what does not serve, before what does and without waiting", () => {
        const pods = [pod("dns-b", "dns"), pod("dns-a", "dns", { ready: false })];
        assert.deepEqual(decided([workload("dns", { serving: 1 })], pods), ["evict dns-a"]);
    });

    it("a StatefulSet from its highest number down", () => {
        const set = workload("db", { kind: "StatefulSet", wanted: 11, serving: 11, surges: false });
        const pods = ["db-9", "db-10", "db-2"].map((name) => pod(name, "db"));
        assert.deepEqual(decided([set], pods), ["evict db-10"]);
    });

    it("nothing of EMQX, which is told instead; what its operator has told to end is waited for", () => {
        const core = pod("emqx-core-0", "core", { isEmqx: true });
        assert.deepEqual(decided([workload("core")], [core]), ["emqx-core-0 is EMQX's"]);
        assert.deepEqual(decided([workload("core")], [{ ...core, leaving: true }]), [
            "core waits for kube-system/emqx-core-0 on old-1 to end",
        ]);
    });

    it("not again and again what comes back to cordoned nodes: it is left where others serve, and told where not", () => {
        const history = { ...NOTHING_BEFORE, comesBack: () => true };
        const stubborn = [pod("agent-a", "agent", { comesBack: true })];
        assert.deepEqual(decided([workload("agent", { servingElsewhere: 1 })], stubborn, history), [
            "agent-a is left",
        ]);
        assert.match(
            String(decided([workload("agent")], stubborn, history)),
            /agent waits for .*keep coming back/,
        );
    });

    it("what was moved serves again before the nodes go", () => {
        const history = { ...NOTHING_BEFORE, touched: () => true };
        assert.deepEqual(decided([workload("dns", { serving: 1, trouble: "no room" })], [], history), [
            "dns waits for 2 pods of it to serve, and 1 does (no room)",
        ]);
        assert.deepEqual(
            decided([workload("dns", { serving: 1 })], []),
            [],
            "what nobody touched is not waited for",
        );
    });
});

describe("how many have to serve before the next one goes", () => {
    const evicted = (of: Workload): Move => ({
        kind: "evict",
        pod: pod("a", of.key),
        workload: of,
        blinks: false,
    });

    it("as many as are wanted for two minutes; then as many as there are", () => {
        const history = new DrainHistory();
        const short = workload("dns", { wanted: 3, serving: 2 });
        assert.equal(history.floor(short, 0), 3);
        assert.equal(history.floor(short, SETTLE_MS - 1), 3);
        assert.equal(history.floor(short, SETTLE_MS), 2);
    });

    it("as many as before where this drain took one away, however long it takes", () => {
        const history = new DrainHistory();
        history.done(evicted(workload("dns")));
        assert.equal(history.floor(workload("dns", { serving: 1 }), 10 * SETTLE_MS), 2);
        assert.equal(history.floor(workload("dns", { serving: 1, wanted: 1 }), 0), 1, "it was scaled down");
    });

    it("none of a Job or of a pod that nobody makes anew", () => {
        for (const kind of ["Job", "bare"] as const) {
            const history = new DrainHistory();
            const one = workload("once", { kind, serving: 1, wanted: undefined });
            history.done(evicted(one));
            assert.equal(history.floor({ ...one, serving: 0 }, 0), 0);
        }
    });

    it("gives up moving what has come back five times for each pod", () => {
        const history = new DrainHistory();
        const one = workload("agent");
        for (let i = 0; i < 9; i++) history.done(evicted(one));
        assert.equal(history.comesBack(one), false);
        history.done(evicted(one));
        assert.equal(history.comesBack(one), true);
    });
});

describe("whatever runs on old nodes", () => {
    const kinds = fc.constantFrom<Workload["kind"]>("Deployment", "StatefulSet", "Job", "other");
    const one = fc.record({
        kind: kinds,
        wanted: fc.option(fc.nat(4), { nil: undefined }),
        elsewhere: fc.nat(3),
        leaving: fc.nat(1),
        rolling: fc.boolean(),
        surges: fc.boolean(),
        comesBack: fc.boolean(),
        settled: fc.boolean(),
        here: fc.array(fc.record({ ready: fc.boolean(), leaving: fc.boolean(), isEmqx: fc.boolean() }), {
            maxLength: 4,
        }),
    });
    const worlds = fc.array(one, { maxLength: 5 }).map((all) => {
        const pods = all.flatMap(({ here, comesBack }, w) =>
            here.map((given, p) => pod(`pod-${w}-${p}`, `w${w}`, { ...given, comesBack })),
        );
        const workloads = all.map((given, w) => {
            const here = pods.filter((one) => one.workload === `w${w}`);
            return workload(`w${w}`, {
                kind: given.kind,
                wanted: given.wanted,
                serving: given.elsewhere + here.filter((p) => p.ready && !p.leaving).length,
                servingElsewhere: given.elsewhere,
                leaving: given.leaving + here.filter((p) => p.leaving).length,
                surges: given.kind === "Deployment" && given.surges,
                ...(given.rolling ? { rolling: {} } : {}),
            });
        });
        const history: History = {
            touched: () => true,
            floor: ({ key, wanted, serving }) =>
                all[Number(key.slice(1))]?.settled
                    ? Math.min(serving, wanted ?? serving)
                    : (wanted ?? serving),
            comesBack: ({ key }) => all[Number(key.slice(1))]?.comesBack ?? false,
        };
        return { pods, workloads, history };
    });

    it("leaves one pod of a workload at a time, none while another one ends, and none below what has to serve", () => {
        fc.assert(
            fc.property(worlds, ({ pods, workloads, history }) => {
                const { moves } = nextMoves(load(workloads, pods), history);
                const keys = moves.map((move) => move.workload.key);
                assert.equal(new Set(keys).size, keys.length);
                for (const move of moves) {
                    assert.equal(move.workload.leaving, 0);
                    assert.equal(move.workload.rolling, undefined);
                    if (move.kind === "restart" || !move.pod.ready) continue;
                    assert.ok(move.workload.serving >= history.floor(move.workload));
                    const left = move.workload.serving - 1;
                    assert.ok(
                        left > 0 || (move.blinks && !move.workload.surges),
                        "the last one blinks, and says so",
                    );
                }
            }),
        );
    });

    it("is handled, waited for, left or told: nothing is forgotten, and nothing of EMQX is evicted", () => {
        fc.assert(
            fc.property(worlds, ({ pods, workloads, history }) => {
                const { moves, waits, left, emqx } = nextMoves(load(workloads, pods), history);
                const named = new Set([...moves, ...waits].map(({ workload: { key } }) => key));
                for (const one of pods) {
                    assert.ok(named.has(one.workload) || left.includes(one) || emqx.includes(one), one.name);
                }
                for (const move of moves) assert.ok(move.kind === "restart" || !move.pod.isEmqx);
            }),
        );
    });

    it("does not depend on the order in which it is listed", () => {
        const shuffled = worlds.chain((world) =>
            fc.record({
                world: fc.constant(world),
                pods: fc.shuffledSubarray(world.pods, { minLength: world.pods.length }),
                workloads: fc.shuffledSubarray(world.workloads, { minLength: world.workloads.length }),
            }),
        );
        fc.assert(
            fc.property(shuffled, ({ world, pods, workloads }) => {
                assert.deepEqual(
                    nextMoves(load(workloads, pods), world.history),
                    nextMoves(load(world.workloads, world.pods), world.history),
                );
            }),
        );
    });
});

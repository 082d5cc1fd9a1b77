import { strict as assert } from "node:assert";
import fc from "fast-check";
import { newPods } from "../../../../../provider/emqx/gate/meant/newPods";
import {
    type NodeState,
    type PlacedPod,
    type PodNeeds,
    shortages,
} from "../../../../../provider/emqx/gate/meant/room";
import { v3beta1 } from "../../../../../provider/emqx/lines/v3beta1";

const GiB = 2 ** 30;
const POOL = { "emqx-ack.io/pool": "mqtt-replicant" };

function node(name: string, rest: Partial<NodeState> = {}): NodeState {
    return {
        name,
        labels: POOL,
        taints: [{ key: "emqx-ack.io/dedicated", value: "replicant", effect: "NoSchedule" }],
        ready: true,
        cordoned: false,
        cpu: 16,
        memory: 32 * GiB,
        pods: 110,
        ...rest,
    };
}

const needs: PodNeeds = {
    role: "replicant",
    nodeSelector: POOL,
    tolerations: [{ key: "emqx-ack.io/dedicated", operator: "Equal", value: "replicant" }],
    cpu: 4,
    memory: 4 * GiB,
    wanted: 3,
    revision: "new",
};

function emqx(on: string, revision: string): PlacedPod {
    return { node: on, cpu: 4, memory: 4 * GiB, role: "replicant", revision };
}

const NODES = [node("a"), node("b"), node("c")];
const OLD = NODES.map(({ name }) => emqx(name, "old"));

describe("room for the new pods of an update", () => {
    it("is there when the new ones fit beside the running ones", () => {
        assert.deepEqual(shortages({ nodes: NODES, pods: OLD }, [needs]), []);
    });

    it("is short when the running ones leave too little, with the arithmetic in the sentence", () => {
        const [short] = shortages({ nodes: NODES, pods: OLD }, [{ ...needs, cpu: 13 }]);
        assert.equal(
            short?.sentence,
            "3 new replicant pods (CPU 13, memory 4096Mi each) need room beside the running ones, and the nodes with emqx-ack.io/pool=mqtt-replicant have room for 0 (3 ready)",
        );
    });

    it("counts only pods that have no node yet", () => {
        const pods = [...OLD, emqx("a", "new"), emqx("b", "new")];
        const tight = NODES.map((n) => (n.name === "c" ? n : { ...n, cpu: 8 }));
        assert.deepEqual(shortages({ nodes: tight, pods }, [needs]), []);
    });

    it("leaves out nodes that are not ready, cordoned, of another pool, or tainted for others", () => {
        for (const unfit of [
            { ready: false },
            { cordoned: true },
            { labels: {} },
            { taints: [{ key: "emqx-ack.io/dedicated", value: "core", effect: "NoSchedule" }] },
        ]) {
            const nodes = [node("a", { cpu: 4 }), node("b", { cpu: 4 }), node("c", unfit)];
            const [short] = shortages({ nodes, pods: [] }, [needs]);
            assert.match(short?.sentence ?? "", /have room for 2/, JSON.stringify(unfit));
        }
        const nodes = [node("a", { ready: false }), node("b")];
        const [short] = shortages({ nodes, pods: [] }, [{ ...needs, cpu: 16 }]);
        assert.match(short?.sentence ?? "", /\(1 ready, not usable: a\)/);
    });

    it("does not give the same room to cores and replicants", () => {
        const both = [{ ...needs, role: "core" as const }, needs];
        assert.equal(shortages({ nodes: [node("a", { cpu: 20 })], pods: [] }, both).length, 1);
        assert.equal(shortages({ nodes: [node("a", { cpu: 24 })], pods: [] }, both).length, 0);
    });

    it("never finds less room when a node is added, nor more when a pod is", () => {
        const cpu = fc.integer({ min: 1, max: 32 });
        fc.assert(
            fc.property(
                fc.array(cpu, { maxLength: 6 }),
                fc.array(cpu, { maxLength: 6 }),
                cpu,
                (sizes, used, each) => {
                    const nodes = sizes.map((size, i) => node(`n${i}`, { cpu: size }));
                    const pods = used.map((size, i) => ({
                        node: `n${i % (sizes.length + 1)}`,
                        cpu: size,
                        memory: 0,
                    }));
                    const short = (room: Parameters<typeof shortages>[0]) =>
                        shortages(room, [{ ...needs, cpu: each }]).length;
                    const now = short({ nodes, pods });
                    assert.ok(short({ nodes: [...nodes, node("more")], pods }) <= now);
                    assert.ok(short({ nodes, pods: [...pods, { node: "n0", cpu: 1, memory: 0 }] }) >= now);
                },
            ),
            { numRuns: 2000 },
        );
    });

    describe("where nodes leave one by one", () => {
        const { pace } = v3beta1;
        const state = { ...pace.defaults, maxSurge: 1 };
        const places = (need: PodNeeds) => newPods(need, 3, pace, state);

        it("takes one place beside the running ones, and their own", () => {
            assert.deepEqual(
                places(needs).map(({ wanted, inPlace }) => [wanted, inPlace ?? false]),
                [
                    [1, false],
                    [3, true],
                ],
            );
            // 4 of 8 CPUs are free on each: no second set, but each in its turn.
            const tight = NODES.map((n) => ({ ...n, cpu: 8 }));
            assert.deepEqual(shortages({ nodes: tight, pods: OLD }, places(needs)), []);
            const full = NODES.map((n) => ({ ...n, cpu: 4 }));
            assert.deepEqual(
                shortages({ nodes: full, pods: OLD }, places(needs)).map(({ sentence }) =>
                    sentence.slice(0, 20),
                ),
                ["1 new replicant pods"],
            );
        });

        it("is short for cores that grow beyond what their own places have", () => {
            const cores = { ...needs, role: "core" as const, cpu: 10 };
            const old = OLD.map((pod) => ({ ...pod, role: "core", cpu: 8 }));
            const room = (cpu: number) => ({ nodes: NODES.map((n) => ({ ...n, cpu })), pods: old });
            assert.deepEqual(shortages(room(10), places(cores)), []);
            assert.match(
                shortages(room(9), places(cores))[0]?.sentence ?? "",
                /3 new core pods.*in the places of the running/,
            );
        });
    });
});

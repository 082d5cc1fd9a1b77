import assert from "node:assert/strict";
import fc from "fast-check";
import {
    type NodeOfPool,
    refuseFormerPools,
    type WantedPool,
} from "../../../../../provider/emqx/gate/meant/formerPools";
import { Problems } from "../../../../../provider/validation/problems";

const core: WantedPool = { pool: "mqtt-core", identity: "aaaa", input: "corePool" };
const node = (identity: string | undefined, madeAt: number, pool = "mqtt-core"): NodeOfPool => ({
    pool,
    madeAt,
    ...(identity === undefined ? {} : { identity }),
});

function refusals(nodes: readonly NodeOfPool[], wanted: readonly WantedPool[] = [core]): string[] {
    const problems = new Problems();
    refuseFormerPools(problems, wanted, nodes);
    return problems.all.map(({ path, reason }) => `${path} ${reason}`);
}

describe("a way back before the old pool is gone", () => {
    it("is refused with the pools' names and with what to do", () => {
        const [refusal, ...more] = refusals([node("aaaa", 1), node("aaaa", 2), node("bbbb", 3)]);
        assert.deepEqual(more, []);
        assert.match(refusal ?? "", /^corePool asks for node pool mqtt-core-aaaa again/);
        assert.match(
            refusal ?? "",
            /Run the program that asks for mqtt-core-bbbb to its end, and go back then/,
        );
        assert.match(refusal ?? "", /systemDiskGiB one higher/);
    });

    it("is none where an interrupted update goes on, also after a node of the old pool was repaired", () => {
        assert.deepEqual(refusals([node("bbbb", 1), node("aaaa", 3)]), []);
        assert.deepEqual(refusals([node("bbbb", 1), node("aaaa", 3), node("bbbb", 5)]), []);
    });

    it("is none on one pool's nodes, on none, on nodes without an identity, and on another pool's", () => {
        assert.deepEqual(refusals([]), []);
        assert.deepEqual(refusals([node("aaaa", 1)]), []);
        assert.deepEqual(refusals([node("bbbb", 1)]), []);
        assert.deepEqual(refusals([node("aaaa", 1), node(undefined, 2)]), []);
        assert.deepEqual(refusals([node("aaaa", 1), node("bbbb", 2, "mqtt-replicant")]), []);
    });

    it("does not depend on the order of the nodes, and never refuses the youngest pool", () => {
        const nodes = fc.array(
            fc.record({
                identity: fc.constantFrom("aaaa", "bbbb", "cccc"),
                madeAt: fc.integer({ min: 0, max: 50 }),
            }),
            { maxLength: 12 },
        );
        fc.assert(
            fc.property(nodes, fc.integer(), (made, turn) => {
                const all = made.map(({ identity, madeAt }) => node(identity, madeAt));
                const at = all.length === 0 ? 0 : Math.abs(turn) % all.length;
                const refused = (list: NodeOfPool[]) => refusals(list).length;
                assert.equal(refused([...all.slice(at), ...all.slice(0, at)]), refused(all));
                const first = (identity: string) =>
                    Math.min(...all.filter((one) => one.identity === identity).map(({ madeAt }) => madeAt));
                const own = first("aaaa");
                const others = ["bbbb", "cccc"].map(first).filter(Number.isFinite);
                const older = others.every((one) => one <= own);
                assert.equal(refused(all) === 0, !Number.isFinite(own) || older);
            }),
        );
    });
});

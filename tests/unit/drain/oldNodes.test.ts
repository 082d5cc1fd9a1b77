import { strict as assert } from "node:assert";
import { type PoolNode, sortNodes } from "../../../provider/drain/meant/oldNodes";
import { surges } from "../../../provider/drain/meant/surge";

const node = (name: string, pool: string, nodePoolId?: string): PoolNode => ({
    name,
    pool,
    ...(nodePoolId === undefined ? {} : { nodePoolId }),
    cordoned: false,
    lost: false,
});
const names = (nodes: readonly PoolNode[]) => nodes.map(({ name }) => name);

describe("which nodes are old", () => {
    const pools = [{ pool: "mqtt-core", nodePoolId: "np2" }, { pool: "mqtt-replicant" }];

    it("those of another pool of ACK with the name, and all of a pool that the program has no more", () => {
        const nodes = [
            node("before", "mqtt-core", "np1"),
            node("now", "mqtt-core", "np2"),
            node("replicant", "mqtt-replicant", "np3"),
            node("somebody else's", "other-core", "np1"),
        ];
        assert.deepEqual(names(sortNodes(nodes, pools).old), ["before", "replicant"]);
    });

    it("those of another identity, where they do not say which pool of ACK they are of", () => {
        const present = [{ pool: "mqtt-core", nodePoolId: "np2", identity: "new" }];
        const silent = { ...node("silent", "mqtt-core"), identity: "before" };
        const same = { ...node("same", "mqtt-core"), identity: "new" };
        const known = { ...node("known", "mqtt-core", "np2"), identity: "before" };
        const { old, unknown } = sortNodes([silent, same, known], present);
        assert.deepEqual([names(old), names(unknown)], [["silent"], []], "ACK's own word counts first");
    });

    it("not one that does not say, unless its pool is gone", () => {
        const nodes = [node("silent", "mqtt-core"), node("gone", "mqtt-replicant")];
        const { old, unknown } = sortNodes(nodes, pools);
        assert.deepEqual([names(old), names(unknown)], [["gone"], ["silent"]]);
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

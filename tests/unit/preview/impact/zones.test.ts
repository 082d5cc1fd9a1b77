import assert from "node:assert/strict";
import { zonesInUse } from "../../../../preview/impact/decisions/zones";
import { annotationFact } from "../../../../preview/impact/rules/loadBalancerAnnotations";
import { NLB_CLASS, PREFIX } from "../../../../provider/loadBalancer/annotationNames";

const VSWITCH = "alicloud:vpc/switch:Switch";
const POOL = "alicloud:cs/nodePool:NodePool";
const SERVICE = "kubernetes:core/v1:Service";

interface Made {
    readonly type: string;
    readonly name: string;
    readonly inputs?: object;
    /** What becomes of it; stays where not said. */
    readonly operation?: "delete" | "replace";
    readonly retained?: boolean;
}

const vswitch = (zone: string, more: Partial<Made> = {}): Made => ({
    type: VSWITCH,
    name: `nodes-${zone}`,
    inputs: { zoneId: `cn-x-${zone}` },
    ...more,
});
const pool = (more: Partial<Made> = {}): Made => ({ type: POOL, name: "pool", ...more });
const service = (kind: "Nlb" | "Clb", more: Partial<Made> = {}): Made => ({
    type: SERVICE,
    name: `mqtt-${kind}`,
    inputs: { spec: { type: "LoadBalancer", ...(kind === "Nlb" ? { loadBalancerClass: NLB_CLASS } : {}) } },
    ...more,
});
const gone = { operation: "delete" } as const;

function found(...made: readonly Made[]) {
    const snapshots = made.map(({ type, name, inputs = {} }) => ({
        urn: name,
        type,
        name,
        side: { inputs },
    }));
    const of = (some: readonly { urn: string }[]) => new Map(some.map((one) => [one.urn, one]));
    const changes = made.flatMap(({ operation, inputs, ...rest }) =>
        operation ? [{ ...rest, urn: rest.name, operation, before: { inputs } }] : [],
    );
    const stay = snapshots.filter(({ name }) => !changes.some((change) => change.name === name));
    const context = { changes: { changes, before: of(snapshots), after: of(stay) } };
    return zonesInUse(context as any).map(({ fact }) => fact);
}

const inUse = (nodes: boolean, balancers: string[], zones = ["cn-x-c"]) => [
    { kind: "zoneInUse", zones, nodes, balancers },
];

describe("a zone that is taken away", () => {
    it("is in use as long as a pool or a load balancer of the stack stays", () => {
        const [a, b, c] = [vswitch("a"), vswitch("b"), vswitch("c", gone)];
        assert.deepEqual(found(a, b, c, pool(), service("Nlb")), inUse(true, ["NLB"]));
        assert.deepEqual(found(a, b, c, pool(gone), service("Nlb")), inUse(false, ["NLB"]));
        assert.deepEqual(found(a, b, c, pool()), inUse(true, []));
        assert.deepEqual(found(a, b, c, pool(gone), service("Nlb", gone)), []);
        assert.deepEqual(found(a, vswitch("b", gone), c, pool()), inUse(true, [], ["cn-x-b", "cn-x-c"]));
    });

    it("holds a CLB where it is the first one", () => {
        assert.deepEqual(found(vswitch("a"), vswitch("b", gone), pool(gone), service("Clb")), []);
        assert.deepEqual(
            found(vswitch("a", gone), vswitch("b"), pool(gone), service("Clb")),
            inUse(false, ["CLB"], ["cn-x-a"]),
        );
    });

    it("is no danger where it stays, or where the whole network goes", () => {
        assert.deepEqual(found(vswitch("a"), pool(), service("Nlb")), []);
        assert.deepEqual(found(vswitch("a"), vswitch("c", { ...gone, retained: true }), pool()), []);
        const network = { type: "alicloud:vpc/network:Network", name: "vpc", ...gone };
        assert.deepEqual(found(network, vswitch("c", gone), pool()), []);
    });

    it("stays at an NLB, whose controller sends its zones only when one is new", () => {
        const does = (before: string, after: string) =>
            annotationFact(
                `${PREFIX}zone-maps`,
                { path: "", kind: "update", before, after, certainty: "certain", replaces: false },
                { after: { inputs: { spec: { loadBalancerClass: NLB_CLASS } } } } as any,
            ).does;
        assert.equal(does("a:v-a,b:v-b,c:v-c", "a:v-a,b:v-b"), "zoneStays");
        assert.equal(does("a:v-a,b:v-b", "a:v-a,b:v-b,c:v-c"), "zoneJoins");
        assert.equal(does("a:v-a,b:v-b", "a:v-a,c:v-c"), "zoneLeaves");
        assert.equal(does("a:v-a,b:v-b", "a:v-a,b:v-other"), "zoneLeaves");
    });
});

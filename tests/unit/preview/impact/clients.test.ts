import assert from "node:assert";
import * as fc from "fast-check";
import type { ResourceChange, Snapshot } from "../../../../preview/changes/change";
import { reviewOf } from "../../../../preview/impact/reviewOf";
import { NODE_POOL_LABEL } from "../../../../provider/naming/labels";
import { change, changeSet, emqxChange, side } from "../changeSets";

const PARENT = "urn:pulumi:dev::mqtt::emqx-ack:index:EmqxCluster::mqtt";

interface Update {
    readonly connections: number;
    readonly replicants: readonly [from: number, to: number];
    readonly image: boolean;
    readonly enterprise: boolean;
    readonly nodes?: readonly [from: number, to: number];
    readonly pool?: "delete" | "replace";
    readonly balancer?: boolean;
}

const NOTHING: Update = { connections: 1_000_000, replicants: [5, 5], image: false, enterprise: true };

function account(update: Update) {
    const { connections, replicants, image, enterprise } = update;
    const repository = enterprise ? "emqx/emqx-enterprise:5.8" : "emqx/emqx:5.8";
    const spec = (at: 0 | 1) => ({
        image: `${repository}.${image ? at + 1 : 1}`,
        replicantTemplate: {
            spec: { replicas: replicants[at], nodeSelector: { [NODE_POOL_LABEL]: "mqtt-replicant" } },
        },
    });
    const paths = [
        ...(image ? ["spec.image"] : []),
        ...(replicants[0] === replicants[1] ? [] : ["spec.replicantTemplate.spec.replicas"]),
    ];
    const object = emqxChange(
        spec(0),
        spec(1),
        paths.map((path) => ({ path })),
    );
    const parented = (one: NonNullable<ResourceChange["before"]>) => ({ ...one, parent: PARENT });
    const emqx = {
        ...object,
        before: parented(object.before ?? side({})),
        after: parented(object.after ?? side({})),
    };
    const parent: Snapshot = {
        urn: PARENT,
        type: "emqx-ack:index:EmqxCluster",
        name: "mqtt",
        custom: false,
        side: { ...side({}), outputs: { connections } },
    };
    const set = changeSet([
        ...(paths.length > 0 ? [emqx] : []),
        ...poolChange(update),
        ...balancerChange(update),
    ]);
    const sides = { urn: emqx.urn, type: emqx.type, name: "emqx", custom: true };
    const before = new Map([
        ...set.before,
        [PARENT, parent],
        [emqx.urn, { ...sides, side: emqx.before }],
    ] as const);
    const after = new Map([
        ...set.after,
        [PARENT, parent],
        [emqx.urn, { ...sides, side: emqx.after }],
    ] as const);
    return reviewOf({ ...set, before, after }).clients[0];
}

function poolChange({ nodes, pool }: Update): ResourceChange[] {
    if (nodes === undefined) return [];
    const inputs = (size: number) => ({
        desiredSize: String(size),
        labels: [{ key: NODE_POOL_LABEL, value: "mqtt-replicant" }],
    });
    const common = { type: "alicloud:cs/nodePool:NodePool", name: "pool", before: side(inputs(nodes[0])) };
    if (pool === "delete") return [change({ ...common, operation: "delete" })];
    const after = side(inputs(nodes[1]));
    if (pool === "replace") {
        return [change({ ...common, after, operation: "replace", replaceReasons: ["clusterId"] })];
    }
    const differs = { path: "desiredSize", kind: "update", replaces: false, certainty: "certain" } as const;
    return nodes[0] === nodes[1]
        ? []
        : [change({ ...common, after, operation: "update", properties: [differs] })];
}

function balancerChange({ balancer }: Update): ResourceChange[] {
    if (balancer !== true) return [];
    const before = side({
        metadata: { name: "mqtt", namespace: "mqtt" },
        spec: {
            type: "LoadBalancer",
            selector: { "apps.emqx.io/instance": "emqx", "apps.emqx.io/db-role": "replicant" },
            ports: [{ port: 1883 }],
        },
    });
    return [change({ type: "kubernetes:core/v1:Service", name: "mqtt", operation: "delete", before })];
}

describe("the clients of an update", () => {
    it("are moved by a rollout, and cut where nobody moves them", () => {
        const { cut, moved } = account({ ...NOTHING, image: true }) ?? {};
        assert.deepStrictEqual([cut, moved], [0, 1_000_000]);
        assert.strictEqual(account({ ...NOTHING, image: true, enterprise: false })?.cut, 1_000_000);
    });

    it("are cut with the replicants that go, and not once more in a rollout that empties those", () => {
        assert.strictEqual(account({ ...NOTHING, replicants: [5, 4] })?.cut, 200_000);
        const both = account({ ...NOTHING, replicants: [5, 4], image: true });
        assert.deepStrictEqual([both?.cut, both?.moved, both?.causes], [0, 1_000_000, 1]);
    });

    it("are counted once where nodes and replicants go together", () => {
        const found = account({ ...NOTHING, replicants: [5, 1], nodes: [5, 1] });
        assert.deepStrictEqual([found?.cut, found?.moved, found?.causes], [1_000_000, 0, 2]);
        assert.match(found?.sentence ?? "", /1,000,000 of 1,000,000 are cut at the most\.$/);
    });

    it("are all cut with the only load balancer, also those that were moved", () => {
        const found = account({ ...NOTHING, image: true, balancer: true });
        assert.deepStrictEqual([found?.cut, found?.moved], [1_000_000, 0]);
    });

    it("are never more than there are, whatever comes together", () => {
        const count = fc.integer({ min: 1, max: 9 });
        const updates = fc.record({
            connections: fc.integer({ min: 1, max: 3_000_000 }),
            replicants: fc.tuple(count, count),
            image: fc.boolean(),
            enterprise: fc.boolean(),
            nodes: fc.option(fc.tuple(count, count), { nil: undefined }),
            pool: fc.constantFrom("delete" as const, "replace" as const, undefined),
            balancer: fc.boolean(),
        });
        fc.assert(
            fc.property(updates, (update) => {
                const found = account(update);
                if (found === undefined) return;
                const { cut, moved, connections } = found;
                assert.ok(cut >= 0 && moved >= 0 && cut + moved <= connections, JSON.stringify(found));
            }),
            { numRuns: 500 },
        );
    });
});

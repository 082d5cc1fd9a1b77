import assert from "node:assert";
import type { RecordedResource } from "../../../../preview/monitor/graph";
import { UNKNOWN } from "../../../../preview/monitor/wire";
import { changes, made, only, operations, POOL, SWITCH } from "./made";

describe("what stays the same resource", () => {
    it("is found by its former name, type, parent or URN", () => {
        const old = made("test:index:Old", "old", { size: 1 });
        const aliases = [
            { name: "old", type: "test:index:Old", noParent: true },
            { name: "old", type: "test:index:Old" },
            old.urn,
        ];
        for (const alias of aliases) {
            const now = made("test:index:Thing", "now", { size: 2 }, { options: { aliases: [alias] } });
            const change = only(old, now);
            assert.deepStrictEqual([change.operation, change.previousUrn], ["update", old.urn]);
        }
        const unchanged = made("test:index:Thing", "now", { size: 1 }, { options: { aliases: [old.urn] } });
        assert.deepStrictEqual(operations(changes([old], [unchanged])), []);
        assert.deepStrictEqual(operations(changes([old], [made("test:index:Thing", "now", {})])), [
            "create now",
            "delete old",
        ]);
    });

    it("is a child of a renamed component", () => {
        const stack = (name: string, options: RecordedResource["options"]) => {
            const component = made("test:index:Group", name, {}, { custom: false, options });
            return [
                component,
                made(POOL, `${name}-pool`, { nodePoolName: "pool" }, { parent: component.urn }),
            ];
        };
        const renamed = changes(stack("old", {}), stack("new", { aliases: [{ name: "old" }] }));
        assert.deepStrictEqual(operations(renamed), []);
        assert.deepStrictEqual(operations(changes(stack("old", {}), stack("new", {}))), [
            "create new",
            "create new-pool",
            "delete old-pool",
            "delete old",
        ]);
    });

    it("may have values that are not known", () => {
        const vswitch = made(SWITCH, "switch", {});
        const other = made(SWITCH, "other", {});
        const pool = (from: RecordedResource) =>
            made(
                POOL,
                "pool",
                { vswitchIds: [UNKNOWN] },
                { propertyDependencies: { vswitchIds: [from.urn] } },
            );
        const found = changes([vswitch, other, pool(vswitch)], [vswitch, other, pool(other)]);
        assert.deepStrictEqual(operations(found), []);
        assert.deepStrictEqual(
            found.mayChange.map(({ name, paths }) => [name, paths]),
            [["pool", ["vswitchIds[0]"]]],
        );
    });
});

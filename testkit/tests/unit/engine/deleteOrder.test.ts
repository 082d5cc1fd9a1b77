import assert from "node:assert";
import * as fc from "fast-check";
import { deleteRounds, dependenciesOf } from "../../../engine/deleteOrder";
import type { StateEntry } from "../../../engine/state";

function entry(name: string, fields: Partial<StateEntry> = {}): StateEntry {
    return {
        urn: `urn:pulumi:s::p::t::${name}`,
        type: "t",
        name,
        custom: true,
        inputs: {},
        outputs: {},
        dependencies: [],
        propertyDependencies: {},
        options: {},
        ...fields,
    };
}

const names = (rounds: StateEntry[][]) => rounds.map((round) => round.map(({ name }) => name).sort());

describe("the order of deletion", () => {
    it("heeds inputs, dependsOn, parents, providers and deletedWith", () => {
        const provider = entry("provider");
        const parent = entry("parent", { custom: false });
        const cluster = entry("cluster");
        const input = entry("input");
        const last = entry("last", {
            parent: parent.urn,
            provider: `${provider.urn}::id`,
            dependencies: [cluster.urn],
            propertyDependencies: { spec: [input.urn] },
        });
        const inside = entry("inside", { options: { deletedWith: cluster.urn } });
        const all = [provider, parent, cluster, input, last, inside];
        assert.deepStrictEqual(names(deleteRounds(all, all)), [
            ["inside", "last"],
            ["cluster", "input", "parent", "provider"],
        ]);
    });

    it("takes a component for everything beneath it that was there before", () => {
        const chart = entry("chart", { custom: false });
        const child = entry("child", { parent: chart.urn });
        const dependent = entry("dependent", { dependencies: [chart.urn] });
        const later = entry("later", { parent: chart.urn });
        const all = [chart, child, dependent, later];
        assert.deepStrictEqual(
            dependenciesOf(dependent, all).map(({ name }) => name),
            ["chart", "child"],
        );
        assert.deepStrictEqual(names(deleteRounds([child, dependent], all)), [["dependent"], ["child"]]);
    });

    it("lets nothing go before what depends on it, and everything once", () => {
        const edges = fc.array(fc.array(fc.nat(100), { maxLength: 3 }), { minLength: 1, maxLength: 20 });
        fc.assert(
            fc.property(edges, (lists) => {
                const all: StateEntry[] = [];
                for (const [i, list] of lists.entries()) {
                    const before = i === 0 ? [] : list.map((n) => (all[n % i] as StateEntry).urn);
                    all.push(entry(`r${i}`, { dependencies: before }));
                }
                const rounds = deleteRounds(all, all);
                assert.strictEqual(rounds.flat().length, all.length);
                const roundOf = new Map(rounds.flatMap((round, i) => round.map((e) => [e.urn, i] as const)));
                for (const { urn, dependencies } of all) {
                    for (const dependency of dependencies) {
                        assert.ok(Number(roundOf.get(urn)) < Number(roundOf.get(dependency)));
                    }
                }
            }),
        );
    });
});

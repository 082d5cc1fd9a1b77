import assert from "node:assert";
import fc from "fast-check";
import { prerequisites, transitivePrerequisites } from "../../../preview/edges";
import type { Graph } from "../../../preview/monitor/graph";
import { waves } from "../../../preview/waves";
import { graphOf, resource } from "./graphs";

/** Programs can only refer to what they have already constructed, so edges go backwards. */
const graphs: fc.Arbitrary<Graph> = fc
    .array(
        fc.record({
            custom: fc.boolean(),
            edges: fc.array(fc.nat(), { maxLength: 4 }),
            parent: fc.option(fc.nat()),
        }),
        {
            maxLength: 30,
        },
    )
    .map((nodes) => {
        const urn = (i: number) => `urn:pulumi:dev::p::test:index:Thing::r${i}`;
        return graphOf(
            nodes.map(({ custom, edges, parent }, i) =>
                resource({
                    name: `r${i}`,
                    custom,
                    dependencies: i === 0 ? [] : edges.map((edge) => urn(edge % i)),
                    ...(parent === null || i === 0 ? {} : { parent: urn(parent % i) }),
                }),
            ),
        );
    });

describe("the order of a preview", () => {
    it("puts every managed resource after all it needs", () => {
        fc.assert(
            fc.property(graphs, (graph) => {
                const waveOf = waves(graph);
                const byUrn = new Map(graph.resources.map((r) => [r.urn, r]));
                for (const later of graph.resources) {
                    for (const urn of prerequisites(later)) {
                        const [own, before] = [waveOf.get(later.urn) ?? 0, waveOf.get(urn) ?? 0];
                        assert.ok(later.custom ? own > before : own >= before, `${byUrn.get(urn)?.name}`);
                    }
                }
            }),
        );
    });

    it("has no gaps: a resource of a wave needs one of the wave before", () => {
        fc.assert(
            fc.property(graphs, (graph) => {
                const waveOf = waves(graph);
                for (const r of graph.resources.filter(({ custom }) => custom)) {
                    const before = [...transitivePrerequisites(graph, r)].map((urn) => waveOf.get(urn) ?? 0);
                    assert.strictEqual(waveOf.get(r.urn), Math.max(0, ...before) + 1);
                }
            }),
        );
    });

    it("counts properties, parents and providers as edges, and not deletedWith", () => {
        const provider = resource({
            name: "provider",
            urn: "urn:pulumi:dev::p::pulumi:providers:x::provider",
        });
        const graph = graphOf([
            provider,
            resource({ name: "a", urn: "a" }),
            resource({ name: "b", urn: "b", propertyDependencies: { x: ["a"] } }),
            resource({ name: "c", urn: "c", provider: `${provider.urn}::id` }),
            resource({ name: "d", urn: "d", parent: "b" }),
            resource({ name: "e", urn: "e", options: { deletedWith: "d" } }),
        ]);
        assert.deepStrictEqual(Object.fromEntries(waves(graph)), {
            [provider.urn]: 1,
            a: 1,
            b: 2,
            c: 2,
            d: 3,
            e: 1,
        });
    });
});

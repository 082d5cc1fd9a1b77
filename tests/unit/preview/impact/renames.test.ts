import assert from "node:assert";
import * as fc from "fast-check";
import { compareGraphs } from "../../../../preview/changes/compare";
import type { Rename } from "../../../../preview/impact/facts/rename";
import { reviewOf } from "../../../../preview/impact/reviewOf";
import { renamesOf } from "../../../../preview/impact/rules/renames";
import type { RecordedResource } from "../../../../preview/monitor/graph";
import { createUrn } from "../../../../preview/monitor/urns";
import { graphOf, resource } from "../graphs";

const EMQX = "kubernetes:apps.emqx.io/v2beta1:EMQX";

/** A component of a program: its type, its name, and whether what is in it is named after it. */
interface Level {
    readonly type: string;
    readonly name: string;
    readonly derived: boolean;
    readonly aliases?: RecordedResource["options"]["aliases"];
}

/** Components in one another, the outermost first, and an EMQX object in the innermost. */
function program(levels: readonly Level[]): RecordedResource[] {
    const resources: RecordedResource[] = [];
    let parent = createUrn("dev", "p", "", "pulumi:pulumi:Stack", "p-dev");
    resources.push(resource({ urn: parent, type: "pulumi:pulumi:Stack", name: "p-dev", custom: false }));
    let above = "";
    const inputs = { metadata: { name: "emqx", namespace: "mqtt" }, spec: { image: "emqx/emqx:5.7.2" } };
    const object: Level = { type: EMQX, name: "emqx", derived: true };
    for (const { type, name: own, derived, aliases } of [...levels, object]) {
        const name = derived && above !== "" ? `${above}-${own}` : own;
        const urn = createUrn("dev", "p", parent, type, name);
        const custom = type === EMQX;
        const options = aliases === undefined ? {} : { aliases };
        resources.push(resource({ urn, type, name, custom, parent, options, ...(custom ? { inputs } : {}) }));
        [parent, above] = [urn, name];
    }
    return resources;
}

const compared = (before: readonly Level[], after: readonly Level[]) =>
    compareGraphs(graphOf(program(before)), graphOf(program(after)));

const only = (before: readonly Level[], after: readonly Level[]): Rename | undefined =>
    [...renamesOf(compared(before, after)).values()][0];

const outline = (name: string): Level => ({ type: "emqx-ack:index:EmqxOnAck", name, derived: true });
const cluster: Level = { type: "emqx-ack:index:EmqxCluster", name: "emqx", derived: true };
const platform = (name: string): Level => ({ type: "acme:index:Platform", name, derived: true });

describe("a rename", () => {
    it("is that of the component that the user wrote, not of what is inside", () => {
        const found = only([outline("mqtt"), cluster], [outline("broker"), cluster]);
        assert.deepStrictEqual(
            [found?.type, found?.name, found?.formerName, found?.alias],
            ["emqx-ack:index:EmqxOnAck", "broker", "mqtt", { name: "mqtt" }],
        );
    });

    it("is that of the user's own component around it", () => {
        const of = (name: string) => [platform(name), outline("mqtt"), cluster];
        assert.deepStrictEqual(only(of("a"), of("b"))?.alias, { name: "a" });
        assert.strictEqual(only(of("a"), of("b"))?.type, "acme:index:Platform");
    });

    it("may be another type, or another parent", () => {
        const own = { ...platform("a"), type: "acme:index:Broker" };
        assert.deepStrictEqual(only([platform("a"), cluster], [own, cluster])?.alias, {
            type: "acme:index:Platform",
        });
        const inside = { ...outline("mqtt"), derived: false };
        assert.deepStrictEqual(only([inside, cluster], [platform("a"), inside, cluster])?.alias, {
            noParent: true,
        });
        const alias = only([platform("a"), inside, cluster], [inside, cluster])?.alias;
        assert.strictEqual(alias?.parent, createUrn("dev", "p", "", "acme:index:Platform", "a"));
    });

    it("is none where the new object is one of another namespace", () => {
        const elsewhere = program([outline("broker"), cluster]).map((one) =>
            one.type === EMQX ? { ...one, inputs: { metadata: { name: "emqx", namespace: "other" } } } : one,
        );
        const changes = compareGraphs(graphOf(program([outline("mqtt"), cluster])), graphOf(elsewhere));
        assert.strictEqual(renamesOf(changes).size, 0);
        assert.ok(reviewOf(changes).effects.every(({ what }) => !what.includes("is called")));
    });

    it("is said to be one, with the alias, and what belongs to it only goes along", () => {
        const review = reviewOf(compared([outline("mqtt"), cluster], [outline("broker"), cluster]));
        assert.match(review.headline, /EmqxOnAck mqtt is called broker now, without an alias/);
        assert.ok(review.effects.some(({ advice }) => advice?.includes('aliases: [{ name: "mqtt" }]')));
    });

    it("has an alias with which the engine finds all of it again, for any components", () => {
        const name = fc.constantFrom("mqtt", "broker", "a", "fleet-mqtt");
        const level = fc.record({
            type: fc.constantFrom("acme:index:Platform", "acme:index:Region", "emqx-ack:index:EmqxOnAck"),
            name,
            derived: fc.boolean(),
        });
        fc.assert(
            fc.property(
                fc.array(level, { minLength: 1, maxLength: 3 }),
                fc.nat(2),
                name,
                (before, at, other) => {
                    fc.pre(at < before.length);
                    const after = before.map((one, i) => (i === at ? { ...one, name: other } : one));
                    const changes = compared([...before, cluster], [...after, cluster]);
                    const [found] = renamesOf(changes).values();
                    const isGone = changes.changes.some(
                        ({ type, operation }) => type === EMQX && operation === "delete",
                    );
                    assert.strictEqual(found !== undefined, isGone);
                    if (found === undefined) return;
                    const withAlias = [...after, cluster].map((one, i, all) =>
                        program(all)[i + 1]?.urn === found.urn ? { ...one, aliases: [found.alias] } : one,
                    );
                    assert.deepStrictEqual(
                        compared([...before, cluster], withAlias).changes.filter(({ type }) => type === EMQX),
                        [],
                    );
                },
            ),
            { numRuns: 300 },
        );
    });
});

describe("a project with another name", () => {
    it("is compared as after pulumi stack rename, and told", () => {
        const base = graphOf(program([outline("mqtt"), cluster]));
        const text = JSON.stringify(base.resources).replaceAll("::p::", "::iot::");
        const head = graphOf(JSON.parse(text), { project: "iot" });
        const review = reviewOf(compareGraphs(base, head));
        assert.deepStrictEqual(review.changes.changes, []);
        assert.deepStrictEqual(
            review.dangers.map(({ fact }) => fact),
            [{ kind: "projectRenamed", from: "p", to: "iot", stack: "dev" }],
        );
        assert.notStrictEqual(review.headline, "no changes");
    });
});

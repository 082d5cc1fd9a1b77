import * as assert from "node:assert/strict";
import { canonicalText, digestOf, readFieldList, writeFieldList } from "../../../crds/fieldList";
import { fieldsOf } from "../../../crds/fromDefinition";
import { definition, knownVersions, type OperatorRelease, schemaOf } from "../../../crds/toDefinition";

const RELEASES: Readonly<Record<OperatorRelease, readonly string[]>> = {
    "operator-2.2": ["emqxes v2beta1", "rebalances v2beta1"],
    "operator-2.3": ["emqxes v2", "emqxes v2beta1", "rebalances v2beta1"],
    "operator-3.0": ["emqxes v3beta1"],
};

describe("the field lists of the operator's definitions", () => {
    for (const [release, versions] of Object.entries(RELEASES) as [OperatorRelease, string[]][]) {
        describe(release, () => {
            const lists = () =>
                [...new Set(versions.map((version) => version.split(" ")[0] as string))].flatMap((plural) =>
                    knownVersions(release, plural),
                );

            it("are there for every version that is still of use, one of them stored", () => {
                assert.deepEqual(
                    lists().map(({ names, version }) => `${names.plural} ${version}`),
                    versions,
                );
                for (const plural of new Set(lists().map(({ names }) => names.plural))) {
                    assert.equal(knownVersions(release, plural).filter(({ storage }) => storage).length, 1);
                }
            });

            it("give the definition's own schema again, down to the last keyword", () => {
                for (const { fields, digest, names, version } of lists()) {
                    assert.equal(digestOf(schemaOf(fields)), digest, `${names.plural} ${version}`);
                }
            });
        });
    }

    it("make a definition that an API server can take", () => {
        const { metadata, spec } = definition("operator-2.3", "emqxes");
        assert.equal(metadata.name, "emqxes.apps.emqx.io");
        assert.deepEqual(
            spec.versions.map(({ name, storage }: any) => [name, storage]),
            [
                ["v2", true],
                ["v2beta1", false],
            ],
        );
        assert.throws(() => definition("operator-3.0", "rebalances"), /no field list of rebalances/);
    });
});

describe("a field list", () => {
    const pods = { type: "object", required: ["cpu"], properties: { cpu: { type: "string" } } };
    const schema = {
        type: "object",
        properties: {
            size: { "x-kubernetes-int-or-string": true, anyOf: [{ type: "integer" }, { type: "string" }] },
            pods: { type: "array", items: pods, "x-kubernetes-list-type": "atomic", default: [] },
            more: { type: "array", items: { ...pods, default: { cpu: "1" } } },
            labels: { type: "object", additionalProperties: { type: "string", maxLength: 63 } },
            free: { type: "object", "x-kubernetes-preserve-unknown-fields": true },
        },
    };

    it("says each field once, and of what is there already only where", () => {
        assert.deepEqual(
            fieldsOf(schema).map(({ path, like }) => [path, like]),
            [
                ["", undefined],
                ["size", undefined],
                ["pods", undefined],
                ["pods[]", undefined],
                ["pods[].cpu", undefined],
                ["more", undefined],
                ["more[]", "pods[]"],
                ["labels", undefined],
                ["labels{}", undefined],
                ["free", undefined],
            ],
        );
        assert.deepEqual(
            fieldsOf(schema).find(({ path }) => path === "pods[].cpu"),
            { path: "pods[].cpu", type: "string", required: true },
        );
    });

    it("loses nothing on the way to a file and back", () => {
        const list = {
            group: "g",
            names: { kind: "K", plural: "ks" },
            scope: "Namespaced",
            version: "v1",
            storage: true,
            digest: digestOf(schema),
            fields: fieldsOf(schema),
        };
        const read = readFieldList(writeFieldList(list));
        assert.deepEqual(read, list);
        assert.equal(canonicalText(schemaOf(read.fields)), canonicalText(schema));
    });

    it("has another digest for any difference but words", () => {
        const other = (change: object) => digestOf({ ...schema, ...change }) !== digestOf(schema);
        assert.ok(other({ required: ["size"] }));
        assert.ok(other({ properties: { ...schema.properties, pods: { type: "array", items: pods } } }));
        assert.ok(!other({ description: "of no effect" }));
    });

    it("refuses a keyword that it would lose", () => {
        const odd = { type: "object", properties: { a: { type: "integer", multipleOf: 2 } } };
        assert.throws(() => fieldsOf(odd), /a has multipleOf/);
        assert.throws(() => fieldsOf({ type: "object", required: ["b"] }), /requires b/);
    });
});

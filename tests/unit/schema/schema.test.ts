import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import * as provider from "../../../provider";
import { type Generated, generate, SCHEMA_FILE } from "../../../provider/schema/generate";
import { FRACTIONS } from "../../../provider/schema/overlay";

const COMPONENTS = [
    "AckCluster",
    "CertManager",
    "EmqxCluster",
    "EmqxOnAck",
    "EmqxOperator",
    "MqttLoadBalancer",
    "NodeDrain",
    "NodeTuning",
    "TunedNodePool",
];

/** Property paths at which a part of the schema has a key, e.g. `Dashboard.password` for `secret`. */
function where(generated: Generated, test: (property: any) => boolean): string[] {
    const { types, resources } = generated.schema as any;
    const owners = [...Object.entries<any>(types), ...Object.entries<any>(resources)];
    const found = owners.flatMap(([token, owner]) =>
        [owner.properties, owner.inputProperties].flatMap((properties) =>
            Object.entries(properties ?? {})
                .filter(([, property]) => test(property))
                .map(([name]) => `${token.split(":").at(-1)}.${name}`),
        ),
    );
    return [...new Set(found)].sort();
}

describe("schema.json", function () {
    this.timeout(180_000);
    let generated: Generated;

    before(() => {
        generated = generate();
    });

    it("is what the sources give: npm run schema", () => {
        assert.equal(readFileSync(SCHEMA_FILE, "utf8"), generated.text);
    });

    it("has every component that the package exports, by its own token", () => {
        const exported = Object.entries(provider)
            .filter(([, value]) => typeof value === "function" && "isInstance" in value && value.length >= 1)
            .map(([name]) => name)
            .filter((name) => name !== "InvalidArguments");
        assert.deepEqual(exported.sort(), COMPONENTS);
        assert.deepEqual(
            Object.keys(generated.schema.resources),
            COMPONENTS.map((name) => `emqx-ack:index:${name}`),
        );
    });

    it("stands alone: no other package, no reference that leads nowhere", () => {
        assert.deepEqual(generated.analysis.dependencies, []);
        const references = [...generated.text.matchAll(/"\$ref": "([^"]+)"/g)].map(([, to]) => to as string);
        assert.ok(references.length > 30);
        for (const reference of references) {
            const token = /^#\/types\/(emqx-ack:index:\w+)$/.exec(reference)?.[1];
            assert.ok(token !== undefined && token in generated.schema.types, reference);
        }
    });

    it("has the values of every enum that the package exports", () => {
        const exported = Object.entries<any>(provider).filter(([, value]) => typeof value === "object");
        assert.ok(exported.length >= 8);
        for (const [name, members] of exported) {
            const type = generated.schema.types[`emqx-ack:index:${name}`] as any;
            const values = Object.fromEntries(type.enum.map((m: any) => [m.name, m.value]));
            assert.deepEqual(values, members, name);
        }
    });

    it("describes everything, with the default", () => {
        const { inputProperties } = generated.schema.resources["emqx-ack:index:EmqxOnAck"] as any;
        assert.match(inputProperties.connections.description, /^MQTT connections .*\n\nDefault: 100000\.$/);
        assert.deepEqual(
            where(generated, (p) => !p.description || /@default|\{@link|\[object/.test(p.description)),
            [],
        );
        const owners = { ...generated.schema.types, ...generated.schema.resources };
        assert.deepEqual(
            Object.entries(owners).filter(([, { description }]) => description === ""),
            [],
        );
    });

    it("sets no default by itself: what is left out is decided in one place, by the component", () => {
        assert.deepEqual(
            where(generated, (p) => "default" in p || "const" in p),
            [],
        );
    });

    it("takes whole numbers but for those that may be fractions", () => {
        assert.deepEqual(
            where(generated, (p) => p.type === "number"),
            [...FRACTIONS].sort(),
        );
    });

    it("knows the secrets among the inputs", () => {
        assert.deepEqual(
            where(generated, (p) => p.secret),
            [
                "ApiKey.secret",
                "Dashboard.password",
                "Emqx.licenseKey",
                "EmqxCluster.kubeconfig",
                "EmqxCluster.licenseKey",
                "EmqxOperator.kubeconfig",
                "ExistingCluster.kubeconfig",
                "NodeDrain.kubeconfig",
            ],
        );
    });

    it("never makes a secret of what must be known beforehand", () => {
        assert.deepEqual(
            where(generated, (p) => p.secret && p.plain),
            [],
        );
    });

    it("calls a type as every language does: generators add the ending Args", () => {
        assert.deepEqual(
            Object.keys(generated.schema.types).filter((token) => token.endsWith("Args")),
            [],
        );
    });

    it("is version and description of package.json", () => {
        const { version, description } = require("../../../package.json");
        assert.equal(generated.schema.version, version);
        assert.equal(generated.schema.description, description);
    });
});

import * as assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { stringify } from "yaml";
import { differences, differencesOf } from "../../../crds/compare";
import { definition, knownReleases, pluralsOf } from "../../../crds/toDefinition";

/** Definitions made of the field lists stand for the operators' own, which are in no clone. */
describe("the comparison of field lists with definitions", () => {
    let folder: string;

    beforeEach(() => {
        folder = mkdtempSync(join(tmpdir(), "definitions-"));
        for (const release of knownReleases()) mkdirSync(join(folder, release));
    });

    afterEach(() => rmSync(folder, { recursive: true }));

    const fileOf = (release: string, plural: string) => join(folder, release, `apps.emqx.io_${plural}.yaml`);
    const write = (release: string, plural: string, crd: object) =>
        writeFileSync(fileOf(release, plural), stringify(crd));

    it("finds nothing where they say the same, whatever is said in words", () => {
        for (const release of knownReleases()) {
            for (const plural of pluralsOf(release)) write(release, plural, definition(release, plural));
        }
        const crd = definition("operator-3.0", "emqxes");
        crd.spec.versions[0].schema.openAPIV3Schema.description = "of no effect";
        write("operator-3.0", "emqxes", crd);
        assert.deepEqual(differences(folder), []);
    });

    it("names the definition and the version with a field that differs", () => {
        const crd = definition("operator-2.3", "emqxes");
        crd.spec.versions[1].schema.openAPIV3Schema.properties.spec.properties.more = { type: "string" };
        write("operator-2.3", "emqxes", crd);
        assert.deepEqual(differencesOf(folder, "operator-2.3", "emqxes"), [
            `${fileOf("operator-2.3", "emqxes")}, v2beta1: the field list makes another schema`,
        ]);
    });

    it("names a definition whose kind differs", () => {
        const crd = definition("operator-2.2", "rebalances");
        crd.spec.scope = "Cluster";
        write("operator-2.2", "rebalances", crd);
        assert.deepEqual(differencesOf(folder, "operator-2.2", "rebalances"), [
            `${fileOf("operator-2.2", "rebalances")}, v2beta1: the field list would be written otherwise`,
        ]);
    });

    it("names versions that come and go", () => {
        const crd = definition("operator-3.0", "emqxes");
        const [version] = crd.spec.versions;
        crd.spec.versions = [
            { ...version, deprecated: true },
            { ...version, name: "v3" },
        ];
        write("operator-3.0", "emqxes", crd);
        const file = fileOf("operator-3.0", "emqxes");
        assert.deepEqual(differencesOf(folder, "operator-3.0", "emqxes"), [
            `${file}, v3beta1: is not served, and there is a field list`,
            `${file}, v3: is served, and there is no field list`,
        ]);
    });
});

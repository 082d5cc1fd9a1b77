import { readFileSync } from "node:fs";
import { join } from "node:path";
import { isDeepStrictEqual } from "node:util";
import { parse } from "yaml";
import { canonicalText } from "./fieldList";
import { fieldLists } from "./fromDefinition";
import { knownReleases, knownVersions, type OperatorRelease, pluralsOf, schemaOf } from "./toDefinition";

/**
 * Where the field lists say something else than the operators' own definitions, which are not ours to keep: a folder for each
 * line, as `operator-2.3`, with files as `apps.emqx.io_emqxes.yaml`.
 */
export function differences(definitions: string): string[] {
    return knownReleases().flatMap((release) =>
        pluralsOf(release).flatMap((plural) => differencesOf(definitions, release, plural)),
    );
}

/** The same for one definition. */
export function differencesOf(definitions: string, release: OperatorRelease, plural: string): string[] {
    const known = new Map(knownVersions(release, plural).map((list) => [list.version, list]));
    const [first] = known.values();
    const file = join(definitions, release, `${first?.group}_${plural}.yaml`);
    const real = parse(readFileSync(file, "utf8"));
    const served = new Map(fieldLists(real).map((list) => [list.version, list]));
    const where = (version: string) => `${file}, ${version}`;
    return [...new Set([...known.keys(), ...served.keys()])].flatMap((version) => {
        const [ours, theirs] = [known.get(version), served.get(version)];
        if (theirs === undefined) return `${where(version)}: is not served, and there is a field list`;
        if (ours === undefined) return `${where(version)}: is served, and there is no field list`;
        const { schema } = real.spec.versions.find(({ name }: { name: string }) => name === version);
        if (canonicalText(schemaOf(ours.fields)) !== canonicalText(schema.openAPIV3Schema)) {
            return `${where(version)}: the field list makes another schema`;
        }
        return isDeepStrictEqual(ours, theirs)
            ? []
            : `${where(version)}: the field list would be written otherwise`;
    });
}

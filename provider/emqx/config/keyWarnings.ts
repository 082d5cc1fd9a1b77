import { isPlain } from "../../validation/conform";
import type { EmqxArgs } from "../args/emqxClusterArgs";
import type { OwnedKeys } from "../lines/line/keys";
import type { EmqxVersion } from "../lines/versions";
import { togetherSentence } from "./environmentRules";
import { HoconError } from "./hocon/tokens";
import { ignoredVariable } from "./ignoredVariables";
import { findingsFor, findingsIn } from "./keys/check";
import type { Finding } from "./keys/finding";
import { sentenceOf } from "./keys/sentence";
import { keyTable } from "./keys/table";
import { parsedConfig } from "./textRules";
import { keyOf, spelled } from "./variables";
import { findingsTogether, keyVariables } from "./variablesTogether";
import { takesOf } from "./variableTakes";
import { readVariable } from "./variableValue";

/**
 * What in `config` and `environment` EMQX may refuse: the list of keys was not made from this very release, so that the update
 * is not stopped for it.
 */
export function keyWarnings(args: EmqxArgs, version: EmqxVersion, owned: OwnedKeys): string[] {
    const table = keyTable(version);
    const why = table.exact
        ? ""
        : `. The list of keys is of EMQX ${table.list.version}, and ${version.version} may differ: the update goes on`;
    const warning = (what: string, finding: Finding, spell: (key: string) => string) =>
        `${what}, which ${sentenceOf(finding, spell)}${finding.kind === "dropped" ? "" : why}`;
    const parsed = isPlain(args.config) ? parsedConfig(args.config) : undefined;
    const inText = parsed === undefined || parsed instanceof HoconError ? [] : findingsIn(table, parsed.root);
    const inVariables = Object.entries(args.environment ?? {}).flatMap(([name, value]) => {
        const takes = takesOf(table, name);
        if (takes === undefined || !isPlain(value)) return [];
        const findings = findingsFor(table, keyOf(name), readVariable(value, takes));
        return findings.map((finding) => ({ name, finding }));
    });
    const variables = keyVariables(args, owned, table);
    return [
        ...inText
            .filter(({ certain }) => !certain)
            .map((one) => warning(`config sets "${one.key}" (line ${one.line})`, one, (key) => key)),
        ...inVariables
            .filter(({ finding }) => !finding.certain)
            .map(({ name, finding }) => warning(`environment sets ${name}`, finding, spelled)),
        ...variables.flatMap(({ input, name, path, value }) => {
            const ignored = ignoredVariable(table, path, value.kind === "text" ? value.text : undefined);
            return ignored === undefined || ignored.certain ? [] : [`${input}.${name} ${ignored.sentence}`];
        }),
        ...findingsTogether(variables, owned, table)
            .filter(({ restElsewhere }) => restElsewhere)
            .map(
                ({ variable, finding }) =>
                    `${variable.input}.${variable.name} ${togetherSentence(finding)}, where it was not made in the dashboard`,
            ),
    ];
}

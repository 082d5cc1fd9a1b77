import { isPlain } from "../../validation/conform";
import type { EmqxArgs } from "../args/emqxClusterArgs";
import type { OwnedKeys } from "../lines/line/keys";
import type { EmqxVersion } from "../lines/versions";
import { spelled, togetherSentence } from "./environmentRules";
import { HoconError } from "./hocon/tokens";
import { findingsFor, findingsIn } from "./keys/check";
import type { Finding } from "./keys/finding";
import { sentenceOf } from "./keys/sentence";
import { type KeyTable, keysAt, keyTable } from "./keys/table";
import { parsedConfig } from "./textRules";
import { keyOf } from "./variables";
import { findingsTogether, keyVariables } from "./variablesTogether";
import { takesOf } from "./variableTakes";
import { ANYTHING, readVariable } from "./variableValue";

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
    const inVariables = Object.entries(args.environment ?? {}).flatMap(([name, value]) =>
        takesOf(table, name) !== undefined && isPlain(value)
            ? findingsFor(table, keyOf(name), readVariable(value, takesOf(table, name) ?? ANYTHING)).map(
                  (finding) => ({ name, finding }),
              )
            : [],
    );
    const variables = keyVariables(args, owned, table);
    return [
        ...inText
            .filter(({ certain }) => !certain)
            .map((one) => warning(`config sets "${one.key}" (line ${one.line})`, one, (key) => key)),
        ...inVariables
            .filter(({ finding }) => !finding.certain)
            .map(({ name, finding }) => warning(`environment sets ${name}`, finding, spelled)),
        ...variables
            .filter(({ path }) => keysAt(table.list.roots, path.slice(0, 1)).length === 0)
            .map(
                ({ input, name, path }) =>
                    `${input} sets ${name}, and EMQX has no root ${path[0]}: it ignores the variable`,
            ),
        ...variables.flatMap(({ input, name, path }) => {
            const whole = wholeOf(table, path);
            if (whole === undefined) return [];
            return [
                `${input} sets ${name}, which EMQX ignores: it takes ${whole.join(".")} as a whole; write all of it as ${spelled(whole.join("."))}, e.g. {name = value}`,
            ];
        }),
        ...findingsTogether(variables, owned, table)
            .filter(({ restElsewhere }) => restElsewhere)
            .map(
                ({ variable, finding }) =>
                    `${variable.input}.${variable.name} ${togetherSentence(finding)}, where it was not made in the dashboard`,
            ),
    ];
}

/**
 * The key above a variable's that is one value to EMQX, such as `headers`: what is below it no variable reaches. Source:
 * emqx/hocon 0.43.1 and 0.44.0, hocon_tconf.erl (check_env), run with names below headers, bodies and priorities.
 */
function wholeOf({ list }: KeyTable, path: readonly string[]): readonly string[] | undefined {
    const above = path.map((_, at) => path.slice(0, at)).slice(1);
    return above.find((one) => {
        const keys = keysAt(list.roots, one);
        return keys.length > 0 && keys.every(({ type }) => type.kind === "leaf");
    });
}

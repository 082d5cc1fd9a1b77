import { createHash } from "node:crypto";
import { EmqxEdition } from "../../../../../provider/emqx/args/edition";
import { readHocon } from "../../../../../provider/emqx/config/hocon/evaluate";
import { HoconError } from "../../../../../provider/emqx/config/hocon/tokens";
import type { HoconObject, HoconValue } from "../../../../../provider/emqx/config/hocon/tree";
import { findingsFor, findingsIn } from "../../../../../provider/emqx/config/keys/check";
import type { Finding } from "../../../../../provider/emqx/config/keys/finding";
import { type KeyTable, keyTable } from "../../../../../provider/emqx/config/keys/table";
import { dataText } from "../../../../../testkit/data";

/** What EMQX's own code says of one value of one key: whether a node boots with it, and what it reads. */
export interface Verdict {
    readonly key: string;
    readonly value: string;
    readonly verdict: "boots" | "refuses" | "ignores";
    /** As Erlang writes it. */
    readonly reads?: string;
}

const RELEASES = [
    { edition: EmqxEdition.OpenSource, version: "5.7.2", name: "5.7.2-opensource" },
    { edition: EmqxEdition.Enterprise, version: "5.8.11", name: "5.8.11-enterprise" },
];

/** Verdicts of a text and of variables, by release. */
export const VERDICT_FILES = RELEASES.flatMap(({ name, ...release }) =>
    ["config", "environment", "environment-owned-roots"].map((place) => ({
        file: `${place}-${name}.jsonl`,
        inText: place === "config",
        table: keyTable(release),
    })),
);

export function verdictsIn(file: string): Verdict[] {
    return dataText("verdicts", file)
        .trim()
        .split("\n")
        .map((line) => JSON.parse(line) as Verdict);
}

/** A tenth of the verdicts, drawn by a seed, that nobody looked at while the kinds of stricter.ts were written. */
export function isHeldBack({ key, value }: Verdict): boolean {
    const [first = 0] = createHash("sha256").update(`issue15|${key}|${value}`).digest();
    return first < 26;
}

/** What the package says of a value in a text, or as a variable that is written as given. */
export function saidOf(table: KeyTable, inText: boolean, { key, value }: Verdict): readonly Finding[] {
    const path = key.split(".");
    try {
        const findings = inText
            ? findingsIn(table, readHocon(`${key} = ${value}`))
            : [
                  ...findingsFor(table, path, asVariable(value)),
                  ...findingsIn(table, treeOf(path, asVariable(value))),
              ];
        return findings.filter(({ kind }) => kind !== "dropped");
    } catch (error) {
        if (!(error instanceof HoconError)) throw error;
        return [{ kind: "unknownRoot", key, line: 1, certain: true }];
    }
}

export function treeOf(path: readonly string[], value: HoconValue): HoconObject {
    return path.reduceRight<HoconValue>(
        (inside, name) => ({ kind: "object", fields: [{ path: [name], value: inside, line: 1, column: 1 }] }),
        value,
    ) as HoconObject;
}

/** EMQX reads a variable as HOCON, and as a text where it is none. Source: emqx/hocon, hocon_tconf.erl, parse_env. */
export function asVariable(value: string): HoconValue {
    const text: HoconValue = { kind: "text", text: value, quoted: false };
    if (value === "") return text;
    try {
        const { fields } = readHocon(`fake_key=${value}`);
        return (fields.length === 1 ? fields[0]?.value : undefined) ?? text;
    } catch (error) {
        if (error instanceof HoconError) return text;
        throw error;
    }
}

import type { Problems } from "../../validation/problems";
import { ownNameOf, removedFrom } from "./keyNames";
import { scopeOf } from "./namespaces";
import type { ParameterInput } from "./parameter";
import { findParameter } from "./parameters";

/** Keys with their values, by the property that a user writes them in. */
export type GivenKeys = Readonly<Record<ParameterInput, Readonly<Record<string, string>>>>;

interface Entry {
    readonly input: ParameterInput;
    readonly key: string;
    readonly own: string;
}

/**
 * The keys that are spelled as Linux and the table spell them, and that Linux still has. The others are told, all spellings of
 * one key together: the node would get now one value and now the other.
 */
export function soundKeys(given: GivenKeys, problems: Problems): GivenKeys {
    const entries = (Object.keys(given) as ParameterInput[]).flatMap((input) =>
        Object.keys(given[input]).map((key): Entry => ({ input, key, own: ownNameOf(key) })),
    );
    const sound = entries.filter((entry) => {
        const wrong = wrongWith(entry, entries);
        if (wrong !== undefined) problems.at(entry.input, entry.key).add("", wrong);
        return wrong === undefined;
    });
    const of = (input: ParameterInput) =>
        Object.fromEntries(
            sound.filter((entry) => entry.input === input).map(({ key }) => [key, given[input][key] ?? ""]),
        );
    return {
        parameters: of("parameters"),
        extraNodeParameters: of("extraNodeParameters"),
        extraPodParameters: of("extraPodParameters"),
    };
}

function wrongWith(entry: Entry, entries: readonly Entry[]): string | undefined {
    const { key, own } = entry;
    const removed = removedFrom(own);
    if (removed !== undefined) return `Linux has no ${own} since ${removed.since}; leave it out.`;
    if (own === key) return undefined;
    const place = placeOf(own);
    const others = entries.filter((other) => other.own === own && other !== entry);
    if (others.length === 0) {
        return `this is another name of ${own}: write that${place === entry.input ? "" : `, under ${place}`}.`;
    }
    const besides = others.map((other) => `${other.key} (${other.input})`).join(" and ");
    return `this is another name of ${own}, and so the same value as ${besides}: write it once, as ${own} under ${place}.`;
}

/** Where a key belongs. */
export function placeOf(key: string): ParameterInput {
    if (findParameter(key) !== undefined) return "parameters";
    return scopeOf(key) === "host" ? "extraNodeParameters" : "extraPodParameters";
}

import type { HoconValue } from "../hocon/tree";
import type { Finding } from "./finding";
import type { Reading } from "./leaves/reading";
import type { KeyType } from "./lists";
import { nameOf } from "./values";

/** Which member of a union a value is of. */

/** What came of a value as one member of a union. */
export interface Tried {
    readonly member: KeyType;
    readonly reading: Reading | undefined;
    readonly findings: readonly Finding[];
}

export function isBlockType(type: KeyType): boolean {
    return type.kind === "struct" || type.kind === "map" || (type.kind === "leaf" && /map/i.test(type.name));
}

/** The members with a key of one word that the value has; all of them where there is none. */
export function chosen(of: readonly KeyType[], value: HoconValue): readonly KeyType[] {
    if (value.kind !== "object") return of;
    const named = of.filter(
        (member) =>
            member.kind === "struct" &&
            value.fields.some((field) => {
                const type = member.keys.get(nameOf(field))?.type;
                return type?.kind === "word" && "text" in field.value && field.value.text === type.word;
            }),
    );
    return named.length > 0 ? named : of;
}

/** EMQX takes what one member takes; that the package does not is of the kind of that member. */
export function strictest(tried: readonly Tried[]): string | undefined {
    const taken = tried.find(({ findings }) => findings.every(({ stricter }) => stricter !== undefined));
    return taken?.findings[0]?.stricter;
}

/** How far a value is from a member of a union: first by the words that tell the members apart, then by what is wrong. */
export function distance({ member, findings }: Tried, value: HoconValue): number {
    if (member.kind !== "struct" || value.kind !== "object") return member.kind === "word" ? 1 : 0;
    const wrongWords = value.fields.filter((field) => {
        const type = member.keys.get(nameOf(field))?.type;
        return (
            type === undefined ||
            (type.kind === "word" && !("text" in field.value && field.value.text === type.word))
        );
    });
    return wrongWords.length * 1000 + findings.length;
}

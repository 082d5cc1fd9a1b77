import type { HoconValue } from "../hocon/tree";
import type { Reading } from "./leaves/reading";
import type { KeyType } from "./lists";

/** What EMQX takes and the package does not: each kind with the sentence that is said of it. */
export interface StricterKind {
    readonly name: string;
    applies(type: KeyType, value: HoconValue, reads: Reading): boolean;
    /** What to write instead. */
    readonly remedy: string;
}

export const STRICTER: readonly StricterKind[] = [];

export function stricter(type: KeyType, value: HoconValue, reads: Reading): string | undefined {
    return STRICTER.find((kind) => kind.applies(type, value, reads))?.remedy;
}

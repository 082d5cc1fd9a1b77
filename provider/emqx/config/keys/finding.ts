import type { Instead } from "./legacy";

/** Something that EMQX would not take, or not as it is meant. */
export type Finding = Wrong & {
    /** The key, e.g. `mqtt.max_packet_size`. */
    readonly key: string;
    readonly line: number;
    /** False where the list of keys is not of the very release, so that it may be wrong: a warning then. */
    readonly certain: boolean;
    /** EMQX takes this: the name of the kind in stricter.ts that has it refused. */
    readonly stricter?: string;
};

/** What is wrong with a key. */
export type Wrong =
    | { readonly kind: "unknownRoot" }
    /** A key that this release does not have, the nearest that it has, and what has it. */
    | {
          readonly kind: "unknown";
          readonly meant?: string;
          readonly of: string;
          readonly elsewhere?: string;
          /** Keys that stand beside it. */
          readonly known: readonly string[];
      }
    | { readonly kind: "legacy"; readonly instead: Instead }
    /** A key that earlier releases have. */
    | { readonly kind: "gone"; readonly of: string; readonly instead: string }
    /** A key below a single value. */
    | { readonly kind: "tooDeep" }
    /** A value as it is written, and what to write instead. */
    | {
          readonly kind: "value";
          readonly written: string;
          readonly remedy: string;
      }
    /** A key that has to stand beside those that are there. */
    | { readonly kind: "missing"; readonly name: string }
    /** A value that does not go with another. */
    | { readonly kind: "conflict"; readonly remedy: string }
    /** EMQX takes it and does nothing with it. */
    | { readonly kind: "dropped"; readonly of: string };

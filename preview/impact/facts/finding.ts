import type { Level } from "./level";

/**
 * Against the base: `new` and `worse` make the level, `standing` was so before, and `unknown` is where nobody can tell what the
 * program of before came to.
 */
export type FindingSince = "new" | "worse" | "standing" | "unknown";

/** What the new program says of itself, whatever changes. */
export type FindingFact =
    /** One limit of the stack that is nearly or more than used up. Utilisation after losing nodes, 1 is full; absent where it is not known. */
    | {
          readonly kind: "capacity";
          readonly stack: string;
          readonly name: string;
          readonly where: string;
          readonly before?: number;
          readonly after?: number;
          readonly sentence: string;
      }
    /** Any other warning, in the program's words. */
    | { readonly kind: "warning"; readonly sentence: string };

export interface Finding {
    readonly fact: FindingFact;
    readonly since: FindingSince;
    /** What it adds to the review's level: nothing where the base has it too, or may have. */
    readonly level: Level;
}

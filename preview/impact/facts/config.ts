/** What becomes of a key that a configuration no longer names. */
export type RemovedKey = { readonly key: string } & (
    | { readonly becomes: "default"; readonly value: string }
    /** It stays as it is, after restarts too: its root or its block went whole, or it has no default. */
    | {
          readonly becomes: "kept";
          readonly with: "root" | "block" | "key";
          /** That root, block or key. */
          readonly named: string;
          /** What it would have to be written as. */
          readonly default?: string;
      }
    /** With its block, or alone. */
    | { readonly becomes: "gone"; readonly named: string }
    /** Its default is not known here. */
    | { readonly becomes: "notKnown" }
);

/** What go-hocon makes of a text. */
export type GoValue =
    | { readonly kind: "object"; readonly fields: Map<string, GoValue> }
    | { readonly kind: "array"; readonly items: readonly GoValue[] }
    /** A text, number, flag, null or duration, as it is written. */
    | { readonly kind: "simple"; readonly text: string; readonly isJoinable: boolean }
    | { readonly kind: "joined"; readonly parts: readonly GoValue[] }
    | {
          readonly kind: "reference";
          readonly path: string;
          readonly isOptional: boolean;
          /** What the key had before. */
          readonly otherwise?: GoValue;
      };

export type GoObject = Extract<GoValue, { kind: "object" }>;

/** A text that go-hocon does not take. */
export class GoRefusal extends Error {}

export function isJoinable(value: GoValue): boolean {
    return value.kind === "simple" ? value.isJoinable : value.kind === "joined" || value.kind === "reference";
}

/** Later fields on top of earlier ones. Source: parser.go, mergeObjects. */
export function mergeObjects(existing: GoObject, added: GoObject): void {
    for (const [key, value] of added.fields) {
        const known = existing.fields.get(key);
        if (known?.kind === "object" && value.kind === "object") mergeObjects(known, value);
        else existing.fields.set(key, value);
    }
}

/** Configuration keys that `config` and `environment` may not set on a line, each with what follows on it in a sentence. */
export interface OwnedKeys {
    /** Single keys; they count before the roots. */
    readonly keys: readonly (readonly [prefix: string, sentence: string])[];
    readonly roots: { readonly [root: string]: string };
    /** Variables of the environment in capitals; some values may be harmless. */
    readonly variables: readonly (readonly [pattern: RegExp, sentence: string, harmless?: RegExp])[];
}

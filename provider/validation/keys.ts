/**
 * The inputs of an interface as data: the compiler refuses a list that misses one or has one too many, so the
 * run-time check for misspelt inputs cannot drift from the type.
 */
export function inputsOf<T>(keys: Record<keyof Required<T>, true>): readonly string[] {
    return Object.keys(keys);
}

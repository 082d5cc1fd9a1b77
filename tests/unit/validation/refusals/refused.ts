/**
 * A wrong input: what it is, the arguments, as a JavaScript caller with no compiler may write them, and everything that is
 * told, as `path: sentence`.
 */
export type Refused = readonly [what: string, args: any, told: readonly string[]];

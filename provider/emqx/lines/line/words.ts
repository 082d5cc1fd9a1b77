/** What people are told of a line where a sentence hangs on it. */
export interface LineWords {
    /** The operator of the line, in the middle of a sentence. */
    readonly operator: string;
    /** How it replaces pods, as an adjective. */
    readonly replacement: string;
}

/** What EMQX's reader takes differently from version to version of its library. */
export interface Dialect {
    /** `\uXXXX` in quotes is a character. */
    readonly escapesUnicode: boolean;
    /** In three quotes a backslash before a quote begins an escape. */
    readonly escapesTripleQuotes: boolean;
}

/** hocon 0.43.1 and 0.44.0: EMQX 5.7 to 5.10. */
export const HOCON_44: Dialect = { escapesUnicode: false, escapesTripleQuotes: true };
/** hocon 0.45.9: EMQX 6.0 to 6.2. */
export const HOCON_45: Dialect = { escapesUnicode: false, escapesTripleQuotes: false };
/** hocon 0.46.1: EMQX 6.3. */
export const HOCON_46: Dialect = { escapesUnicode: true, escapesTripleQuotes: false };

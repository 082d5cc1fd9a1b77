const ESCAPES: { readonly [character: string]: string } = {
    "\\": "\\\\",
    '"': '\\"',
    "\n": "\\n",
    "\r": "\\r",
    "\t": "\\t",
    "\b": "\\b",
    "\f": "\\f",
};

/**
 * A text between quotes, so that `:`, `#` and `//` in it are text and no syntax. These escapes are all that EMQX has below
 * 6.3. A text that ends in a backslash has to be the last thing with quotes on its line. Source: emqx/hocon 0.43.1 and
 * 0.44.0, src/hocon_scanner.xrl (`String`, `unesc`).
 */
export function hoconText(value: string): string {
    return `"${value.replace(/[\\"\n\r\t\b\f]/g, (character) => ESCAPES[character] as string)}"`;
}

/** A value of ours in HOCON: texts quoted, numbers and flags bare. */
export function hoconScalar(value: string | number | boolean): string {
    return typeof value === "string" ? hoconText(value) : String(value);
}

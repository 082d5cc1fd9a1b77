/**
 * Texts between quotes as EMQX reads them: the longest match counts, so a quote behind a backslash closes where no other
 * quote of its line does, whatever stands before the backslash. Source: emqx/hocon 0.43.1 and 0.44.0,
 * src/hocon_scanner.xrl (`String`, `MultilineString`, `unescape`, `unindent`).
 */

export interface Quoted {
    /** With its quotes. */
    readonly length: number;
    /** What it says; undefined where EMQX's reader stops at it. */
    readonly text: string | undefined;
}

export const UNREADABLE_QUOTES =
    'a text between three quotes cannot end in \\""""; write it between single ones, with \\n for its line ends';

/** What begins with the quote at a place; undefined where no quote closes it. */
export function quotedAt(text: string, at: number): Quoted | undefined {
    const long = text.startsWith('"""', at) ? longEnd(text, at + 3) : undefined;
    if (long !== undefined) {
        const inside = text.slice(at + 3, long - 3);
        return { length: long - at, text: inside.endsWith('\\"') ? undefined : unindented(inside) };
    }
    const end = shortEnd(text, at + 1);
    return end === undefined ? undefined : { length: end - at, text: unescaped(text.slice(at + 1, end - 1)) };
}

const LINE_END = /[\n\r\u2028\u2029]/;

function shortEnd(text: string, from: number): number | undefined {
    let end: number | undefined;
    for (let i = from; i < text.length && !LINE_END.test(text[i] as string); i++) {
        if (text[i] !== '"') continue;
        end = i + 1;
        if (i === from || text[i - 1] !== "\\") return end;
    }
    return end;
}

/** One or two quotes may stand inside where another character follows, and any where a backslash stands before. */
function longEnd(text: string, from: number): number | undefined {
    let end: number | undefined;
    const reached = new Set([from]);
    for (let i = from; i < text.length && reached.size > 0; i++) {
        if (!reached.delete(i)) continue;
        if (text.startsWith('"""', i)) end = i + 3;
        const quotes = text[i] !== '"' ? 0 : text[i + 1] !== '"' ? 1 : 2;
        if (i + quotes < text.length && text[i + quotes] !== '"') reached.add(i + quotes + 1);
        if (text[i] === "\\" && '"\\bfnrt'.includes(text[i + 1] ?? " ")) reached.add(i + 2);
    }
    return end;
}

const ESCAPES: { readonly [letter: string]: string } = {
    "\\": "\\",
    '"': '"',
    n: "\n",
    t: "\t",
    r: "\r",
    b: "\b",
    f: "\f",
};

/** `\u0041` stays six characters: EMQX reads it as a letter from 6.3 on only. */
function unescaped(text: string): string {
    return text.replace(/\\([\\"ntrbf])/g, (_, letter: string) => ESCAPES[letter] as string);
}

/** A text that begins with `~` and a line end loses the blanks that all its lines begin with. */
function unindented(text: string): string {
    const opening = /^~\r?\n/.exec(text)?.[0];
    if (opening === undefined) return text;
    const lines = text.slice(opening.length).split("\n");
    const last = (lines.pop() as string).replace(/~$/, "");
    const indent = indentOf(lines, last);
    return [...lines, last].map((line) => trimmed(line, indent)).join("\n");
}

/** A last line of blanks may be indented less than the others. */
function indentOf(lines: readonly string[], last: string): number {
    const blanks = (line: string) =>
        line === "" || line === "\r"
            ? Number.POSITIVE_INFINITY
            : line.length - line.replace(/^ +/, "").length;
    const least = lines.reduce((found, line) => Math.min(found, blanks(line)), Number.POSITIVE_INFINITY);
    const others = least === Number.POSITIVE_INFINITY ? 0 : least;
    if (lines.length === 0) return blanks(last) === Number.POSITIVE_INFINITY ? 0 : blanks(last);
    return /^ +$/.test(last) ? others : Math.min(blanks(last), others);
}

function trimmed(line: string, indent: number): string {
    return line === "\r"
        ? line
        : line.replace(/^ +/, (blanks) => blanks.slice(Math.min(indent, blanks.length)));
}

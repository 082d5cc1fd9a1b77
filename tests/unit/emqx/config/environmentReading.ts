/**
 * How a variable's value reaches EMQX, by the rules of the parts that it goes through and not by the provider's code: the
 * kubelet, then hocon.
 */

/** Source: kubernetes, third_party/forked/golang/expansion/expand.go. Every reference is one to a variable that there is. */
export function kubelet(value: string, variables: (name: string) => string = () => "EXPANDED"): string {
    let read = "";
    for (let at = 0; at < value.length; at++) {
        const next = value[at + 1];
        if (value[at] !== "$" || next === undefined) {
            read += value[at];
            continue;
        }
        const close = next === "(" ? value.indexOf(")", at) : -1;
        if (close > 0) read += variables(value.slice(at + 2, close));
        else read += next === "$" ? "$" : `$${next}`;
        at = close > 0 ? close : at + 1;
    }
    return read;
}

export type Read =
    | { readonly text: string }
    | { readonly integer: bigint }
    | { readonly float: number }
    | { readonly word: "true" | "false" | "null" }
    /** A list, a block, or more than one token: not followed here. */
    | { readonly other: string };

/** The rules of the scanner for single values, longest match first; of the same length the earlier one. Source: hocon_scanner.xrl. */
const TOKENS: readonly (readonly [RegExp, (text: string) => Read])[] = [
    [/^(true|false|null)/, (text) => ({ word: text as "true" })],
    [/^[A-Za-z][A-Za-z0-9_.@%\-|]*/, (text) => ({ text })],
    [/^[+-]?\d+/, (text) => ({ integer: BigInt(text.replace("+", "")) })],
    [/^([+-]?\d+)?\.\d+/, (text) => ({ float: Number(text) })],
    [/^[+-]?\d+\.\d+[eE][+-]?\d+/, (text) => ({ float: Number(text) })],
    [/^\d+(kb|KB|mb|MB|gb|GB|%|ms|MS|[dDhHmMsS])/, (text) => ({ text })],
];

/**
 * What EMQX makes of a variable: a value of HOCON, and where it is none its bytes. Source: emqx/hocon 0.43.1 and 0.44.0,
 * hocon_tconf.erl (`parse_env`).
 */
export function emqx(value: string): Read {
    if (value === "") return { text: "" };
    const quoted = /^"([^"\n\r\u2028\u2029]|\\")*"$/.exec(value) && wholeString(value);
    if (quoted !== undefined && quoted !== null) return { text: unescaped(quoted) };
    const found = TOKENS.map(([rule, read]) => [rule.exec(value)?.[0] ?? "", read] as const).reduce(
        (best, one) => (one[0].length > best[0].length ? one : best),
    );
    if (found[0] === value) return found[1](value);
    return { other: value };
}

/** The inside of a text that is the whole value. The scanner takes the longest, so the last quote closes it if any way leads there. */
function wholeString(value: string): string | undefined {
    // Places from which the rest is still inside the text: after any character but a quote, and after a backslash and a quote.
    const reached = new Set([1]);
    for (let at = 1; at < value.length - 1; at++) {
        if (!reached.has(at)) continue;
        if (value[at] !== '"') reached.add(at + 1);
        if (value[at] === "\\" && '"\\bfnrt'.includes(value[at + 1] as string)) reached.add(at + 2);
    }
    return reached.has(value.length - 1) ? value.slice(1, -1) : undefined;
}

/** Source: hocon_scanner.xrl (`unesc`). */
function unescaped(text: string): string {
    const letters: Record<string, string> = { n: "\n", t: "\t", r: "\r", b: "\b", f: "\f" };
    let read = "";
    for (let at = 0; at < text.length; at++) {
        const next = text[at + 1];
        const is = text[at] === "\\" && next !== undefined && '"\\bfnrt'.includes(next);
        read += is ? (letters[next as string] ?? next) : text[at];
        if (is) at++;
    }
    return read;
}

/**
 * As much HOCON as the operator reads: dotted keys, nested objects, quoted and bare values. Gives each value under its
 * full path; arrays are kept as text. Throws when braces or quotes do not close.
 */
export function hoconValues(text: string): Map<string, string> {
    const values = new Map<string, string>();
    const tokens = tokenise(text);
    const path: string[] = [];
    let key = "";
    let value: string | undefined;
    const finish = () => {
        if (key !== "" && value !== undefined) values.set([...path, key].join("."), value.trim());
        key = "";
        value = undefined;
    };
    for (const token of tokens) {
        if (token === "{") {
            path.push(key);
            key = "";
            value = undefined;
        } else if (token === "}") {
            finish();
            if (path.length === 0) throw new Error("a } closes nothing");
            path.pop();
        } else if (token === "\n" || token === ",") finish();
        else if ((token === "=" || token === ":") && value === undefined) value = "";
        else if (value === undefined) key += token.trim();
        else value += token;
    }
    finish();
    if (path.length > 0) throw new Error(`nothing closes the { after ${path.join(".")}`);
    return new Map([...values].map(([name, found]) => [name.replace(/^\.+/, ""), found]));
}

const TOKEN = /(?:#|\/\/)[^\n]*|"""[\s\S]*?"""|"(?:[^"\\\n]|\\.)*"|\[[^\]]*\]|[{}\n,=:]|[^{}\n,=:"#[/]+|\//g;

function tokenise(text: string): string[] {
    const tokens: string[] = [];
    let end = 0;
    for (const match of text.matchAll(TOKEN)) {
        if (match.index !== end)
            throw new Error(`unexpected ${JSON.stringify(text.slice(end, match.index))}`);
        end = match.index + match[0].length;
        const token = match[0];
        if (/^(#|\/\/)/.test(token)) continue;
        const quoted = /^"""([\s\S]*)"""$/.exec(token) ?? /^"(.*)"$/.exec(token);
        tokens.push(quoted ? (quoted[1] as string) : token);
    }
    if (end !== text.length) throw new Error(`unexpected ${JSON.stringify(text.slice(end, end + 20))}`);
    return tokens;
}

/** The port of a listener's `bind`, which is a port or an address with one; 0 for none. */
export function bindPort(bind: string): number {
    return Number(bind.slice(bind.lastIndexOf(":") + 1)) || 0;
}

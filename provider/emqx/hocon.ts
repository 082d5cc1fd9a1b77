/**
 * The roots that a HOCON text sets, with the line each first stands on. A scanner and not a parser: it follows
 * braces, strings and comments, which is all that is needed to know the names at depth 0.
 */
export function hoconRoots(text: string): Map<string, number> {
    const roots = new Map<string, number>();
    // Text that is JSON as a whole keeps its roots one level down.
    const wrapped = /^(\s|(#|\/\/).*\n)*\{/.test(text);
    let depth = wrapped ? -1 : 0;
    let line = 1;
    let path = "";
    let atKey = true;
    for (let i = 0; i < text.length; i++) {
        const rest = text.slice(i, i + 3);
        const char = text[i] as string;
        if (char === "\n") line++;
        if (rest === '"""' || char === '"') {
            const quote = rest === '"""' ? '"""' : '"';
            const end = endOfString(text, i + quote.length, quote);
            const inside = text.slice(i + quote.length, end);
            if (depth === 0 && atKey) path += inside;
            line += inside.split("\n").length - 1;
            i = end + quote.length - 1;
        } else if (char === "#" || rest.startsWith("//")) {
            while (i + 1 < text.length && text[i + 1] !== "\n") i++;
        } else if (char === "{" || char === "[" || char === "(") {
            if (depth === 0 && atKey && char === "{") note(roots, path, line);
            path = "";
            atKey = char === "{";
            depth++;
        } else if (char === "}" || char === "]" || char === ")") {
            depth--;
            path = "";
            atKey = false;
        } else if (
            depth === 0 &&
            atKey &&
            (char === "=" || char === ":" || (char === "+" && text[i + 1] === "="))
        ) {
            note(roots, path, line);
            path = "";
            atKey = false;
        } else if (char === "\n" || char === ",") {
            path = "";
            atKey = true;
        } else if (depth === 0 && atKey) {
            path += char;
        }
    }
    return roots;
}

function endOfString(text: string, from: number, quote: string): number {
    for (let i = from; i < text.length; i++) {
        if (quote === '"' && text[i] === "\\") i++;
        else if (text.startsWith(quote, i)) return i;
    }
    return text.length;
}

function note(roots: Map<string, number>, path: string, line: number): void {
    const root = path.trim().split(".")[0];
    if (root && !roots.has(root)) roots.set(root, line);
}

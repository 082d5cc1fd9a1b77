/** A type as a list of keys names it, e.g. `Array(OneOf(Struct(file),String("none")))`, as a tree. */
export type TypeName =
    | { readonly kind: "struct"; readonly name: string }
    | { readonly kind: "map"; readonly of: TypeName }
    | { readonly kind: "list"; readonly of: TypeName }
    | { readonly kind: "union"; readonly of: readonly TypeName[] }
    | { readonly kind: "enum"; readonly words: readonly string[] }
    /** One word, with or without quotes where it is written. */
    | { readonly kind: "word"; readonly word: string }
    | { readonly kind: "leaf"; readonly name: string };

export function typeName(text: string): TypeName {
    const [, name = "", inside = ""] = /^(\w+)\((.*)\)$/.exec(text) ?? [];
    switch (name) {
        case "Struct":
            return { kind: "struct", name: inside };
        case "Map":
            return { kind: "map", of: typeName(inside.slice(inside.indexOf("->") + 2)) };
        case "Array":
            return { kind: "list", of: typeName(inside) };
        case "OneOf":
            return { kind: "union", of: parts(inside).map(typeName) };
        case "Enum":
            return { kind: "enum", words: parts(inside).map(word) };
        case "String":
            return { kind: "word", word: word(inside) };
        default:
            return { kind: "leaf", name: text };
    }
}

/** What stands between commas that are in no brackets and in no quotes. */
function parts(text: string): string[] {
    const found: string[] = [];
    let depth = 0;
    let quote: string | undefined;
    let from = 0;
    for (let at = 0; at < text.length; at++) {
        const char = text[at] as string;
        if (quote !== undefined) quote = char === quote ? undefined : quote;
        else if (char === '"' || char === "'") quote = char;
        else if (char === "(") depth++;
        else if (char === ")") depth--;
        else if (char === "," && depth === 0) {
            found.push(text.slice(from, at));
            from = at + 1;
        }
    }
    return [...found, text.slice(from)];
}

function word(text: string): string {
    return text.replace(/^(["'])(.*)\1$/, "$2");
}

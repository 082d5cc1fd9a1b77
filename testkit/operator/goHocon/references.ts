import { OperatorPanic } from "../panic";
import { type GoObject, GoRefusal, type GoValue, mergeObjects } from "./value";

/**
 * Puts what is referred to in its place. An optional reference to nothing leaves a nil behind, on which the next look at it panics; in
 * which order a map is looked through is chance, so some of these texts pass sometimes. Source: parser.go, resolveSubstitutions.
 */
export function resolved(root: GoObject): GoObject {
    const resolve = (value: GoValue, asked: readonly string[]): GoValue => {
        switch (value.kind) {
            case "reference": {
                if (asked.includes(value.path)) throw new GoRefusal("detected substitution cycle");
                const found = find(root, value.path);
                if (found !== undefined) return resolve(found, [...asked, value.path]);
                if (!value.isOptional)
                    throw new GoRefusal(`could not resolve substitution: ${value.path} to a value`);
                if (value.otherwise !== undefined) return resolve(value.otherwise, asked);
                throw new OperatorPanic(
                    "panic: runtime error: invalid memory address or nil pointer dereference",
                );
            }
            case "object":
                return objectOf([...value.fields].map(([key, inside]) => [key, resolve(inside, asked)]));
            case "array":
                return { ...value, items: value.items.map((item) => resolve(item, asked)) };
            case "joined":
                return merged(value.parts.map((part) => resolve(part, asked)));
            default:
                return value;
        }
    };
    return resolve(root, []) as GoObject;
}

function objectOf(fields: readonly (readonly [string, GoValue])[]): GoObject {
    return { kind: "object", fields: new Map(fields) };
}

function merged(parts: readonly GoValue[]): GoValue {
    if (!parts.some(({ kind }) => kind === "object")) return { kind: "joined", parts };
    const object = objectOf([]);
    for (const part of parts) {
        if (part.kind !== "object") throw new GoRefusal("invalid concatenation!");
        mergeObjects(object, part);
    }
    return object;
}

function find(root: GoObject, path: string): GoValue | undefined {
    const names = path.split(".");
    let at: GoValue = root;
    for (const name of names) {
        // Source: config.go, find: `value.(Object)` of what is none.
        if (at.kind !== "object")
            throw new OperatorPanic("panic: interface conversion: hocon.Value is not hocon.Object");
        const next: GoValue | undefined = at.fields.get(name);
        if (next === undefined) return undefined;
        at = next;
    }
    return at;
}

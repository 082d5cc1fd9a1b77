import { fitsType, fullTypeName } from "./configTypes";
import { Placeholders } from "./placeholders";
import { StartProblem } from "./problem";
import type { ConfigDeclaration, Project } from "./projectFile";
import type { StackConfig } from "./stackFile";

/** A stack's configuration as a program gets it. */
export interface ResolvedConfig {
    /** `namespace:key` to text; lists and maps as JSON. */
    readonly values: Readonly<Record<string, string>>;
    readonly secretKeys: readonly string[];
    readonly placeholders: Placeholders;
    /** Keys whose values are encrypted. */
    readonly undecrypted: readonly string[];
}

interface Entry {
    readonly content: unknown;
    readonly secret: boolean;
    /** The whole value, or a part of it, is encrypted. */
    readonly encrypted: boolean;
    readonly from: "stack" | "option" | "project";
}

/**
 * Merges the command line's values over the stack's over the project's, and checks them against the types the
 * project declares. Reports everything that is missing or wrong at once.
 */
export function resolveConfig(
    project: Project,
    stack: string,
    stackConfig: StackConfig,
    options: Readonly<Record<string, string>>,
    placeholders = new Placeholders(),
): ResolvedConfig {
    const entries = new Map<string, Entry>();
    for (const [key, value] of Object.entries(stackConfig.values)) {
        entries.set(key, { ...decrypt(key, value, placeholders), from: "stack" });
    }
    for (const [key, value] of Object.entries(options)) {
        entries.set(qualify(project, key), {
            content: value,
            secret: false,
            encrypted: false,
            from: "option",
        });
    }
    const missing: [string, ConfigDeclaration][] = [];
    const wrong: string[] = [];
    for (const [key, declaration] of Object.entries(project.config)) {
        const qualified = qualify(project, key);
        const fallback = declaration.value ?? declaration.default;
        const entry = entries.get(qualified);
        if (entry !== undefined) {
            const checked = check(stack, key, declaration, entry, wrong);
            entries.set(qualified, checked);
        } else if (fallback !== undefined) {
            checkDefault(project, key, declaration, fallback, wrong);
            const secret = declaration.secret === true;
            entries.set(qualified, { content: fallback, secret, encrypted: false, from: "project" });
        } else if (qualified.startsWith(`${project.name}:`)) {
            missing.push([key, declaration]);
        }
    }
    if (missing.length > 0 || wrong.length > 0) {
        throw new StartProblem([...describeMissing(stack, missing), ...wrong].join("\n"));
    }
    const resolved = [...entries];
    return {
        values: Object.fromEntries(resolved.map(([key, { content }]) => [key, asText(content)])),
        secretKeys: resolved.filter(([, { secret }]) => secret).map(([key]) => key),
        placeholders,
        undecrypted: resolved.filter(([, { encrypted }]) => encrypted).map(([key]) => key),
    };
}

function qualify(project: Project, key: string): string {
    return key.includes(":") ? key : `${project.name}:${key}`;
}

/** Encrypted parts become placeholders; a key with an encrypted part is secret as a whole. */
function decrypt(key: string, value: unknown, placeholders: Placeholders): Omit<Entry, "from"> {
    let encrypted = false;
    const visit = (v: unknown, place: string): unknown => {
        if (Array.isArray(v)) {
            return v.map((member, i) => visit(member, `${place}[${i}]`));
        }
        if (typeof v === "object" && v !== null) {
            const members = Object.entries(v);
            if (members.length === 1 && members[0][0] === "secure") {
                encrypted = true;
                return placeholders.create(String(members[0][1]), place);
            }
            return Object.fromEntries(
                members.map(([name, member]) => [name, visit(member, `${place}.${name}`)]),
            );
        }
        return v;
    };
    const content = visit(value, key);
    return { content, secret: encrypted, encrypted };
}

function check(
    stack: string,
    key: string,
    declaration: ConfigDeclaration,
    entry: Entry,
    wrong: string[],
): Entry {
    const { type, items } = declaration;
    if (type === undefined) {
        return { ...entry, secret: entry.secret || declaration.secret === true };
    }
    if (declaration.secret && entry.from === "stack" && !entry.encrypted) {
        wrong.push(
            `Stack '${stack}' with configuration key '${key}' must be encrypted as it's secret; ` +
                `set it with: pulumi config set --secret ${key}`,
        );
        return entry;
    }
    const typeName = fullTypeName(type, items);
    if (entry.encrypted && typeof entry.content === "string") {
        if (type !== "string") {
            wrong.push(
                `Configuration key '${key}' is an encrypted ${typeName}, which a preview without Pulumi's key ` +
                    `cannot decrypt; give a value to preview with: --config ${key}=...`,
            );
        }
        return entry;
    }
    const content = entry.from === "option" ? parseStructured(entry.content, type) : entry.content;
    if (!fitsType(type, items, content)) {
        wrong.push(
            entry.from === "option"
                ? `--config ${key}=... must be of type '${typeName}'${hint(type)}`
                : `Stack '${stack}' with configuration key '${key}' must be of type '${typeName}'`,
        );
    }
    return { ...entry, content, secret: entry.secret || declaration.secret === true };
}

function hint(type: string): string {
    return type === "array" || type === "object" ? ", written as JSON" : "";
}

function parseStructured(content: unknown, type: string): unknown {
    if (type !== "array" && type !== "object") {
        return content;
    }
    try {
        return JSON.parse(String(content));
    } catch {
        return content;
    }
}

function checkDefault(
    project: Project,
    key: string,
    { type, items }: ConfigDeclaration,
    value: unknown,
    wrong: string[],
): void {
    if (type !== undefined && !fitsType(type, items, value)) {
        wrong.push(
            `${project.file}: the default value specified for configuration key '${key}' ` +
                `is not of the expected type '${fullTypeName(type, items)}'`,
        );
    }
}

function describeMissing(stack: string, missing: [string, ConfigDeclaration][]): string[] {
    if (missing.length === 0) {
        return [];
    }
    const what = missing.length === 1 ? "a configuration value" : `${missing.length} configuration values`;
    const lines = missing.map(([key, { type, items, description }]) => {
        const typed = type === undefined ? "" : ` (${fullTypeName(type, items)})`;
        return `  ${key}${typed}${description === undefined ? "" : `: ${description.trim()}`}`;
    });
    return [
        `Stack '${stack}' is missing ${what}:`,
        ...lines,
        `Set it with: pulumi config set <key> <value>, or for this preview: --config ${missing[0][0]}=...`,
    ];
}

function asText(content: unknown): string {
    if (typeof content === "string") {
        return content;
    }
    return content === null || content === undefined ? "" : JSON.stringify(content);
}

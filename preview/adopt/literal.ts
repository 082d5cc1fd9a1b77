import { EnumMember, FromConfig, type Shown } from "./shown";

const WIDTH = 100;

/** A tree as TypeScript, secrets as what takes them from the configuration. */
export function literal(shown: Shown, indent = ""): string {
    if (shown instanceof FromConfig)
        return `config.requireSecret${shown.is === "object" ? "Object" : ""}(${JSON.stringify(shown.key)})`;
    if (shown instanceof EnumMember) return `${shown.type}.${shown.member}`;
    if (shown === undefined) return "undefined";
    if (typeof shown === "string") return text(shown);
    if (typeof shown !== "object" || shown === null) return JSON.stringify(shown);
    const inner = `${indent}    `;
    const parts = Array.isArray(shown)
        ? shown.map((item) => literal(item, inner))
        : Object.entries(shown).map(([key, value]) => `${keyOf(key)}: ${literal(value, inner)}`);
    const [open, close] = Array.isArray(shown) ? ["[", "]"] : ["{", "}"];
    if (parts.length === 0) return `${open}${close}`;
    const blank = open === "{" ? " " : "";
    const line = `${open}${blank}${parts.join(", ")}${blank}${close}`;
    if (!line.includes("\n") && indent.length + line.length < WIDTH) return line;
    return `${open}\n${parts.map((part) => `${inner}${part},\n`).join("")}${indent}${close}`;
}

function keyOf(key: string): string {
    return /^[A-Za-z_$][\w$]*$/.test(key) ? key : JSON.stringify(key);
}

/** What has lines of its own keeps them. */
function text(value: string): string {
    if (!value.includes("\n")) return JSON.stringify(value);
    return `\`${value.replace(/[\\`]|\$\{/g, (sign) => `\\${sign}`)}\``;
}

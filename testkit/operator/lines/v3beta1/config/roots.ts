import { createHash } from "node:crypto";

/** Names of EMQX's configuration roots with their values as JSON. */
export type ConfigRoots = Readonly<Record<string, unknown>>;

/**
 * Roots that EMQX reads when it starts, or whose change the operator leaves to a start. Source: operator 3.0's configuration of
 * September 2026 as rebuilt for the recordings; which key is one is less sure there than what follows from it.
 */
const STARTUP_ROOTS = ["node", "rpc", "durable_sessions", "durable_storage", "dashboard"];
/** The part of `cluster` that can be pushed. */
const RUNTIME_CLUSTER = ["links"];

export interface SplitRoots {
    /** Pushed to nodes that run. */
    readonly runtime: ConfigRoots;
    /** What pods start with, so that a change rolls them. */
    readonly startup: ConfigRoots;
}

export function splitRoots(roots: ConfigRoots = {}): SplitRoots {
    const runtime: Record<string, unknown> = {};
    const startup: Record<string, unknown> = {};
    for (const [name, value] of Object.entries(roots)) {
        // Not written at all: recorded, {"mqtt": null} becomes {}.
        if (value === null) continue;
        if (name === "cluster" && isObject(value)) {
            put(
                runtime,
                name,
                pick(value, (key) => RUNTIME_CLUSTER.includes(key)),
            );
            put(
                startup,
                name,
                pick(value, (key) => !RUNTIME_CLUSTER.includes(key)),
            );
        } else if (name === "node" && isObject(value)) {
            // The cookie is the operator's own.
            put(
                startup,
                name,
                pick(value, (key) => key !== "cookie"),
            );
        } else {
            (STARTUP_ROOTS.includes(name) ? startup : runtime)[name] = value;
        }
    }
    return { runtime, startup };
}

/** A line a root, each in quotes with its value in JSON, in order. Source: objects-created.yaml; the hashes recorded are of this text. */
export function rendered(roots: ConfigRoots): string {
    return Object.keys(roots)
        .filter((name) => roots[name] !== null)
        .sort()
        .map((name) => `${goJson(name)} = ${goJson(roots[name])}\n`)
        .join("");
}

/** What the whole of some roots, or none, is called. */
export function revisionOf(roots: ConfigRoots): string {
    return createHash("sha256").update(rendered(roots)).digest("hex");
}

/** As Event and condition name start-up roots. */
export function pathsOf(startup: ConfigRoots): string {
    return `[${Object.keys(startup).sort().join(" ")}]`;
}

/** As Go's encoding/json writes it: keys in order, and <, > and & in escapes. */
function goJson(value: unknown): string {
    return JSON.stringify(sorted(value)).replace(
        /[<>&\u2028\u2029]/g,
        (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`,
    );
}

function sorted(value: unknown): unknown {
    if (Array.isArray(value)) return value.map(sorted);
    if (!isObject(value)) return value;
    return Object.fromEntries(
        Object.keys(value)
            .sort()
            .map((key) => [key, sorted(value[key])]),
    );
}

function put(roots: Record<string, unknown>, name: string, value: object): void {
    if (Object.keys(value).length > 0) roots[name] = value;
}

function pick(value: Record<string, unknown>, keeps: (key: string) => boolean): Record<string, unknown> {
    return Object.fromEntries(Object.entries(value).filter(([key]) => keeps(key)));
}

export function isObject(value: unknown): value is Record<string, unknown> {
    return typeof value === "object" && value !== null && !Array.isArray(value);
}

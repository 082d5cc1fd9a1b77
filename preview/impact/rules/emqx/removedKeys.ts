import type { RemovedKey } from "../../facts/config";
import { keyOf, type Setting } from "./configTree";

/**
 * What becomes of keys that a configuration no longer names. A push fills each root that its text names with EMQX's defaults
 * and lays the result over what runs (Merge) or puts it in its place (Replace); what runs is stored, and read again after a
 * restart. Sources: emqx/emqx v5.7.2 and e5.8.11, emqx_conf_cli.erl (check_config, merge_conf), run with real nodes.
 */

/** Blocks that a text makes, by where they stand; `*` is any name. What is not named any more stays whole. */
const BLOCKS = [
    "listeners.*.*",
    "gateway.*.listeners.*.*",
    "gateway.*",
    "log.file.*",
    "dashboard.listeners.*",
    "zones.*",
    "connectors.*.*",
    "actions.*.*",
    "sources.*.*",
    "bridges.*.*",
    "rule_engine.rules.*",
    "schema_registry.schemas.*",
    "authentication.*",
    "authorization.sources.*",
    "schema_validation.validations.*",
    "message_transformation.transformations.*",
].map((block) => block.split("."));

/** Blocks that EMQX has by itself: left out they are filled with defaults like any key. */
const ALWAYS_THERE = /^(listeners\.(tcp|ssl|ws|wss)\.default|log\.file\.default)$/;

/**
 * What a push fills in for a key that its text leaves out, `null` for nothing, undefined where nothing is known about it. It
 * hangs on the blocks that the text names.
 */
export type DefaultOf = (
    path: readonly string[],
    isNamed: (block: readonly string[]) => boolean,
) => string | null | undefined;

export function removedKeys(
    before: readonly Setting[],
    after: readonly Setting[],
    mode: "Merge" | "Replace",
    defaultOf: DefaultOf,
): RemovedKey[] {
    const named = new Set(after.flatMap(({ path }) => path.map((_, at) => keyOf(path.slice(0, at + 1)))));
    const removed = before.filter(({ path }) => !named.has(keyOf(path)));
    return removed.map(({ path }): RemovedKey => {
        const key = keyOf(path);
        const fallback = defaultOf(path, (above) => named.has(keyOf(above)));
        const known = typeof fallback === "string" ? { default: fallback } : {};
        const root = path[0] ?? "";
        if (!named.has(root)) return { key, becomes: "kept", with: "root", named: root, ...known };
        const block = blockOf(path);
        if (block !== undefined && !named.has(block) && !ALWAYS_THERE.test(block)) {
            return mode === "Replace"
                ? { key, becomes: "gone", named: block }
                : { key, becomes: "kept", with: "block", named: block };
        }
        if (fallback === undefined) return { key, becomes: "notKnown" };
        if (fallback !== null) return { key, becomes: "default", value: fallback };
        return mode === "Replace"
            ? { key, becomes: "gone", named: key }
            : { key, becomes: "kept", with: "key", named: key };
    });
}

/** The outermost block of the user's that a key stands in. */
function blockOf(path: readonly string[]): string | undefined {
    const block = BLOCKS.filter(
        (names) =>
            path.length > names.length - 1 && names.every((name, at) => name === "*" || name === path[at]),
    ).sort((a, b) => a.length - b.length)[0];
    return block && keyOf(path.slice(0, block.length));
}

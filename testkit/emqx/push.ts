import type { RunningNode } from "./boot";
import { deepMerge, HoconRefusal, isTree, readHocon, type Tree, type Value } from "./hocon";
import { rootsOf } from "./keys";
import { dialectOf, type Release } from "./release";
import { applyListeners, type Effect, type Luck } from "./reload";
import { checked, filledFor, SchemaRefusal } from "./schema";

/** One root of a push, merged on the node that took it: what all nodes of a cluster are made to have. */
export interface Change {
    readonly root: string;
    readonly value: Value;
}

export interface Pushed {
    /** Why the answer is 400; undefined for 200. Roots before and after the one that was refused are applied. */
    readonly refusal: string | undefined;
    readonly node: RunningNode;
    readonly effects: readonly Effect[];
    /** What the other nodes apply, by `applyChange`. */
    readonly changes: readonly Change[];
}

const READ_ONLY = ["rpc", "node"];
/** Connectors before what uses them; all others by name. Source: emqx_conf_cli.erl, to_sorted_list. */
const FIRST = ["connectors", "actions", "sources", "bridges", "rule_engine"];

/**
 * `PUT /api/v5/configs?mode=merge` on one node. The roots that the text names are filled with EMQX's defaults, whatever the environment
 * says, and laid on what the node has; keys without a default stay. Source: emqx_conf_cli.erl (load_config, check_config,
 * update_config_cluster), v5.7.2 and e5.8.11.
 */
export function push(node: RunningNode, text: string, ignoreReadOnly: boolean, luck: Luck): Pushed {
    const refused = (refusal: string): Pushed => ({ refusal, node, effects: [], changes: [] });
    let roots: Tree;
    try {
        roots = readHocon(text, "binary", dialectOf(node.release));
    } catch (error) {
        if (error instanceof HoconRefusal)
            return refused(JSON.stringify({ type: error.kind, line: error.line, reason: error.reason }));
        throw error;
    }
    const readOnly = readOnlyKeys(roots);
    if (readOnly.length > 0 && !ignoreReadOnly) {
        return refused(`Cannot update read-only key '${readOnly.join(",")}'.`);
    }
    const pushed = [...roots].filter(([name]) => name !== "cluster" && !READ_ONLY.includes(name));
    const { whole, problems } = fillAll(node, pushed);
    if (problems.length > 0) return refused(problems.join("\n"));
    return applyAll(node, whole, luck);
}

/** Why no node would take a text, whatever it has: the text itself, or a key or value in it. */
export function textRefusal(release: Release, text: string): string | undefined {
    try {
        const roots = [...readHocon(text, "binary", dialectOf(release))];
        const { problems } = fillAll(
            { release, profile: "legacy" },
            roots.filter(([name]) => name !== "cluster" && !READ_ONLY.includes(name)),
        );
        return problems.length > 0 ? problems.join("\n") : undefined;
    } catch (error) {
        if (error instanceof HoconRefusal) return error.message;
        throw error;
    }
}

/** Of `cluster` only the links may change. Source: check_keys_is_not_readonly, check_cluster_keys. */
function readOnlyKeys(roots: Tree): string[] {
    const whole = READ_ONLY.filter((name) => roots.has(name));
    if (whole.length > 0) return whole;
    const cluster = roots.get("cluster");
    const keys = isTree(cluster) ? [...cluster.keys()] : [];
    return keys.filter((name) => name !== "links").map((name) => `cluster.${name}`);
}

/** Every root is looked at before the first is applied: one that does not fit refuses all. Source: check_config_schema. */
function fillAll(
    { release, profile }: Pick<RunningNode, "release" | "profile">,
    pushed: readonly (readonly [string, Value])[],
) {
    const roots = rootsOf(release);
    const whole: [string, Value][] = [];
    const problems: string[] = [];
    for (const [name, value] of pushed) {
        const root = roots.get(name);
        if (root === undefined) {
            problems.push(`${name}: root_key_not_found`);
            continue;
        }
        try {
            const filledRoot = filledFor(profile, root, value) as Value;
            checked(root, filledRoot);
            whole.push([name, filledRoot]);
        } catch (error) {
            if (!(error instanceof SchemaRefusal)) throw error;
            problems.push(`${name}: ${error.message}`);
        }
    }
    return { whole, problems };
}

function applyAll(node: RunningNode, whole: readonly (readonly [string, Value])[], luck: Luck): Pushed {
    const rank = (name: string) => (FIRST.indexOf(name) + FIRST.length + 1) % (FIRST.length + 1);
    const order = [...whole].sort(([a], [b]) => rank(a) - rank(b) || (a < b ? -1 : 1));
    let at: Pushed = { refusal: undefined, node, effects: [], changes: [] };
    for (const [root, value] of order) {
        const change = { root, value: deepMerge(at.node.written.get(root), value) };
        const applied = applyChange(at.node, change, "initiate", luck);
        const refusal =
            applied.refusal &&
            `Can't merge the new configurations!\nRoot key: ${root}\nReason: ${applied.refusal}\n`;
        at = {
            refusal: [at.refusal, refusal].filter((text) => text !== undefined).join("") || undefined,
            node: applied.node,
            effects: [...at.effects, ...applied.effects],
            changes: refusal === undefined ? [...at.changes, change] : at.changes,
        };
    }
    return at;
}

/** What a node makes of one root. A node that only follows keeps the configuration although a listener did not start. */
export interface Applied {
    readonly refusal: string | undefined;
    readonly node: RunningNode;
    readonly effects: readonly Effect[];
}

/** Source: emqx_config_handler.erl (check_and_save_configs, post_config_update_failed_but_save_the_config_anyway). */
export function applyChange(
    node: RunningNode,
    { root, value }: Change,
    as: "initiate" | "replicate",
    luck: Luck,
): Applied {
    const key = rootsOf(node.release).get(root);
    if (key === undefined) return { refusal: "root_key_not_found", node, effects: [] };
    let typed: Value | undefined;
    try {
        typed = checked(key, filledFor(node.profile, key, value));
    } catch (error) {
        if (!(error instanceof SchemaRefusal)) throw error;
        return { refusal: error.message, node, effects: [] };
    }
    const saved = {
        ...node,
        written: new Map(node.written).set(root, value),
        kept: new Map(node.kept).set(root, deepMerge(node.kept.get(root), value)),
    };
    if (root !== "listeners") return { refusal: undefined, node: saved, effects: [] };
    const { refusal, isUntouched, listeners, down, effects } = applyListeners(node, value, typed, luck);
    if (refusal !== undefined && (as === "initiate" || isUntouched))
        return { refusal, node: { ...node, down }, effects };
    return { refusal: undefined, node: { ...saved, listeners, down }, effects };
}

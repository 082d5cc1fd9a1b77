import { isTree, readHocon, type Tree, type Value } from "../../../emqx";
import { hoconValues } from "../../hocon";
import type { Emqx } from "./emqxObject";

export const LAST_CONFIG = "apps.emqx.io/last-emqx-configuration";

/** The file of EMQX that the text is mounted as: the one of least weight. */
export const BASE_CONFIG_FILE = "base.hocon";

/** Source: internal/controller/config, WithDefaults; recorded in objects-created.yaml. */
const DEFAULTS = `
### Minimal default configuration
# This is generally provided by 'emqx.conf' but defined here instead, as 'emqx.conf' should now be empty.
dashboard.listeners.http.bind = 18083
`;

export function withDefaults(text: string): string {
    return `${DEFAULTS}\n### User-supplied configuration\n${text}`;
}

/** What the brokers were last given; an annotation that is empty is none. Source: sync_emqx_config.go, lastAppliedConfig. */
export function lastApplied({ metadata }: Emqx): string | undefined {
    return metadata.annotations?.[LAST_CONFIG] || undefined;
}

/** What the operator goes by for its own part, with the defaults. Source: sync_emqx_config.go, applicableConfig. */
export function appliedConfig(emqx: Emqx): string {
    return withDefaults(lastApplied(emqx) ?? emqx.spec.config.data ?? "");
}

/**
 * The text without a change to the port by which the operator talks to EMQX, as JSON where there is one, and what was left out.
 * Source: sync_emqx_config.go, stripNonChangeableConfig.
 */
export function withoutUnchangeable(wanted: string, last: string): { text: string; stripped: string[] } {
    const [now, before] = [hoconValues(wanted), hoconValues(last)];
    for (const listener of ["http", "https"]) {
        const path = `dashboard.listeners.${listener}.bind`;
        const [bind, known] = [now.get(path), before.get(path)];
        if (bind && known && known !== "0" && bind !== known) {
            const kept = without(readHocon(wanted, "file"), path.split("."));
            return { text: json(kept), stripped: [path] };
        }
    }
    return { text: wanted, stripped: [] };
}

/** Roots that EMQX reads when it boots. Source: internal/controller/config/emqx.go, StripReadOnlyConfig. */
const READ_ONLY = ["node", "rpc", "durable_sessions", "durable_storage"];

/** What a push leaves out of a text, and what remains. */
export function withoutReadOnly(text: string): { text: string; stripped: string[] } {
    const tree = readHocon(text, "file");
    const paths = READ_ONLY.filter((root) => tree.has(root)).map((root) => [root]);
    const cluster = tree.get("cluster");
    const ofCluster = isTree(cluster) ? [...cluster.keys()].filter((name) => name !== "links") : [];
    paths.push(...ofCluster.map((name) => ["cluster", name]));
    return {
        text: json(paths.reduce(without, tree)),
        stripped: paths.map((path) => path.join(".")),
    };
}

function without(tree: Tree, [name, ...rest]: readonly string[]): Tree {
    const inside = tree.get(name as string);
    const others = [...tree].filter(([other]) => other !== name);
    if (rest.length === 0 || !isTree(inside)) return new Map(others);
    const left = without(inside, rest);
    return new Map(left.size === 0 ? others : [...others, [name as string, left]]);
}

function json(tree: Tree): string {
    return JSON.stringify(plain(tree));
}

function plain(value: Value): unknown {
    if (isTree(value)) return Object.fromEntries([...value].map(([name, inside]) => [name, plain(inside)]));
    if (Array.isArray(value)) return value.map(plain);
    return typeof value === "bigint" ? Number(value) : value;
}

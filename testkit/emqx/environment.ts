import { type Dialect, isList, isTree, readHocon, type Tree, type Value } from "./hocon";
import { isIndex } from "./hocon/merge";
import { type Key, keyAt } from "./keys";

/** An entry of a container's `env` whose value is known. */
export interface Variable {
    readonly name: string;
    readonly value: string;
}

/**
 * The environment that the kubelet starts a container with: `$(NAME)` is what an earlier entry says and stays as it is where none
 * does, `$$` is one `$`; of two entries the later counts. Source: k8s.io/kubernetes, third_party/forked/golang/expansion/expand.go
 * and pkg/kubelet/kubelet_pods.go (makeEnvironmentVariables), 1.34.
 */
export function asStarted(entries: readonly Variable[]): Map<string, string> {
    const environment = new Map<string, string>();
    for (const { name, value } of entries) environment.set(name, expanded(value, environment));
    return environment;
}

function expanded(value: string, environment: ReadonlyMap<string, string>): string {
    return value.replace(/\$(?:\$|\(([^()]*)\))/g, (text, name: string | undefined) =>
        name === undefined ? "$" : (environment.get(name) ?? text),
    );
}

export interface Override {
    readonly variable: string;
    readonly path: readonly string[];
    readonly value: Value;
}

const PREFIX = "EMQX_";

/**
 * What a node reads of its environment: names in lower case, `__` between the parts of a path, in the order of the variables'
 * names; each value as HOCON, or as it stands where that is none. Unknown keys under a known root are dropped with a warning,
 * unknown roots without. Source: hocon_tconf.erl, collect_envs, check_env, parse_env (hocon 0.43.1, 0.44.0).
 */
export function overridesIn(
    environment: ReadonlyMap<string, string>,
    roots: ReadonlyMap<string, Key>,
    dialect?: Dialect,
): { readonly overrides: readonly Override[]; readonly unknown: readonly string[] } {
    const unknown: string[] = [];
    const overrides: Override[] = [];
    for (const [variable, text] of [...environment].sort(([a], [b]) => (a < b ? -1 : 1))) {
        if (!variable.startsWith(PREFIX)) continue;
        const path = variable
            .slice(PREFIX.length)
            .toLowerCase()
            .split("__")
            .filter((name) => name !== "");
        if (path.length === 0 || roots.get(path[0] as string) === undefined) continue;
        if (keyAt(roots, path) === undefined) unknown.push(variable);
        else overrides.push({ variable, path, value: valueIn(text, dialect) });
    }
    return { overrides, unknown };
}

/** Read as the end of `fake_key=`, so a line that follows is a field of its own and lost. */
function valueIn(text: string, dialect?: Dialect): Value {
    if (text === "") return "";
    try {
        const value = readHocon(`fake_key=${text}`, "binary", dialect).get("fake_key");
        // An optional reference to nothing leaves no field: `{ok, #{}}` matches no clause, and the node crashes.
        if (value === undefined) throw new Error("case_clause");
        return value;
    } catch (error) {
        if ((error as Error).message === "case_clause") throw error;
        return binaryOf(text);
    }
}

/** `list_to_binary`: a character up to U+00FF is one byte, which no text of UTF-8 is; any above crashes the node. */
function binaryOf(text: string): string {
    const highest = Math.max(...[...text].map((character) => character.codePointAt(0) as number));
    if (highest > 0xff) throw new Error("badarg");
    return highest < 0x80 ? text : Buffer.from(text, "latin1").toString("utf8");
}

/** What is set in the environment on top of what is written. Source: hocon_maps.erl, deep_put. */
export function overlaid(tree: Tree, overrides: readonly Override[]): Tree {
    return overrides.reduce<Tree>((under, { path, value }) => put(under, path, value) as Tree, tree);
}

function put(under: Value | undefined, [name, ...rest]: readonly string[], value: Value): Value {
    if (name === undefined) return value;
    const isEmpty = under === undefined || (isTree(under) && under.size === 0);
    if ((isList(under) || isEmpty) && isIndex(name)) {
        const list = isList(under) ? under : [];
        const index = Number(name);
        if (index < 1 || index > list.length + 1) throw new Error(`bad_array_index ${name}`);
        return Object.assign([...list], { [index - 1]: put(list[index - 1], rest, value) });
    }
    const tree = isTree(under) ? under : new Map<string, Value>();
    return new Map(tree).set(name, put(tree.get(name), rest, value));
}

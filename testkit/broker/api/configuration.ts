import { readHocon } from "../../../provider/emqx/config/hocon/evaluate";
import { type HoconObject, leavesOf } from "../../../provider/emqx/config/hocon/tree";

/** The configuration that all nodes have: what they booted with and what was pushed since, as text. */
export class Configuration {
    private pushed: string[] = [];

    constructor(private readonly booted: string) {}

    /** What was pushed, in order; a test looks here for what a program sent. */
    get pushes(): readonly string[] {
        return this.pushed;
    }

    /** Later lines count, as in EMQX's own reading of one text. */
    get text(): string {
        return [this.booted, ...this.pushed].filter((part) => part !== "").join("\n");
    }

    /**
     * Takes a text, or says why it does not. Judges the syntax and what may not change while a node runs, not the keys and
     * their values. Source: emqx_conf_cli.erl, load_config and check_keys_is_not_readonly, 5.8.11 and 6.3.
     */
    push(text: string, ignoreReadOnly: boolean): string | undefined {
        try {
            const keys = readOnlyKeys(readHocon(text));
            if (keys.length > 0 && !ignoreReadOnly) return `Cannot update read-only key '${keys.join(",")}'.`;
        } catch (error) {
            return (error as Error).message;
        }
        this.pushed = [...this.pushed, text];
        return undefined;
    }
}

/** Of `cluster` only the links may change. */
function readOnlyKeys(root: HoconObject): string[] {
    const paths = leavesOf(root).map(({ path }) => path);
    const roots = ["rpc", "node"].filter((name) => paths.some((path) => path[0] === name));
    const cluster = paths.filter((path) => path[0] === "cluster" && path[1] !== "links");
    return roots.length > 0 ? roots : [...new Set(cluster.map((path) => `cluster.${path[1]}`))];
}

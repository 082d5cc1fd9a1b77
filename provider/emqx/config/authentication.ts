import { HoconError } from "./hocon/tokens";
import { leavesOf } from "./hocon/tree";
import { parsedConfig } from "./textRules";
import { keyOf } from "./variables";

/**
 * Whether EMQX asks clients who they are, as far as its configuration says. Without an authenticator that is on, it lets everybody in;
 * a hook of another process (exhook) may ask, too. Authenticators that somebody made in the dashboard are not seen. Undefined where the
 * text is none that can be read. Source: emqx_access_control.erl, authenticate/1 (`ignore` is `ok`), and emqx_authn_chains.erl, v5.7.2 and
 * v5.8.9.
 */
export function asksClients(config: string, variables: Iterable<string>): boolean | undefined {
    for (const variable of variables) {
        if (/^EMQX_/.test(variable) && ASKING.has(keyOf(variable)[0] ?? "")) return true;
    }
    const parsed = parsedConfig(config);
    if (parsed instanceof HoconError) return undefined;
    const said = new Map<string, boolean>();
    for (const { path, value } of leavesOf(parsed.root)) {
        const [root = ""] = path;
        if (!ASKING.has(root)) continue;
        const one = path.slice(0, -1).join(".");
        const off = path.at(-1) === "enable" && value.kind !== "computed" && OFF.includes(value.text);
        // Whatever else stands in it: it is on unless it says otherwise.
        said.set(one, off ? false : (said.get(one) ?? true));
    }
    return [...said].some(([one, on]) => on && !isWithin(one, said));
}

const ASKING = new Set(["authentication", "exhook"]);
const OFF = ["false", "off"];

/** A block of one that is off is off with it. */
function isWithin(one: string, said: ReadonlyMap<string, boolean>): boolean {
    return [...said].some(([outer, on]) => !on && one.startsWith(`${outer}.`));
}

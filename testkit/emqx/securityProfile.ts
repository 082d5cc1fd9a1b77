import { isTree, type Tree, type Value } from "./hocon";
import { isAtLeast, type Release } from "./release";

export type SecurityProfile = "legacy" | "hardened";

/** Cookies that everybody knows. Source: bin/emqx (maybe_warn_default_cookie), release-63. */
const KNOWN_COOKIES = ["emqx50elixir", "emqxsecretcookie"];

/** Of a node of this environment; before 6.3 there is none but the old behaviour. Source: bin/emqx, release-63: legacy where nothing is said. */
export function profileOf(
    release: Release,
    environment: ReadonlyMap<string, string>,
): SecurityProfile | { readonly refusal: string } {
    const said = environment.get("EMQX_SECURITY_PROFILE") || "legacy";
    if (!isAtLeast(release, "6.3")) return "legacy";
    if (said === "legacy" || said === "hardened") return said;
    return { refusal: `Invalid security profile: ${said}. Valid values are: legacy, hardened.` };
}

export function cookieRefusal(profile: SecurityProfile, cookie: string): string | undefined {
    if (profile === "legacy" || !KNOWN_COOKIES.includes(cookie)) return undefined;
    return `Cannot continue with default cookie and EMQX_SECURITY_PROFILE set to '${profile}'.`;
}

/**
 * A root `listeners` with its defaults, whose binds are a port alone, or not given, and on loopback therefore. Source: emqx_schema.erl
 * (listener_ip_port_converter, mqtt_default_bind_config), release-63.
 */
export function onLoopback(filled: Value | undefined, given: Value | undefined): Value | undefined {
    if (!isTree(filled)) return filled;
    return mapped(filled, (kind, named) =>
        mapped(named, (name, listener) => {
            if (!isTree(listener)) return listener;
            const bind = listener.get("bind");
            if (bind === undefined) return listener;
            const isGiven = isTree(given) && isTree(given.get(kind)) && (given.get(kind) as Tree).has(name);
            const port = isGiven ? barePort(bind) : String(bind).replace(/^.*:/, "");
            return port === undefined ? listener : new Map(listener).set("bind", `127.0.0.1:${port}`);
        }),
    );
}

function mapped(tree: Value, change: (name: string, value: Value) => Value): Value {
    return isTree(tree) ? new Map([...tree].map(([name, value]) => [name, change(name, value)])) : tree;
}

function barePort(bind: Value): string | undefined {
    return /^:?(\d+)$/.exec(String(bind).trim())?.[1];
}

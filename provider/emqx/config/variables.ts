/** Names of EMQX's environment variables that have a meaning of their own, and that is read back from an object. */

export const LICENSE_VARIABLE = "EMQX_LICENSE__KEY";
/** In the place of a key: EMQX's own for evaluation. Source: emqx_license_parser.erl (parse/2) at e5.9.0 and release-63. */
export const EVALUATION_KEY = "evaluation";
export const NODE_COOKIE_VARIABLE = "EMQX_NODE__COOKIE";
export const API_KEY_VARIABLES = "EMQX_API_KEY__";
export const LICENSE_VARIABLES = "EMQX_LICENSE__";
export const DASHBOARD_BIND_VARIABLE = "EMQX_DASHBOARD__LISTENERS__HTTP__BIND";
export const SECURITY_PROFILE_VARIABLE = "EMQX_SECURITY_PROFILE";
export const FEATURES_VARIABLE = "EMQX_FEATURES";

/** `EMQX_MQTT__MAX_PACKET_SIZE` sets `mqtt.max_packet_size`. Source: emqx/hocon, src/hocon_tconf.erl (`env_name_to_path`). */
export function keyOf(variable: string): string[] {
    return variable
        .replace(/^EMQX_/, "")
        .toLowerCase()
        .split("__")
        .filter((part) => part !== "");
}

/** The variable that sets a key; undefined where none can: EMQX lower-cases names, and a shell takes no other signs. */
export function variableFor(path: readonly string[]): string | undefined {
    const variable = `EMQX_${path.join("__").toUpperCase()}`;
    const reached = keyOf(variable);
    const same = reached.length === path.length && reached.every((name, i) => name === path[i]);
    return same && /^[A-Z0-9_]+$/.test(variable) ? variable : undefined;
}

/** How a key is set here: by a variable where there can be one. A root alone takes many of them, and keeps its name. */
export function spelled(key: string): string {
    const path = key.split(".");
    return path.length === 1 ? key : (variableFor(path) ?? `${key} in config`);
}

/** The name under which a variable is known here: EMQX reads `EMQX_mqtt____max_inflight` as well. */
export function canonicalVariable(name: string): string {
    return name.startsWith("EMQX_") ? `EMQX_${keyOf(name).join("__").toUpperCase()}` : name;
}

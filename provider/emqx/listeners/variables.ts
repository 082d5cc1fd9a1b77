/** Names of the environment variables that say what listeners are. */

export const LISTENER_VARIABLES = "EMQX_LISTENERS__";

/** `EMQX_LISTENERS__TCP__DEFAULT__BIND`, as EMQX spells the path in its configuration. */
export function listenerVariable(
    { kind, name }: { readonly kind: string; readonly name: string },
    setting: readonly string[],
): string {
    return `${LISTENER_VARIABLES}${[kind, name, ...setting].join("__").toUpperCase()}`;
}

/** The listener that a variable sets something of, and what; undefined for other variables. */
export function listenerOf(
    variable: string,
): { kind: string; name: string; setting: readonly string[] } | undefined {
    if (!variable.startsWith(LISTENER_VARIABLES)) return undefined;
    const [kind, name, ...setting] = variable.slice(LISTENER_VARIABLES.length).toLowerCase().split("__");
    return kind === undefined || name === undefined ? undefined : { kind, name, setting };
}

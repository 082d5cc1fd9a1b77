import { PROJECT, SETTINGS, type Setting } from "../../../provider/naming/settings";

/** The root stack's own program makes this component, and nothing around it. */
export function isRootStack(urn: string): boolean {
    const [, project, types = ""] = urn.split("::");
    return project === PROJECT && types.startsWith("emqx-ack:index:EmqxOnAck$");
}

/** The setting of the root stack that an argument of the outline comes from, with the way into it. */
export function inSettings(path: string): string {
    const [, way] = /^emqx\.listeners\.(.+)$/.exec(path) ?? [];
    if (way !== undefined) {
        if (/^(\*|\w+)\.tlsSecretName$/.test(way)) return "tlsSecretName";
        // The list has names alone; what else a listener has stands under the listener in `emqx`.
        return /^\w+$/.test(way) ? `listeners: ${way}` : path;
    }
    const own = longest(path, ({ rest, path: outer }) => (rest ? [] : [outer]));
    const follower = longest(path, ({ also = [] }) => also);
    const rest = longest(path, ({ rest: all, path: outer }) => (all ? [outer] : []));
    return own ?? follower?.replace(/[.[].*$/, "") ?? rest ?? path;
}

function longest(path: string, pathsOf: (setting: Setting) => readonly string[]): string | undefined {
    const [found] = SETTINGS.flatMap((setting) =>
        pathsOf(setting).map((outer) => ({ key: setting.key, outer })),
    )
        .filter(
            ({ outer }) =>
                path === outer || (path.startsWith(outer) && /^[.[]/.test(path.slice(outer.length))),
        )
        .sort((a, b) => b.outer.length - a.outer.length);
    return found && `${found.key}${path.slice(found.outer.length)}`;
}

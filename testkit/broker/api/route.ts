import type { IncomingHttpHeaders } from "node:http";
import type { Answer } from "./answer";
import type { Caller } from "./caller";
import type { ServedCluster, ServedNode } from "./served";

export interface Call {
    /** The node whose API was called. */
    readonly node: ServedNode;
    readonly cluster: ServedCluster;
    readonly caller: Caller | undefined;
    /** Values of the path's `:names`. */
    readonly names: Readonly<Record<string, string>>;
    readonly query: URLSearchParams;
    readonly headers: IncomingHttpHeaders;
    readonly text: string;
    /** The body as JSON. */
    json(): unknown;
}

/** One method of one path of the API. */
export interface Route {
    readonly method: "GET" | "POST" | "PUT" | "DELETE";
    /** `/api/v5/clients/:clientid`. */
    readonly path: string;
    /** Answers without an Authorization header. */
    readonly open?: true | ((node: ServedNode) => boolean);
    /** API keys are turned away here, by this name of what they wanted. */
    readonly refusesKeysAs?: string;
    /** In versions from this one on; absent: always. */
    readonly refusesKeysSince?: `${number}.${number}`;
    /** Dashboard users of every role may call it. */
    readonly forEverybody?: true;
    /** Part of EMQX Enterprise alone, in versions that have two editions. */
    readonly enterprise?: true;
    readonly answer: (call: Call) => Answer | Promise<Answer>;
}

export interface Found {
    readonly route: Route;
    readonly names: Readonly<Record<string, string>>;
}

/** The route of a path, "wrong method" when there are only others. */
export function findRoute(
    routes: readonly Route[],
    method: string | undefined,
    path: string,
): Found | "no such path" | "wrong method" {
    const levels = path.split("/");
    const found = routes.flatMap((route) => {
        const names = namesIn(route.path.split("/"), levels);
        return names === undefined ? [] : [{ route, names }];
    });
    if (found.length === 0) return "no such path";
    return found.find(({ route }) => route.method === method) ?? "wrong method";
}

function namesIn(wanted: readonly string[], levels: readonly string[]): Record<string, string> | undefined {
    if (wanted.length !== levels.length) return undefined;
    const names: Record<string, string> = {};
    for (const [i, level] of wanted.entries()) {
        const given = levels[i] as string;
        if (level.startsWith(":")) names[level.slice(1)] = decodeURIComponent(given);
        else if (level !== given) return undefined;
    }
    return names;
}

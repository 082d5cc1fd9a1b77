import { createServer, type IncomingMessage } from "node:http";
import { closeServer, listenOnLoopback } from "../loopback";
import { type Answer, refused } from "./answer";
import { authorize } from "./authorize";
import { BadBody } from "./body";
import type { Caller } from "./caller";
import { findRoute } from "./route";
import { ROUTES } from "./routes";
import type { ServedCluster, ServedNode } from "./served";

export interface ApiServer {
    readonly port: number;
    close(): Promise<void>;
}

/** No body of ours is larger. */
const LONGEST_BODY = 4 * 1024 * 1024;

/** A node's dashboard listener: EMQX's API as far as `routes` knows it. */
export async function startApi(node: ServedNode, cluster: ServedCluster): Promise<ApiServer> {
    const server = createServer(async (request, response) => {
        const { status, body, headers } = await answer(node, cluster, request).catch((error: Error) =>
            refused(500, "INTERNAL_ERROR", error.message),
        );
        const isText = typeof body === "string";
        response.writeHead(status, {
            ...(body === undefined ? {} : { "content-type": isText ? "text/plain" : "application/json" }),
            ...headers,
        });
        response.end(isText || body === undefined ? body : JSON.stringify(body));
    });
    const port = await listenOnLoopback(server);
    return {
        port,
        close: () => {
            const closed = closeServer(server);
            server.closeAllConnections();
            return closed;
        },
    };
}

async function answer(node: ServedNode, cluster: ServedCluster, request: IncomingMessage): Promise<Answer> {
    const { pathname, searchParams: query } = new URL(request.url ?? "/", "http://node");
    const routes = ROUTES.filter(({ enterprise }) => !enterprise || node.release.edition === "Enterprise");
    const found = findRoute(routes, request.method, pathname);
    // Source: emqx_dashboard_not_found.erl; a path that there is answers another method with 405 and no body.
    if (found === "no such path") return refused(404, "NOT_FOUND", "Request Path Not Found");
    if (found === "wrong method") return { status: 405 };
    const { route, names } = found;
    let caller: Caller | undefined;
    const { open = false } = route;
    if (!(typeof open === "function" ? open(node) : open)) {
        const who = authorize(request.headers.authorization, route, cluster.accounts, node.release);
        if ("status" in who) return who;
        caller = who;
    }
    const text = await read(request);
    const json = () => {
        try {
            return JSON.parse(text === "" ? "{}" : text);
        } catch {
            throw new BadBody("Invalid json message received");
        }
    };
    try {
        return await route.answer({
            node,
            cluster,
            caller,
            names,
            query,
            headers: request.headers,
            text,
            json,
        });
    } catch (error) {
        if (error instanceof BadBody) return refused(400, "BAD_REQUEST", error.message);
        throw error;
    }
}

async function read(request: IncomingMessage): Promise<string> {
    const parts: Buffer[] = [];
    let length = 0;
    for await (const part of request as AsyncIterable<Buffer>) {
        length += part.length;
        if (length > LONGEST_BODY) throw new BadBody("the body is too large");
        parts.push(part);
    }
    return Buffer.concat(parts).toString("utf8");
}

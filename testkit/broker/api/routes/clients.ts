import { ReasonCode } from "../../reasonCodes";
import type { Session } from "../../session/session";
import { rfc3339 } from "../accounts";
import { type Answer, ok, refused } from "../answer";
import type { Call, Route } from "../route";
import type { ServedNode } from "../served";

/** Source: emqx_mgmt_api_clients.erl, 5.8.11 and 6.3. Of the filters: `node`, `clientid`, `conn_state`. */
export const CLIENT_ROUTES: readonly Route[] = [
    { method: "GET", path: "/api/v5/clients", answer: (call) => list(call) },
    {
        method: "GET",
        path: "/api/v5/clients/:clientid",
        answer: ({ cluster, names }) => {
            const found = cluster.registry.find(names.clientid as string);
            return found === undefined ? NOT_FOUND : ok(clientInfo(found.session, found.memory.name));
        },
    },
    {
        method: "DELETE",
        path: "/api/v5/clients/:clientid",
        answer: ({ cluster, names }) => {
            const found = cluster.registry.find(names.clientid as string);
            if (found === undefined) return NOT_FOUND;
            cluster.registry.end(found.session, ReasonCode.ADMINISTRATIVE_ACTION);
            return { status: 204 };
        },
    },
];

const NOT_FOUND = refused(404, "CLIENTID_NOT_FOUND", "Client ID not found");
const LARGEST_PAGE = 10_000;

function list({ cluster, query }: Call): Answer {
    const page = Number(query.get("page") ?? 1);
    const limit = Number(query.get("limit") ?? 100);
    if (![page, limit].every((given) => Number.isInteger(given) && given > 0) || limit > LARGEST_PAGE) {
        return refused(400, "INVALID_PARAMETER", "page_limit_invalid");
    }
    const wanted = query.get("node");
    if (wanted !== null && !cluster.running.some(({ name }) => name === wanted)) {
        return refused(500, "NODE_DOWN", `bad rpc call ${wanted}, Reason {nodedown,${wanted}}`);
    }
    const rows = cluster.running
        .filter(({ name }) => wanted === null || name === wanted)
        .flatMap((node) => sessionsOf(node, query).map((session) => clientInfo(session, node.name)));
    const from = (page - 1) * limit;
    const data = rows.slice(from, from + limit);
    return ok({ data, meta: { page, limit, count: rows.length, hasnext: from + limit < rows.length } });
}

function sessionsOf(node: ServedNode, query: URLSearchParams): Session[] {
    const ids = query.getAll("clientid");
    const state = query.get("conn_state");
    return [...node.sessions.values()].filter(
        ({ clientId, connection }) =>
            (ids.length === 0 || ids.includes(clientId)) &&
            (state === null || (state === "connected") === (connection !== undefined)),
    );
}

function clientInfo(session: Session, node: string): object {
    const { connection } = session;
    return {
        clientid: session.clientId,
        username: null,
        node,
        connected: connection !== undefined,
        ...(connection === undefined
            ? { disconnected_at: session.disconnectedAt && rfc3339(session.disconnectedAt) }
            : {
                  connected_at: rfc3339(connection.connectedAt),
                  ip_address: "127.0.0.1",
                  port: connection.remotePort,
                  keepalive: connection.keepAliveSeconds,
                  proto_name: "MQTT",
                  proto_ver: connection.protocolVersion,
              }),
        created_at: rfc3339(session.createdAt),
        expiry_interval: session.expirySeconds,
        is_persistent: session.expirySeconds > 0,
        is_expired: false,
        subscriptions_cnt: session.subscriptions.size,
        mqueue_len: session.queued,
        mqueue_max: 1000,
        inflight_cnt: session.unacknowledged,
        listener: "tcp:default",
    };
}

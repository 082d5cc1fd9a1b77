import type { Route } from "../route";

/** Source: emqx_mgmt_api_status.erl, 5.8.11 and 6.3. */
export const STATUS_ROUTES: readonly Route[] = [
    {
        method: "GET",
        path: "/status",
        open: true,
        answer: ({ node, query }) => {
            const headers = { "retry-after": "15" };
            if (query.get("format") !== "json") {
                return { status: 200, headers, body: `Node ${node.name} is started\nemqx is running` };
            }
            const body = {
                node_name: node.name,
                cluster: "emqxcl",
                broker_status: "started",
                app_status: "running",
            };
            return { status: 200, headers, body };
        },
    },
];

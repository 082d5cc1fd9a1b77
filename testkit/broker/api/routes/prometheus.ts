import { isAtLeast, valueAt } from "../../../emqx";
import type { Route } from "../route";
import type { ServedNode } from "../served";

/**
 * What a node counts, as far as the double counts it. Everybody reads it, but from 6.3 on unless the configuration says so. Source:
 * emqx_prometheus_schema.erl (enable_basic_auth), emqx_prometheus_api.erl (security), 5.8.11 and release-63.
 */
export const PROMETHEUS_ROUTES: readonly Route[] = [
    {
        method: "GET",
        path: "/api/v5/prometheus/stats",
        open: (node) => !wantsKey(node),
        answer: ({ node }) => ({ status: 200, body: gauges(node) }),
    },
];

function wantsKey({ configuration, release }: ServedNode): boolean {
    const said = valueAt(configuration.written, ["prometheus", "enable_basic_auth"]);
    return said === undefined ? isAtLeast(release, "6.3") : String(said) === "true";
}

function gauges({ agent }: ServedNode): string {
    const counts = {
        emqx_connections_count: agent.connectionCount(),
        emqx_sessions_count: agent.sessionCount(),
    };
    return Object.entries(counts)
        .map(([name, count]) => `# TYPE ${name} gauge\n${name} ${count}\n`)
        .join("");
}

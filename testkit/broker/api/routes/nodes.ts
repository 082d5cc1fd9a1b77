import { isAtLeast } from "../../../emqx/release";
import { type Answer, ok, refused } from "../answer";
import type { Call, Route } from "../route";
import type { ServedNode } from "../served";

/** Source: emqx_mgmt_api_nodes.erl and emqx_mgmt.erl (node_info, stopped_node_info), 5.8.11 and 6.3. */
export const NODE_ROUTES: readonly Route[] = [
    {
        method: "GET",
        path: "/api/v5/nodes",
        // Replicants that ended are forgotten, cores are not.
        answer: ({ cluster }) =>
            ok([
                ...cluster.running.map((node) => nodeInfo(node)),
                ...cluster.nodes
                    .filter(({ isRunning, role }) => !isRunning && role === "core")
                    .map(({ name }) => ({ node: name, node_status: "stopped", role: "core" })),
            ]),
    },
    {
        method: "GET",
        path: "/api/v5/nodes/:node",
        answer: (call) => withNode(call, (node) => ok(nodeInfo(node))),
    },
];

/** The node of the path if it runs. Source: emqx_mgmt_api_lib.erl (6.3), emqx_utils_api.erl (5.8.11), with_node. */
export function withNode({ cluster, names }: Call, then: (node: ServedNode) => Answer): Answer {
    const node = cluster.running.find(({ name }) => name === names.node);
    return node === undefined ? refused(404, "NOT_FOUND", `Node not found: ${names.node}`) : then(node);
}

function nodeInfo(node: ServedNode): object {
    const { release } = node;
    return {
        node: node.name,
        node_status: "running",
        role: node.role,
        version: release.version,
        edition: release.edition,
        otp_release: isAtLeast(release, "5.9") ? "27.3.4/15.2.7" : "26.2.5/14.2.5",
        // Sessions, with those whose client is away.
        connections: node.agent.sessionCount(),
        live_connections: node.agent.connectionCount(),
        cluster_sessions: node.registry.size,
        uptime: Math.round(node.uptimeSeconds * 1000),
        max_fds: 1_048_576,
        process_available: 2_097_152,
        process_used: 600 + node.agent.connectionCount(),
        memory_total: "8.00G",
        memory_used: "1.00G",
        load1: 0.1,
        load5: 0.1,
        load15: 0.1,
        sys_path: "/opt/emqx",
        log_path: "log.file.enable is false, not logging to file.",
    };
}

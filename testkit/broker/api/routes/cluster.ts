import { refused } from "../answer";
import type { Route } from "../route";

/** Source: emqx_mgmt_api_cluster.erl (force_leave), 6.3; mria, force_leave of a node that the cluster does not know. */
export const CLUSTER_ROUTES: readonly Route[] = [
    {
        method: "DELETE",
        path: "/api/v5/cluster/:node/force_leave",
        answer: async ({ cluster, node, names }) => {
            const { node: name = "" } = names;
            if (name === node.name) return refused(400, "BAD_REQUEST", "Can't leave self");
            if (!cluster.nodes.some((each) => each.name === name)) {
                return refused(400, "BAD_REQUEST", "node_not_in_cluster");
            }
            await cluster.remove(name);
            return { status: 204 };
        },
    },
];

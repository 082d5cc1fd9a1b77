import type { EvacuationOptions } from "../../eviction/evacuation";
import type { RebalanceOptions } from "../../eviction/rebalance";
import { type Answer, atom, atoms, ok, refused } from "../answer";
import { aboveOne, anyText, checkBody, duration, positive, type Schema, seconds, someNames } from "../body";
import type { Call, Route } from "../route";
import type { ServedNode } from "../served";
import { withNode } from "./nodes";

/** Source: emqx_node_rebalance_api.erl, 5.8.11 and 6.3. */
export const LOAD_REBALANCE_ROUTES: readonly Route[] = [
    {
        method: "GET",
        path: "/api/v5/load_rebalance/availability_check",
        open: true,
        enterprise: true,
        // From the moment that an evacuation starts, while clients are still let in.
        answer: ({ node }) =>
            node.agent.isEnabled ? refused(503, "NODE_EVACUATING", "Node Evacuating") : ok(),
    },
    {
        method: "GET",
        path: "/api/v5/load_rebalance/status",
        enterprise: true,
        answer: ({ node }) => {
            const evacuation = node.evacuation.status();
            if (evacuation === undefined) return ok({ status: "disabled" });
            return ok({ status: "enabled", process: "evacuation", ...evacuation });
        },
    },
    {
        method: "GET",
        path: "/api/v5/load_rebalance/global_status",
        enterprise: true,
        answer: ({ cluster }) => {
            const of = (status: (node: ServedNode) => object | undefined) =>
                cluster.running.flatMap((node) => {
                    const found = status(node);
                    return found === undefined ? [] : [{ ...found, node: node.name }];
                });
            return ok({
                evacuations: of(({ evacuation }) => evacuation.status()),
                purges: [],
                rebalances: of(({ rebalance }) => rebalance.status()),
            });
        },
    },
    {
        method: "POST",
        path: "/api/v5/load_rebalance/:node/evacuation/start",
        enterprise: true,
        answer: (call) => {
            const options = readOptions<EvacuationOptions>(call, EVACUATION);
            return withNode(call, (node) =>
                unlessNodesAreWrong(call, options.migrate_to, () =>
                    done(node, node.evacuation.start(options)),
                ),
            );
        },
    },
    {
        method: "POST",
        path: "/api/v5/load_rebalance/:node/evacuation/stop",
        enterprise: true,
        answer: (call) => withNode(call, (node) => done(node, node.evacuation.stop())),
    },
    {
        method: "POST",
        path: "/api/v5/load_rebalance/:node/start",
        enterprise: true,
        answer: (call) => {
            const options = readOptions<RebalanceOptions>(call, REBALANCE);
            return withNode(call, (node) =>
                unlessNodesAreWrong(call, options.nodes, () => {
                    const nodes = call.cluster.running.filter(
                        ({ name }) => options.nodes?.includes(name) ?? true,
                    );
                    return done(node, node.rebalance.start(options, nodes));
                }),
            );
        },
    },
    {
        method: "POST",
        path: "/api/v5/load_rebalance/:node/stop",
        enterprise: true,
        answer: (call) => withNode(call, (node) => done(node, node.rebalance.stop())),
    },
];

const PACE: Schema = {
    wait_health_check: duration,
    conn_evict_rate: positive,
    sess_evict_rate: positive,
    wait_takeover: duration,
};
const EVACUATION: Schema = { ...PACE, redirect_to: anyText, migrate_to: someNames };
const REBALANCE: Schema = {
    ...PACE,
    abs_conn_threshold: positive,
    rel_conn_threshold: aboveOne,
    abs_sess_threshold: positive,
    rel_sess_threshold: aboveOne,
    nodes: someNames,
};

function readOptions<T>(call: Call, schema: Schema): Partial<T> {
    const fields = checkBody(call.json(), schema);
    const times = ["wait_health_check", "wait_takeover"].filter((name) => name in fields);
    return {
        ...fields,
        ...Object.fromEntries(times.map((name) => [name, seconds(fields[name])])),
    } as Partial<T>;
}

/** Nodes that EMQX never heard of, and those that do not run or send clients away themselves. */
function unlessNodesAreWrong(
    { cluster }: Call,
    names: readonly string[] | undefined,
    then: () => Answer,
): Answer {
    const unknown = (names ?? []).filter((name) => !cluster.nodes.some((node) => node.name === name));
    if (unknown.length > 0) {
        const listed = unknown.map((name) => `<<"${name}">>`).join(",");
        return refused(400, "BAD_REQUEST", `Invalid nodes: [${listed}]`);
    }
    const unavailable = (names ?? []).filter(
        (name) => !cluster.running.some((node) => node.name === name && !node.agent.isEnabled),
    );
    if (unavailable.length > 0) {
        // 400 with this code is EMQX's own.
        return refused(400, "NOT_FOUND", `Nodes unavailable: ${atoms(unavailable)}`);
    }
    return then();
}

function done(node: ServedNode, outcome: string): Answer {
    if (outcome === "ok") return ok();
    return refused(400, "BAD_REQUEST", `error on node ${atom(node.name)}: ${outcome}`);
}

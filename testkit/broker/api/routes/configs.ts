import { printed } from "../../../emqx";
import { refused } from "../answer";
import type { Route } from "../route";

/** Source: emqx_mgmt_api_configs.erl, configs/3, e5.8.11 and 6.3. */
export const CONFIG_ROUTES: readonly Route[] = [
    {
        method: "GET",
        path: "/api/v5/configs",
        answer: ({ node, headers }) => {
            const accepted = (headers.accept ?? "*/*").split(",").map((type) => type.trim().split(";")[0]);
            if (accepted.some((type) => type === "*/*" || type === "text/plain")) {
                return { status: 200, body: printed(node.configuration.written) };
            }
            const isJson = accepted.includes("application/json");
            const message = isJson ? "the double has no JSON of its configuration" : "no_suitable_accept";
            return refused(isJson ? 500 : 400, isJson ? "INTERNAL_ERROR" : "INVALID_ACCEPT", message);
        },
    },
    {
        method: "PUT",
        path: "/api/v5/configs",
        answer: async ({ node, cluster, query, text }) => {
            const mode = query.get("mode") ?? "merge";
            if (mode !== "merge" && mode !== "replace") {
                return refused(
                    400,
                    "BAD_REQUEST",
                    JSON.stringify({ path: "mode", reason: "unable_to_convert_to_enum_symbol" }),
                );
            }
            const problem = await cluster.push(text, node, query.get("ignore_readonly") === "true");
            return problem === undefined ? { status: 200 } : { status: 400, body: { errors: problem } };
        },
    },
];

import { definition } from "../../../crds/toDefinition";
import { newestTrue } from "../../blueGreen/conditions";
import { LAST_CONFIG } from "../../blueGreen/names";
import type { OperatorLine } from "../../line";
import { decodeEmqx } from "./emqxObject";
import { reconcile } from "./reconcile";
import { entry } from "./timelineEntry";

/**
 * Operator 2.2.29: every change of the pods is a second set beside the first one (blue-green). Held against recordings of
 * the real one by `tests/cluster/operatorStandIn.test.ts`.
 */
export const v2beta1: OperatorLine = {
    release: "2.2",
    apiVersion: "apps.emqx.io/v2beta1",
    rollout: "beside",
    leastWaits: { waitTakeoverSeconds: 0, initialDelaySeconds: 0 },
    definitions: () => ["emqxes", "rebalances"].map((plural) => definition("operator-2.2", plural)),
    start: (context) => {
        const removals = new Map<string, number>();
        return async (object) => {
            const { metadata, status } = await reconcile({ ...context, removals, emqx: decodeEmqx(object) });
            return {
                generation: metadata.generation,
                isSettled: newestTrue(status.conditions) === "Ready",
            };
        };
    },
    entry,
    isConfigured: ({ metadata, spec }) =>
        (metadata.annotations?.[LAST_CONFIG] ?? "") === (spec.config.data ?? ""),
};

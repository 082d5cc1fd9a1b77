import { definition } from "../../../crds/toDefinition";
import { newestTrue } from "../../blueGreen/conditions";
import type { OperatorLine } from "../../line";
import { LAST_CONFIG } from "./config";
import { decodeEmqx } from "./emqxObject";
import { reconcile } from "./reconcile";
import { entry } from "./timelineEntry";

/**
 * Operator 2.3: every change of the pods is a second set beside the first one, as on 2.2. Held against recordings of the controllers of
 * v2 by `tests/cluster/operatorStandIn23.test.ts`. EMQX's durable storage is not played.
 */
export const v2: OperatorLine = {
    release: "2.3",
    apiVersion: "apps.emqx.io/v2",
    rollout: "beside",
    // Zeros are left out when it writes an object, and become the defaults.
    leastWaits: { waitTakeoverSeconds: 1, initialDelaySeconds: 1, waitHealthCheckSeconds: 1 },
    definitions: () => ["emqxes", "rebalances"].map((plural) => definition("operator-2.3", plural)),
    start: (context) => async (object) => {
        const { emqx, looksAgain } = await reconcile({ ...context, emqx: decodeEmqx(object) });
        const isSettled = newestTrue(emqx.status.conditions) === "Ready";
        return { generation: emqx.metadata.generation, isSettled, looksAgain };
    },
    entry,
    isConfigured: ({ metadata, spec }) =>
        (metadata.annotations?.[LAST_CONFIG] ?? "") === (spec.config.data ?? ""),
};

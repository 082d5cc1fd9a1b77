import { definition } from "../../../crds/toDefinition";
import type { OperatorLine } from "../../line";
import type { Emqx } from "./emqxObject";
import { decodeStatus } from "./emqxStatus";
import { reconcile } from "./reconcile";
import { entry } from "./timelineEntry";

/** Retries of controller-runtime: 5 ms, doubled each time. Source: client-go, util/workqueue/default_rate_limiters.go. */
const FIRST_RETRY_SECONDS = 0.005;
const LAST_RETRY_SECONDS = 1000;

/**
 * Operator 3.0, as of September 2026: cores of one StatefulSet are replaced in place and keep their data, replicants move from set to
 * set within a budget. Held against recordings by `tests/cluster/operator3StandIn.test.ts`.
 */
export const v3beta1: OperatorLine = {
    release: "3.0",
    apiVersion: "apps.emqx.io/v3beta1",
    rollout: "inPlace",
    leastWaits: { waitTakeoverSeconds: 0, waitHealthCheckSeconds: 0 },
    definitions: () => [definition("operator-3.0", "emqxes")],
    start: (context) => (object) => {
        const emqx = { ...object } as Emqx;
        return reconcile({ ...context, emqx: { ...emqx, status: decodeStatus(emqx.status) } });
    },
    retrySeconds: (failures) => Math.min(LAST_RETRY_SECONDS, FIRST_RETRY_SECONDS * 2 ** (failures - 1)),
    entry,
    isConfigured: ({ metadata, status }) =>
        (status?.conditions ?? []).some(
            ({ type, status: is, observedGeneration }: Record<string, unknown>) =>
                type === "ConfigApplied" && is === "True" && observedGeneration === metadata.generation,
        ),
};

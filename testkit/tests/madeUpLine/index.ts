import type { OperatorLine } from "../../operator/line";
import { API_VERSION, DEFINITION } from "./definition";
import { type MadeUp, reconcile } from "./reconcile";

/**
 * A line that there is not: another API, in place where 2.2 is blue-green, and done when its status says so of this
 * generation, without conditions. Shows that a line is a folder and a row.
 */
export const madeUpLine: OperatorLine = {
    release: "9.1",
    apiVersion: API_VERSION,
    rollout: "inPlace",
    leastWaits: { waitTakeoverSeconds: 0, initialDelaySeconds: 0 },
    definitions: () => [DEFINITION],
    start: (context) => (object) => reconcile(context, object as MadeUp),
    entry: ({ metadata, status = {} }) => ({
        conditions: status.calm && status.generation === metadata.generation ? ["Settled"] : [],
        generation: metadata.generation,
        core: null,
        replicant: null,
        coreNodes: (status.nodes ?? []).filter(({ kind }: { kind: string }) => kind === "core").length,
        replicantNodes: (status.nodes ?? []).filter(({ kind }: { kind: string }) => kind === "replicant")
            .length,
        evacuating: [],
    }),
    isConfigured: ({ spec, status }) => (status?.settings ?? "") === (spec.settings?.text ?? ""),
};

import { million, type PullRequest, stackChanges, withEmqx } from "./pullRequest";

/** A variable that comes between two others, by the order of names: one addition, and no other variable differs. */
export const pullRequest: PullRequest = {
    level: "rolling",
    says: [
        "emqx.environment EMQX_LOG__CONSOLE__LEVEL added",
        "spec.coreTemplate.spec.env[EMQX_LOG__CONSOLE__LEVEL]",
        "Every pod is replaced, blue-green: cores first, then replicants.",
    ],
    changes: () =>
        stackChanges(
            withEmqx(million, {
                environment: { EMQX_FORCE_SHUTDOWN__MAX_HEAP_SIZE: "128MB", EMQX_RPC__MODE: "async" },
            }),
            withEmqx(million, {
                environment: {
                    EMQX_RPC__MODE: "async",
                    EMQX_LOG__CONSOLE__LEVEL: "info",
                    EMQX_FORCE_SHUTDOWN__MAX_HEAP_SIZE: "128MB",
                },
            }),
        ),
};

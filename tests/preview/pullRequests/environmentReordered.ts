import { changesBetween } from "../../support/changes";
import { emqxByHand } from "./byHand";
import type { PullRequest } from "./pullRequest";

const env = (...names: string[]) =>
    emqxByHand({
        coreTemplate: { spec: { replicas: 3, env: names.map((name) => ({ name, value: "1" })) } },
    });

/** An EMQX object whose list is in another order: no variable differs, and the operator takes it for another template. */
export const pullRequest: PullRequest = {
    level: "rolling",
    says: [
        "order of env of EMQX's pods",
        "Every core is replaced, blue-green; replicants stay and keep their clients.",
        "spec.coreTemplate.spec.env (order)",
        "[EMQX_C, EMQX_A, EMQX_B]",
    ],
    changes: () => changesBetween(env("EMQX_A", "EMQX_B", "EMQX_C"), env("EMQX_C", "EMQX_A", "EMQX_B")),
};

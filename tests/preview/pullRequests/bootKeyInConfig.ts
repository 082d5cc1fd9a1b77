import { changesBetween } from "../../support/changes";
import { emqxByHand } from "./byHand";
import type { PullRequest } from "./pullRequest";

export const pullRequest: PullRequest = {
    level: "none",
    says: [
        "node.max_ports is read at boot only: the running nodes do not take it, and say nothing.",
        "Write what is read at boot as environment (EMQX_NODE__...): that restarts the nodes.",
    ],
    changes: () =>
        changesBetween(
            emqxByHand({ config: { data: "node.max_ports = 1048576" } }),
            emqxByHand({ config: { data: "node.max_ports = 2097152" } }),
        ),
};

import { changesBetween } from "../../support/changes";
import { poolByHand } from "./byHand";
import type { PullRequest } from "./pullRequest";

export const pullRequest: PullRequest = {
    level: "none",
    says: [
        "Nothing that runs changes: the pool's template is for nodes that join later.",
        "Running nodes get it only when they are replaced",
    ],
    changes: () =>
        changesBetween(
            poolByHand({ instanceTypes: ["ecs.c7.4xlarge"] }),
            poolByHand({ instanceTypes: ["ecs.c7.8xlarge"] }),
        ),
};

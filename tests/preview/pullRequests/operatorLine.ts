import { changesBetween } from "../../support/changes";
import { operatorByHand } from "./byHand";
import type { PullRequest } from "./pullRequest";

export const pullRequest: PullRequest = {
    level: "data",
    says: [
        "EMQX operator 2.2.29 to 2.3.2, another line",
        "Operator 2.3 serves another API than 2.2: without the steps in between the EMQX objects cannot be read",
    ],
    changes: () => changesBetween(operatorByHand("2.2.29"), operatorByHand("2.3.2")),
};

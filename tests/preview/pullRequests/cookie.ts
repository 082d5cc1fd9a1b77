import { changesBetween } from "../../support/changes";
import { cookieByHand } from "./byHand";
import type { PullRequest } from "./pullRequest";

export const pullRequest: PullRequest = {
    level: "data",
    says: [
        "Erlang cookie cookie generated anew",
        "Running nodes keep the old cookie; nodes that start from then on cannot join them.",
    ],
    changes: () => changesBetween(cookieByHand(32), cookieByHand(64)),
};

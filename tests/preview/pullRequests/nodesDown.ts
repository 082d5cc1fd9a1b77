import { changesBetween } from "../../support/changes";
import { poolByHand } from "./byHand";
import type { PullRequest } from "./pullRequest";

export const pullRequest: PullRequest = {
    level: "reconnect",
    says: [
        "2 nodes of 5 go, chosen by ACK and not surely drained: pods on them are killed, and their clients reconnect.",
    ],
    changes: () => changesBetween(poolByHand({ desiredSize: "5" }), poolByHand({ desiredSize: "3" })),
};

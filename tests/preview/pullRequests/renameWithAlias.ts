import { changesBetween } from "../../support/changes";
import { clusterAlone } from "./byHand";
import type { PullRequest } from "./pullRequest";

export const pullRequest: PullRequest = {
    level: "none",
    says: ["no changes"],
    changes: () => changesBetween(clusterAlone("mqtt"), clusterAlone("broker", [{ name: "mqtt" }])),
};

import { changesBetween } from "../../support/changes";
import { clusterAlone } from "./byHand";
import type { PullRequest } from "./pullRequest";

export const pullRequest: PullRequest = {
    level: "data",
    says: [
        'For Pulumi "broker" is another EmqxCluster, not this one under a new name',
        'Write aliases: [{ name: "mqtt" }] in the options of EmqxCluster "broker"',
    ],
    changes: () => changesBetween(clusterAlone("mqtt"), clusterAlone("broker")),
};

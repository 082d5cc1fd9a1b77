import { changesBetween } from "../../support/changes";
import { clusterAlone } from "./byHand";
import type { PullRequest } from "./pullRequest";

export const pullRequest: PullRequest = {
    level: "data",
    says: [
        'For Pulumi "broker-emqx" is another resource, not this one under a new name',
        'Give "broker-emqx" an alias of its old name',
    ],
    changes: () => changesBetween(clusterAlone("mqtt"), clusterAlone("broker")),
};

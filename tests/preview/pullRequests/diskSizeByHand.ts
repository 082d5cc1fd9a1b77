import { changesBetween } from "../../support/changes";
import { emqxByHand } from "./byHand";
import type { PullRequest } from "./pullRequest";

const disk = (storage: string) => ({
    coreTemplate: {
        spec: {
            replicas: 3,
            volumeClaimTemplates: { accessModes: ["ReadWriteOnce"], resources: { requests: { storage } } },
        },
    },
});

export const pullRequest: PullRequest = {
    level: "rolling",
    says: [
        "Nothing restarts, and the operator ends in a loop of errors: it cannot change the claims of a set",
    ],
    changes: () => changesBetween(emqxByHand(disk("20Gi")), emqxByHand(disk("40Gi"))),
};

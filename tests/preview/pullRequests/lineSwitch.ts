import { lts, ltsOnItsWay, type PullRequest, stackChanges } from "./pullRequest";

export const pullRequest: PullRequest = {
    level: "rolling",
    says: [
        "EMQX operator 2.2.29 to 2.3.3, another line",
        "Operator 2.3 takes over the EMQX objects of 2.2: the conversion of its CRDs is switched off, and the webhooks and roles of the old operator go, before the new one starts.",
        "EMQX cluster emqx from operator line 2.2 to 2.3",
        "Its pod templates differ, so that it makes every pod anew, the cores with new disks; webhooks and roles of the operator before go.",
        "Cannot be undone by reverting",
    ],
    changes: () => stackChanges(lts, { ...ltsOnItsWay, certManager: {} }),
};

import { changesBetween } from "../../support/changes";
import { emqxByHand } from "./byHand";
import type { PullRequest } from "./pullRequest";

const enterprise = (tag: string) => emqxByHand({ image: `emqx/emqx-enterprise:${tag}` });

/** Nobody says how many clients there are: the time to move them is not known, and the rest of it is no bound. */
export const pullRequest: PullRequest = {
    level: "rolling",
    says: [
        "Moved off the 3 old replicants at 1,000 a second; how many there are is not known here.",
        "no time is known for: moving the clients",
    ],
    changes: () => changesBetween(enterprise("5.8.10"), enterprise("5.8.11")),
};

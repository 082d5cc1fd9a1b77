import { changesBetween } from "../../support/changes";
import { stackInComponent } from "./byHand";
import type { PullRequest } from "./pullRequest";

/** The user's own component around the stack has another name, and all in it is named after it. */
export const pullRequest: PullRequest = {
    level: "data",
    says: [
        "Platform fleet is called depot now, without an alias",
        'Write aliases: [{ name: "fleet" }] in the options of Platform "depot"',
        "its node pools are called after it",
    ],
    changes: () => changesBetween(stackInComponent("fleet"), stackInComponent("depot")),
};

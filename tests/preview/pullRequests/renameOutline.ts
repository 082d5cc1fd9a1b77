import { changesBetween } from "../../support/changes";
import { outlineCalled } from "./byHand";
import type { PullRequest } from "./pullRequest";

/** EmqxOnAck has another name in the program, and no alias. */
export const pullRequest: PullRequest = {
    level: "data",
    says: [
        "EmqxOnAck mqtt is called broker now, without an alias",
        'Write aliases: [{ name: "mqtt" }] in the options of EmqxOnAck "broker"',
        "its node pools are called after it",
        "every client is cut",
    ],
    changes: () => changesBetween(outlineCalled("mqtt"), outlineCalled("broker")),
};

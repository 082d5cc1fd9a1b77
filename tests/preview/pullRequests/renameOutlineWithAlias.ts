import { changesBetween } from "../../support/changes";
import { outlineCalled } from "./byHand";
import type { PullRequest } from "./pullRequest";

/** The same with the alias: nothing is deleted, and the pools, which are called after it, are replaced. */
export const pullRequest: PullRequest = {
    level: "rolling",
    says: [
        "replaced because of another name of its component (mqtt-core to broker-core)",
        "Keep the component's name: its node pools are called after it, and an alias does not change that.",
        "nobody is cut",
    ],
    changes: () => changesBetween(outlineCalled("mqtt"), outlineCalled("broker", [{ name: "mqtt" }])),
};

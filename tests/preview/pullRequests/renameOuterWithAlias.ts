import { changesBetween } from "../../support/changes";
import { stackInComponent } from "./byHand";
import type { PullRequest } from "./pullRequest";

/** With the alias nothing is deleted; what is called after the component is replaced, and it is no other kernel profile. */
export const pullRequest: PullRequest = {
    level: "rolling",
    says: [
        "another name of its component (fleet-mqtt-core to depot-mqtt-core)",
        "The component fleet is called depot now, and its node pools with it",
    ],
    changes: () => changesBetween(stackInComponent("fleet"), stackInComponent("depot", [{ name: "fleet" }])),
};

import { EmqxEdition } from "../../../provider";
import { type PullRequest, small, stackChanges, withEmqx } from "./pullRequest";

const lts = { edition: EmqxEdition.Enterprise, version: "5.8.11", licenseKey: "license-of-the-tests" };

export const pullRequest: PullRequest = {
    level: "reconnect",
    says: [
        "emqx.edition OpenSource to Enterprise and emqx.version 5.7.2 to 5.8.11",
        "open-source EMQX cannot move clients",
        "open-source EMQX does not take over the data of Enterprise. While the old nodes run the operator goes back to them.",
        "emqx.licenseKey added",
    ],
    changes: () => stackChanges(withEmqx(small, { version: "5.7.2" }), withEmqx(small, lts)),
};

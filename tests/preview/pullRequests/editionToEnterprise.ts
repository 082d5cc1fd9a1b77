import { EmqxEdition } from "../../../provider";
import { type PullRequest, small, stackChanges, withEmqx } from "./pullRequest";

const enterprise = { edition: EmqxEdition.Enterprise, version: "5.7.2", licenseKey: "license-of-the-tests" };

export const pullRequest: PullRequest = {
    level: "reconnect",
    says: [
        "open-source EMQX cannot move clients",
        "open-source EMQX does not take over the data of Enterprise. While the old nodes run the operator goes back to them.",
        "emqx.licenseKey added",
    ],
    changes: () => stackChanges(withEmqx(small, { version: "5.7.2" }), withEmqx(small, enterprise)),
};

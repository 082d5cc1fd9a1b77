import { EmqxEdition } from "../../../provider";
import { million, type PullRequest, stackChanges, withEmqx } from "./pullRequest";

const before = withEmqx(million, { version: "5.7.2" });

export const pullRequest: PullRequest = {
    level: "data",
    says: [
        'emqx.edition is "OpenSource", but the cluster runs EMQX Enterprise',
        "Make a second cluster with another instanceName and move the clients.",
    ],
    changes: () =>
        stackChanges(before, withEmqx(before, { edition: EmqxEdition.OpenSource, licenseKey: undefined })),
};

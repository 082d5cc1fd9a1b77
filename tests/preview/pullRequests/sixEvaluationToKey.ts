import { EmqxLicense } from "../../../provider";
import { type PullRequest, six, stackChanges, withEmqx } from "./pullRequest";

const few = { ...six, connections: 20 };

export const pullRequest: PullRequest = {
    level: "rolling",
    says: [
        "emqx.licenseKey in the place of emqx.license",
        "Until a node is made anew it takes clients up to 25 in the whole cluster; then the limits of the key count.",
    ],
    changes: () =>
        stackChanges(withEmqx(few, { licenseKey: undefined, license: EmqxLicense.Evaluation }), few),
};

import { million, type PullRequest, stackChanges, withEmqx } from "./pullRequest";

/** Another EMQX and other nodes in one pull request: one rollout, in which each old node is emptied once. */
export const pullRequest: PullRequest = {
    level: "rolling",
    says: [
        "emqx.version 5.8.10 to 5.8.11",
        "replaced because of another image (AliyunLinux3 to AliyunLinux4)",
        "Every client is moved off the 5 old replicants at 4,500 a second; nobody is cut.",
        "5 x 2 min 40 s to empty the old replicants",
        "33 min 10 s (nodes 5 min, EMQX 28 min 10 s)",
    ],
    changes: () =>
        stackChanges(
            million,
            withEmqx(
                { ...million, replicantPool: { ...million.replicantPool, imageType: "AliyunLinux4" } },
                { version: "5.8.11" },
            ),
        ),
};

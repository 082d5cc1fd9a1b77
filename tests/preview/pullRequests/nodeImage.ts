import { million, type PullRequest, stackChanges } from "./pullRequest";

export const pullRequest: PullRequest = {
    level: "rolling",
    says: [
        "replaced because of another image (AliyunLinux3 to AliyunLinux4)",
        "A new pool is made first, EMQX is rolled onto it, and only then the old one goes.",
        "move of replicants to new nodes",
        "Every replicant is replaced, blue-green; cores stay. The new pods go to the nodes of the new pool only.",
    ],
    changes: () =>
        stackChanges(million, {
            ...million,
            replicantPool: { ...million.replicantPool, imageType: "AliyunLinux4" },
        }),
};

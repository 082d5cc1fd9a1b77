import { million, type PullRequest, stackChanges } from "./pullRequest";

export const pullRequest: PullRequest = {
    level: "rolling",
    says: [
        "replaced because of another image (AliyunLinux3 to AliyunLinux4)",
        "A new pool is made first, EMQX is rolled onto it, and only then the old one goes.",
        "Every replicant is made anew, blue-green; cores stay.",
    ],
    changes: () =>
        stackChanges(million, {
            ...million,
            replicantPool: { ...million.replicantPool, imageType: "AliyunLinux4" },
        }),
};

import { million, type PullRequest, stackChanges } from "./pullRequest";

/** No replicants any more: their pool is emptied before it goes. */
export const pullRequest: PullRequest = {
    level: "reconnect",
    says: [
        "emqx.replicants.replicas 5 to 0",
        "in between clients that come back find nobody",
        "What is on its nodes moves elsewhere first, one pod of each at a time",
    ],
    changes: () => {
        const { replicantPool: _gone, ...rest } = million;
        return stackChanges(million, {
            ...rest,
            connections: 200_000,
            emqx: { ...rest.emqx, replicants: { replicas: 0 } },
        });
    },
};

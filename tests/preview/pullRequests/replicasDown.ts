import { million, type PullRequest, stackChanges, withEmqx } from "./pullRequest";

const six = withEmqx(million, { replicants: { ...million.emqx?.replicants, replicas: 6 } });

export const pullRequest: PullRequest = {
    level: "reconnect",
    says: [
        "1 replicant of 6 is deleted without evacuation: clients on it (about 166,667) reconnect at once, and sessions in its memory are lost.",
        "1 node of 6 goes, chosen by ACK and not surely drained",
        "Fewer replicas and fewer nodes in one update",
    ],
    changes: () => stackChanges(six, million),
};

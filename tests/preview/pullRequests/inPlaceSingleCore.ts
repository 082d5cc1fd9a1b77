import { inPlace, type PullRequest, stackChanges, withEmqx } from "./pullRequest";

const alone = withEmqx(
    { ...inPlace, connections: 1000 },
    { licenseKey: undefined, cores: { replicas: 1 }, replicants: { replicas: 0 } },
);

export const pullRequest: PullRequest = {
    level: "reconnect",
    says: [
        "with a single core there is no other node",
        "No core serves until it is up again.",
        "Every client is cut, and nobody is served until the only core is up again.",
    ],
    changes: () => stackChanges(alone, withEmqx(alone, { podAnnotations: { team: "messaging" } })),
};

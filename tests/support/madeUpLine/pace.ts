import { type Pace, takersIn } from "../../../provider/emqx/lines/line/pace";

/** Nodes leave one by one, each emptied before it is made anew in its place. */
export const pace: Pace = {
    defaults: {
        connectionsPerSecond: 500,
        sessionsPerSecond: 500,
        waitTakeoverSeconds: 5,
        initialDelaySeconds: 0,
        waitHealthCheckSeconds: 0,
        maxSurge: 0,
        maxUnavailable: 1,
        minReadySeconds: 0,
    },
    leaves: "oneByOne",
    // One core first, one last, and the replicants in between.
    turns: ({ cores, replicants }, rolled) =>
        [
            { role: "core" as const, count: rolled.core ? Math.max(cores - 1, 0) : 0 },
            { role: "replicant" as const, count: rolled.replicant ? replicants : 0 },
            { role: "core" as const, count: rolled.core ? 1 : 0 },
        ].filter(({ count }) => count > 0),
    scaleDown: { core: "emptied", replicant: "emptied" },
    peakPods: (_, replicas) => replicas,
    newPods: (_, wanted, running) => Math.max(0, wanted - running),
    peakSource: "made up",
    parts: (work, rolled) => {
        const takers = takersIn(work);
        const each = work.connections / takers.count / work.connectionsPerSecond;
        return (["core", "replicant"] as const)
            .filter((role) => rolled[role] && (role === "core" || work.replicants > 0))
            .flatMap((role) => {
                const times = role === "core" ? work.cores : work.replicants;
                return [
                    ...(role === takers.role
                        ? [{ what: "evacuation" as const, role, times, secondsEach: each }]
                        : []),
                    { what: "boot" as const, role, times, secondsEach: 60 },
                ];
            });
    },
    evacuation: (work) => {
        const seconds = Math.ceil(work.connections / work.connectionsPerSecond);
        const drain = Math.ceil(seconds / takersIn(work).count);
        return { connections: seconds, everything: seconds, waits: 0, drain };
    },
    // Each node is empty before it leaves the load balancer.
    leftAfterDrain: () => 0,
    fittingPace: () => undefined,
};

import type { RolloutWork } from "../../../provider/emqx/lines/line/pace";

/** A million connections on three cores and five replicants, at the operator's own paces. */
export const million: RolloutWork = {
    connections: 1_000_000,
    cores: 3,
    replicants: 5,
    connectionsPerSecond: 1000,
    sessionsPerSecond: 1000,
    waitTakeoverSeconds: 10,
    initialDelaySeconds: 10,
    waitHealthCheckSeconds: 60,
    maxSurge: 0,
    maxUnavailable: 0,
    minReadySeconds: 0,
    evacuates: true,
};

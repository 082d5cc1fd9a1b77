import type { EmqxClusterArgs } from "../args/emqxClusterArgs";
import type { Pace, RolloutWork } from "../lines/line/pace";
import { resolveVersion } from "../lines/versions";
import { connectionsOf, replicasOf } from "./defaults";

/** The work of a rollout; a pace that is not known yet counts as the operator's own. */
export function workOf(args: EmqxClusterArgs, { defaults }: Pace): RolloutWork {
    const { core, replicant } = replicasOf(args);
    const pace = (name: keyof Pace["defaults"]) => {
        const value = args.evacuation?.[name];
        return typeof value === "number" ? value : defaults[name];
    };
    return {
        connections: connectionsOf(args),
        cores: core,
        replicants: replicant,
        connectionsPerSecond: pace("connectionsPerSecond"),
        sessionsPerSecond: pace("sessionsPerSecond"),
        waitTakeoverSeconds: pace("waitTakeoverSeconds"),
        initialDelaySeconds: pace("initialDelaySeconds"),
        evacuates: resolveVersion(args.edition, args.version).evacuates,
    };
}

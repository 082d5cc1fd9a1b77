import type { EmqxClusterArgs } from "../emqxClusterArgs";
import type { RolloutWork } from "../lines/v2beta1/pace";
import { EmqxEdition } from "../lines/versions";
import { EVACUATION_DEFAULTS, replicasOf } from "./defaults";

/** The work of a rollout; a pace that is not known yet counts as the default. */
export function workOf(args: EmqxClusterArgs): RolloutWork {
    const { core, replicant } = replicasOf(args);
    const pace = (name: keyof typeof EVACUATION_DEFAULTS) => {
        const given = args.evacuation?.[name];
        return typeof given === "number" ? given : EVACUATION_DEFAULTS[name];
    };
    return {
        connections: args.connections ?? 100_000,
        cores: core,
        replicants: replicant,
        connectionsPerSecond: pace("connectionsPerSecond"),
        sessionsPerSecond: pace("sessionsPerSecond"),
        waitTakeoverSeconds: pace("waitTakeoverSeconds"),
        initialDelaySeconds: pace("initialDelaySeconds"),
        evacuates: args.edition === EmqxEdition.Enterprise,
    };
}

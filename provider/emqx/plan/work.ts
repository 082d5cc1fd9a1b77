import { type EmqxClusterArgs, EvacuationType, type RollingUpdateArgs } from "../args/emqxClusterArgs";
import type { ObjectEvacuation } from "../lines/line/object";
import { movingOf, type Pace, type RolloutWork } from "../lines/line/pace";
import { resolveVersion } from "../lines/versions";
import { connectionsOf, replicasOf } from "./defaults";

/** The work of a rollout; a pace that is not known yet counts as the operator's own. */
export function workOf(args: EmqxClusterArgs, pace: Pace): RolloutWork {
    const { core, replicant } = replicasOf(args);
    const defaults = evacuationDefaults(pace);
    const seconds = (name: keyof typeof defaults) => {
        const value = args.evacuation?.[name];
        return typeof value === "number" ? value : (defaults[name] as number);
    };
    return {
        connections: connectionsOf(args),
        cores: core,
        replicants: replicant,
        connectionsPerSecond: seconds("connectionsPerSecond"),
        sessionsPerSecond: seconds("sessionsPerSecond"),
        waitTakeoverSeconds: seconds("waitTakeoverSeconds"),
        initialDelaySeconds: seconds("initialDelaySeconds"),
        waitHealthCheckSeconds: seconds("waitHealthCheckSeconds"),
        ...rollingUpdateOf(args.rollingUpdate, pace),
        ...movingOf(
            pace,
            { cores: core, replicants: replicant },
            {
                able: resolveVersion(args.edition, args.version).evacuates,
                off: args.evacuation?.type === EvacuationType.Disabled,
            },
        ),
    };
}

/** How nodes are emptied where the inputs do not say. */
export function evacuationDefaults({ defaults }: Pace): Omit<ObjectEvacuation, "type"> {
    const {
        connectionsPerSecond,
        sessionsPerSecond,
        waitTakeoverSeconds,
        initialDelaySeconds,
        waitHealthCheckSeconds,
    } = defaults;
    return {
        connectionsPerSecond,
        sessionsPerSecond,
        waitTakeoverSeconds,
        initialDelaySeconds,
        waitHealthCheckSeconds,
    };
}

/** One of the two numbers is enough: the other one follows, since with neither nothing could be replaced. */
export function rollingUpdateOf(
    given: RollingUpdateArgs | undefined,
    { defaults }: Pace,
): Required<RollingUpdateArgs> {
    const { maxSurge, maxUnavailable } = given ?? {};
    return {
        maxSurge: maxSurge ?? (maxUnavailable ? 0 : defaults.maxSurge),
        maxUnavailable: maxUnavailable ?? (maxSurge === 0 ? 1 : defaults.maxUnavailable),
        minReadySeconds: given?.minReadySeconds ?? defaults.minReadySeconds,
    };
}

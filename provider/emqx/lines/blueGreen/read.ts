import { REVISION_ANNOTATION } from "../../../naming/labels";
import type { Role } from "../line/observation";
import { at, flagAt, numberAt, objectAt, textAt, variablesAt } from "../line/plainObject";
import {
    isEnterpriseImage,
    listenersAt,
    mountedSecretsAt,
    podStateAt,
    versionOfImage,
} from "../line/readShared";
import type { EmqxState, PaceState } from "../line/state";

/** Replicas that the operator fills in where a template names none. Source: emqxes CRDs of operators 2.2.29 and 2.3. */
const OPERATOR_REPLICAS = 2;

/** The inverse of `write`, for any object of such a line, whoever wrote it. */
export function read(object: unknown, defaults: PaceState): EmqxState {
    const spec = at(object, "spec");
    const image = textAt(spec, "image");
    const strategy = at(spec, "updateStrategy");
    const evacuation = at(strategy, "evacuationStrategy");
    const roles = <T>(of: (role: Role, template: unknown) => T): Record<Role, T> => ({
        core: of("core", at(spec, "coreTemplate")),
        replicant: of("replicant", at(spec, "replicantTemplate")),
    });
    const configData = textAt(spec, "config", "data");
    const environment = roles((_, template) => variablesAt(template, "spec", "env"));
    return {
        image,
        version: image === undefined ? undefined : versionOfImage(image),
        enterprise: image === undefined ? undefined : isEnterpriseImage(image),
        replicas: roles((role, template) =>
            role === "replicant" && objectAt(template) === undefined
                ? 0
                : (numberAt(template, "spec", "replicas") ?? OPERATOR_REPLICAS),
        ),
        revisions: roles((_, template) => textAt(template, "metadata", "annotations", REVISION_ANNOTATION)),
        pace: {
            connectionsPerSecond:
                positive(numberAt(evacuation, "connEvictRate")) ?? defaults.connectionsPerSecond,
            sessionsPerSecond: positive(numberAt(evacuation, "sessEvictRate")) ?? defaults.sessionsPerSecond,
            waitTakeoverSeconds: numberAt(evacuation, "waitTakeover") ?? defaults.waitTakeoverSeconds,
            initialDelaySeconds: numberAt(strategy, "initialDelaySeconds") ?? defaults.initialDelaySeconds,
            waitHealthCheckSeconds:
                numberAt(evacuation, "waitHealthCheck") ?? defaults.waitHealthCheckSeconds,
            maxSurge: defaults.maxSurge,
            maxUnavailable: defaults.maxUnavailable,
            minReadySeconds: defaults.minReadySeconds,
        },
        evacuationOff: false,
        configData,
        configMode: textAt(spec, "config", "mode") === "Replace" ? "Replace" : "Merge",
        environment,
        listeners: listenersAt(configData, environment),
        pods: roles((_, template) => podStateAt(at(template, "spec"))),
        mounts: roles((_, template) => mountedSecretsAt(at(template, "spec"))),
        disks: objectAt(spec, "coreTemplate", "spec", "volumeClaimTemplates") !== undefined,
        diskSize: textAt(
            spec,
            "coreTemplate",
            "spec",
            "volumeClaimTemplates",
            "resources",
            "requests",
            "storage",
        ),
        replicantTemplate: objectAt(spec, "replicantTemplate") !== undefined,
        listenersService: flagAt(spec, "listenersServiceTemplate", "enabled"),
    };
}

/** What the operator takes for "not given". */
function positive(value: number | undefined): number | undefined {
    return value !== undefined && value > 0 ? value : undefined;
}

import { REVISION_ANNOTATION } from "../../../naming/labels";
import type { Role } from "../line/observation";
import { at, flagAt, numberAt, objectAt, textAt, variablesAt } from "../line/plainObject";
import { listenersAt, mountedSecretsAt, podStateAt, versionOfImage } from "../line/readShared";
import type { EmqxState } from "../line/state";
import { pace } from "./pace";

/** Replicas that the operator fills in where a template names none. Source: emqxes CRD of operator 2.2.29. */
const OPERATOR_REPLICAS = 2;

/** The inverse of `write`, for any object of this line, whoever wrote it. */
export function read(object: unknown): EmqxState {
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
        enterprise: image === undefined ? undefined : isEnterprise(image),
        replicas: roles((role, template) =>
            role === "replicant" && objectAt(template) === undefined
                ? 0
                : (numberAt(template, "spec", "replicas") ?? OPERATOR_REPLICAS),
        ),
        revisions: roles((_, template) => textAt(template, "metadata", "annotations", REVISION_ANNOTATION)),
        pace: {
            connectionsPerSecond:
                positive(numberAt(evacuation, "connEvictRate")) ?? pace.defaults.connectionsPerSecond,
            sessionsPerSecond:
                positive(numberAt(evacuation, "sessEvictRate")) ?? pace.defaults.sessionsPerSecond,
            waitTakeoverSeconds: numberAt(evacuation, "waitTakeover") ?? pace.defaults.waitTakeoverSeconds,
            initialDelaySeconds:
                numberAt(strategy, "initialDelaySeconds") ?? pace.defaults.initialDelaySeconds,
            waitHealthCheckSeconds: pace.defaults.waitHealthCheckSeconds,
            maxSurge: pace.defaults.maxSurge,
            maxUnavailable: pace.defaults.maxUnavailable,
            minReadySeconds: pace.defaults.minReadySeconds,
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

/** By the name of the repository; a copy under another name tells nothing. */
function isEnterprise(image: string): boolean | undefined {
    const repository = image.replace(/@.*$/, "").replace(/:[^:/]+$/, "");
    const name = repository.split("/").at(-1);
    if (name === "emqx-enterprise" || name === "emqx-ee") return true;
    return name === "emqx" ? false : undefined;
}

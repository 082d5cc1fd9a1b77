import { REVISION_ANNOTATION } from "../../../naming/labels";
import { textOfRoots } from "../../config/roots/text";
import type { Role } from "../line/observation";
import { at, flagAt, numberAt, objectAt, quantityAt, textAt, variablesAt } from "../line/plainObject";
import { listenersAt, mountedSecretsAt, podStateAt, versionOfImage } from "../line/readShared";
import type { EmqxState } from "../line/state";
import { DISK_SIZE_ANNOTATION } from "./disks";
import { pace } from "./pace";

/** What the API server fills in where an object names none. Source: emqxes CRD of operator 3.0. */
const OPERATOR_REPLICAS: Readonly<Record<Role, number>> = { core: 1, replicant: 0 };
/** What the operator takes where an object names neither. Source: EMQX Operator, Perform a Rolling Update. */
const OPERATOR_STEPS = { maxSurge: 0, maxUnavailable: 1 };

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
    const roots = objectAt(spec, "config", "roots");
    const configData = roots === undefined ? undefined : textOfRoots(roots);
    const environment = roles((_, template) => variablesAt(template, "spec", "env"));
    const replicas = roles(
        (role, template) => numberAt(template, "spec", "replicas") ?? OPERATOR_REPLICAS[role],
    );
    const claim = objectAt(spec, "coreTemplate", "spec", "persistentVolumeClaimSpec");
    const { defaults } = pace;
    return {
        image,
        version: image === undefined ? undefined : versionOfImage(image),
        // There is one EMQX on this line, and it moves its clients.
        enterprise: image === undefined ? undefined : true,
        replicas,
        revisions: roles((_, template) => textAt(template, "metadata", "annotations", REVISION_ANNOTATION)),
        pace: {
            connectionsPerSecond:
                numberAt(evacuation, "connectionEvictionRate") ?? defaults.connectionsPerSecond,
            sessionsPerSecond: numberAt(evacuation, "sessionEvictionRate") ?? defaults.sessionsPerSecond,
            waitTakeoverSeconds: numberAt(evacuation, "waitTakeover") ?? defaults.waitTakeoverSeconds,
            waitHealthCheckSeconds:
                numberAt(evacuation, "waitHealthCheck") ?? defaults.waitHealthCheckSeconds,
            initialDelaySeconds: defaults.initialDelaySeconds,
            ...steps(at(strategy, "replicants"), replicas.replicant),
            minReadySeconds: Math.max(
                ...Object.values(roles((_, template) => numberAt(template, "spec", "minReadySeconds") ?? 0)),
            ),
        },
        evacuationOff: textAt(evacuation, "type") === "Disabled",
        configData,
        // Of the roots that it names: each takes the place of what was there.
        configMode: "Replace",
        environment,
        listeners: listenersAt(configData, environment),
        pods: roles((_, template) => podStateAt(at(template, "spec"))),
        mounts: roles((_, template) => mountedSecretsAt(at(template, "spec"))),
        disks: true,
        // What they are to grow to stands beside the claim, which keeps what it said first.
        diskSize:
            textAt(object, "metadata", "annotations", DISK_SIZE_ANNOTATION) ??
            quantityAt(claim, "resources", "requests", "storage"),
        replicantTemplate: true,
        listenersService: flagAt(spec, "listenersServiceTemplate", "enabled") ?? true,
    };
}

/** How replicants are replaced; a share of them counts as the operator rounds it, up. */
function steps(given: unknown, replicants: number): { maxSurge: number; maxUnavailable: number } {
    const count = (name: "maxSurge" | "maxUnavailable") =>
        numberAt(given, name) ?? shareOf(textAt(given, name), replicants);
    const maxSurge = count("maxSurge") ?? OPERATOR_STEPS.maxSurge;
    return { maxSurge, maxUnavailable: count("maxUnavailable") ?? OPERATOR_STEPS.maxUnavailable };
}

function shareOf(text: string | undefined, replicants: number): number | undefined {
    const percent = /^(\d+)%$/.exec(text ?? "")?.[1];
    return percent === undefined ? undefined : Math.ceil((Number(percent) * replicants) / 100);
}

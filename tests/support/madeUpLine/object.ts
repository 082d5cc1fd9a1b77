import { writeHocon } from "../../../provider/emqx/config/hocon/write";
import type { EmqxObject, WrittenObject } from "../../../provider/emqx/lines/line/object";
import type { Role } from "../../../provider/emqx/lines/line/observation";
import {
    at,
    listAt,
    numberAt,
    objectAt,
    textAt,
    variablesAt,
} from "../../../provider/emqx/lines/line/plainObject";
import { diskClaim, podContent, podParts } from "../../../provider/emqx/lines/line/pods";
import {
    listenersAt,
    mountedSecretsAt,
    podStateAt,
    versionOfImage,
} from "../../../provider/emqx/lines/line/readShared";
import type { EmqxState } from "../../../provider/emqx/lines/line/state";
import { REVISION_ANNOTATION } from "../../../provider/naming/labels";
import { mapInput } from "../../../provider/validation/output";
import { pace } from "./pace";

/** An object of other fields than those of the real lines. */
export function write(emqx: EmqxObject): WrittenObject {
    const parts = { core: podParts(emqx, "core"), replicant: podParts(emqx, "replicant") };
    return {
        budgets: [],
        pods: { core: podContent(emqx, parts.core), replicant: podContent(emqx, parts.replicant) },
        spec: (revisions) => {
            const nodes = (role: Role, more: object = {}) => ({
                count: emqx.roles[role].replicas,
                pods: {
                    notes: { ...emqx.podAnnotations, [REVISION_ANNOTATION]: revisions[role] },
                    ...parts[role],
                },
                ...more,
            });
            return {
                version: { image: emqx.image },
                settings: { text: mapInput(emqx.config, writeHocon) },
                leaving: {
                    connections: emqx.evacuation.connectionsPerSecond,
                    sessions: emqx.evacuation.sessionsPerSecond,
                },
                nodes: {
                    core: nodes("core", { disk: diskClaim(emqx.storage) }),
                    replicant: nodes("replicant"),
                },
            };
        },
    };
}

export function read(object: unknown): EmqxState {
    const spec = at(object, "spec");
    const image = textAt(spec, "version", "image");
    const roles = <T>(of: (nodes: unknown) => T): Record<Role, T> => ({
        core: of(at(spec, "nodes", "core")),
        replicant: of(at(spec, "nodes", "replicant")),
    });
    const configData = textAt(spec, "settings", "text");
    const environment = roles((nodes) => variablesAt(nodes, "pods", "env"));
    return {
        image,
        version: image === undefined ? undefined : versionOfImage(image),
        enterprise: true,
        replicas: roles((nodes) => numberAt(nodes, "count") ?? 0),
        revisions: roles((nodes) => textAt(nodes, "pods", "notes", REVISION_ANNOTATION)),
        pace: {
            ...pace.defaults,
            connectionsPerSecond:
                numberAt(spec, "leaving", "connections") ?? pace.defaults.connectionsPerSecond,
            sessionsPerSecond: numberAt(spec, "leaving", "sessions") ?? pace.defaults.sessionsPerSecond,
        },
        evacuationOff: false,
        configData,
        environment,
        listeners: listenersAt(configData, environment),
        pods: roles((nodes) => podStateAt(at(nodes, "pods"))),
        mounts: roles((nodes) => mountedSecretsAt(at(nodes, "pods"))),
        configMode: "Replace",
        disks: objectAt(spec, "nodes", "core", "disk") !== undefined,
        replicantTemplate: true,
    };
}

/** What its operator says of an object: in `report`, not in conditions. */
export function reportedBy(object: unknown): { calm: boolean; applied: boolean; nodes: readonly unknown[] } {
    return {
        calm: at(object, "status", "calm") === true,
        applied: textAt(object, "status", "settings") === textAt(object, "spec", "settings", "text"),
        nodes: listAt(object, "status", "nodes"),
    };
}

import type { Input } from "@pulumi/pulumi";
import { REVISION_ANNOTATION } from "../../../naming/labels";
import { mapInput } from "../../../validation/output";
import { type Roots, rootsOf } from "../../config/roots/json";
import { startupRoots } from "../../config/roots/startup";
import type { EmqxObject, WrittenObject } from "../line/object";
import type { Role } from "../line/observation";
import { diskClaim, podContent, podParts } from "../line/pods";
import { budgets } from "./budgets";
import { diskAnnotations } from "./disks";
import { PROBES } from "./probes";

/** The EMQX object of line 3.0, `apps.emqx.io/v3beta1`. Source of the fields: emqxes CRD of operator 3.0. */
export function write(emqx: EmqxObject): WrittenObject {
    const roots = mapInput(emqx.config, rootsOf);
    const parts = { core: partsOf(emqx, "core"), replicant: partsOf(emqx, "replicant") };
    return {
        budgets: budgets(emqx),
        annotations: diskAnnotations(emqx.storage),
        pods: {
            core: contentOf(emqx, parts.core, roots),
            replicant: contentOf(emqx, parts.replicant, roots),
        },
        spec: (revisions) => {
            const template = (role: Role, more: Record<string, unknown> = {}) => ({
                metadata: { annotations: { ...emqx.podAnnotations, [REVISION_ANNOTATION]: revisions[role] } },
                spec: {
                    replicas: emqx.roles[role].replicas,
                    minReadySeconds: emqx.rollingUpdate.minReadySeconds,
                    ...parts[role],
                    ...more,
                },
            });
            const {
                type,
                connectionsPerSecond,
                sessionsPerSecond,
                waitTakeoverSeconds,
                waitHealthCheckSeconds,
            } = emqx.evacuation;
            const { maxSurge, maxUnavailable } = emqx.rollingUpdate;
            return {
                image: emqx.image,
                imagePullPolicy: "IfNotPresent",
                ...(emqx.imagePullSecrets.length > 0
                    ? { imagePullSecrets: emqx.imagePullSecrets.map((name) => ({ name })) }
                    : {}),
                config: { roots },
                updateStrategy: {
                    type: "RollingUpdate",
                    evacuationStrategy: {
                        type,
                        connectionEvictionRate: connectionsPerSecond,
                        sessionEvictionRate: sessionsPerSecond,
                        waitTakeover: waitTakeoverSeconds,
                        waitHealthCheck: waitHealthCheckSeconds,
                    },
                    // Never in percent: the operator rounds up.
                    replicants: { maxSurge, maxUnavailable },
                },
                // There is a disk in any case, by default one of 500Mi whose size can never change.
                coreTemplate: template("core", { persistentVolumeClaimSpec: diskClaim(emqx.storage) }),
                // With 0 replicas and not absent, so that a scale or an autoscaler that came later loses nothing.
                replicantTemplate: template("replicant"),
                dashboardServiceTemplate: { enabled: true },
                listenersServiceTemplate: { enabled: false },
            };
        },
    };
}

function partsOf(emqx: EmqxObject, role: Role): Record<string, unknown> {
    const parts = podParts(emqx, role);
    return {
        ...parts,
        podSecurityContext: { ...(parts.podSecurityContext as object), runAsNonRoot: true },
        ...PROBES,
    };
}

/** Neither disks nor their claims: those of a running set cannot be changed, and no pod is made anew for them. */
function contentOf(
    emqx: EmqxObject,
    parts: Record<string, unknown>,
    roots: Input<Roots>,
): Record<string, unknown> {
    return { ...podContent(emqx, parts), startup: mapInput(roots, startupRoots) };
}

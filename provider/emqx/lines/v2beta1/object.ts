import { REVISION_ANNOTATION } from "../../../naming/labels";
import type { EmqxObject, WrittenObject } from "../line/object";
import type { Role } from "../line/observation";
import { diskClaim, podContent, podParts } from "../line/pods";
import { PROBES } from "./probes";

/** The EMQX object of line 2.2, `apps.emqx.io/v2beta1`. Source of the fields: emqxes CRD of operator 2.2.29. */
export function write(emqx: EmqxObject): WrittenObject {
    const parts = {
        core: { ...podParts(emqx, "core"), ...PROBES },
        replicant: { ...podParts(emqx, "replicant"), ...PROBES },
    };
    const claim = diskClaim(emqx.storage);
    const disks = claim === undefined ? {} : { volumeClaimTemplates: claim };
    return {
        // The operator makes them.
        budgets: [],
        pods: {
            // Disks too: with other ones the cores need a new set, since those of a running one cannot be changed.
            core: podContent(emqx, { ...parts.core, ...disks }),
            replicant: podContent(emqx, parts.replicant),
        },
        spec: (revisions) => {
            const template = (role: Role, spec: Record<string, unknown>) => ({
                metadata: { annotations: { ...emqx.podAnnotations, [REVISION_ANNOTATION]: revisions[role] } },
                // Without maxUnavailable the operator's budgets allow 0 disruptions and no node can ever be drained.
                spec: { replicas: emqx.roles[role].replicas, maxUnavailable: 1, ...spec },
            });
            return {
                image: emqx.image,
                imagePullPolicy: "IfNotPresent",
                ...(emqx.imagePullSecrets.length > 0
                    ? { imagePullSecrets: emqx.imagePullSecrets.map((name) => ({ name })) }
                    : {}),
                config: { mode: "Merge", data: emqx.configData },
                updateStrategy: {
                    type: "Recreate",
                    initialDelaySeconds: emqx.evacuation.initialDelaySeconds,
                    evacuationStrategy: {
                        connEvictRate: emqx.evacuation.connectionsPerSecond,
                        sessEvictRate: emqx.evacuation.sessionsPerSecond,
                        waitTakeover: emqx.evacuation.waitTakeoverSeconds,
                    },
                },
                coreTemplate: template("core", { ...parts.core, ...disks }),
                // With 0 replicas and not absent: the operator leaves the pods of a template that disappears running.
                replicantTemplate: template("replicant", parts.replicant),
                listenersServiceTemplate: { enabled: false },
            };
        },
    };
}

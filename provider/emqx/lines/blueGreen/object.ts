import type { Input } from "@pulumi/pulumi";
import { REVISION_ANNOTATION } from "../../../naming/labels";
import { mapInput } from "../../../validation/output";
import { writeHocon } from "../../config/hocon/write";
import type { EmqxObject, WrittenObject } from "../line/object";
import type { Role } from "../line/observation";
import { diskClaim, podContent, podParts } from "../line/pods";
import { PROBES } from "./probes";

/** What one line of these says in words of its own. */
export interface OfTheLine {
    /** Of the strategy for moving clients, beside what all say. */
    readonly evacuation?: Readonly<Record<string, Input<number>>>;
    /** What cores and replicants boot with beside their templates. */
    readonly boot?: Readonly<Record<string, Input<unknown>>>;
}

/** An EMQX object of the lines that make a second set of pods for each change. Source of the fields: emqxes CRDs of operators 2.2.29 and 2.3. */
export function write(emqx: EmqxObject, { evacuation = {}, boot = {} }: OfTheLine = {}): WrittenObject {
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
            core: podContent(emqx, { ...parts.core, ...disks, ...boot }),
            replicant: podContent(emqx, { ...parts.replicant, ...boot }),
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
                config: { mode: "Merge", data: mapInput(emqx.config, writeHocon) },
                updateStrategy: {
                    type: "Recreate",
                    initialDelaySeconds: emqx.evacuation.initialDelaySeconds,
                    evacuationStrategy: {
                        connEvictRate: emqx.evacuation.connectionsPerSecond,
                        sessEvictRate: emqx.evacuation.sessionsPerSecond,
                        waitTakeover: emqx.evacuation.waitTakeoverSeconds,
                        ...evacuation,
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

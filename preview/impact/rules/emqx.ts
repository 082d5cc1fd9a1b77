import type { ResourceChange } from "../../changes/change";
import { type Context, effect, isCertain } from "../context";
import { subjectsOf } from "../emqxChanges";
import { EMQX_TYPE } from "../emqxState";
import { reaches } from "../level";
import type { Effect, Subject } from "../review";
import { type EmqxCase, ONCE_MORE, type Told } from "./emqxCase";
import { configuration } from "./emqxConfig";
import { environment, licenseVariables } from "./emqxEnvironment";
import { image } from "./emqxImage";
import { clusterCreated, clusterGone, clusterReplaced } from "./emqxLife";
import { listeners } from "./emqxListeners";
import {
    apiKeys,
    evacuation,
    kernel,
    metadata,
    placement,
    pods,
    resources,
    secretRevision,
    services,
} from "./emqxPods";
import { replicas } from "./emqxReplicas";
import { storage } from "./emqxStorage";

const SUBJECTS: Partial<Record<Subject, (given: EmqxCase) => Told | undefined>> = {
    image,
    configuration,
    environment,
    cookie: environment,
    license: licenseVariables,
    listeners,
    replicas,
    storage,
    resources,
    placement,
    kernel,
    pods,
    evacuation,
    "api keys": apiKeys,
    secret: secretRevision,
    "load balancer": services,
    other: metadata,
};

/** The rules for an EMQX object. */
export function emqxObject(change: ResourceChange, context: Context): Effect[] {
    if (!EMQX_TYPE.test(change.type)) return [];
    const cluster = context.clusters.find(({ urn }) => urn === change.urn);
    if (cluster === undefined) return [];
    if (change.operation === "create") return [clusterCreated(change, cluster)];
    if (change.operation === "delete") return [clusterGone(change, cluster, context)];
    if (change.operation === "replace") return [clusterReplaced(change, cluster)];
    const rollout = context.rollouts.get(change.urn);
    return subjectsOf(cluster).flatMap((part) => {
        const rolls = part.rolls.size > 0 && rollout !== undefined;
        const told = (SUBJECTS[part.subject] ?? pods)({ change, cluster, part, rollout, context });
        if (told === undefined) return [];
        const level =
            rolls && (told.level === undefined || reaches(rollout.level, told.level))
                ? rollout.level
                : (told.level ?? "none");
        const certain = (told.certain ?? true) && isCertain(part.properties) && (!rolls || rollout.certain);
        return effect(change, {
            subject: part.subject,
            properties: part.properties.map(({ path }) => path),
            ...(rolls ? { rollout: rollout.urn, duration: rollout.duration, back: ONCE_MORE } : {}),
            ...told,
            level: !certain && level === "data" ? "reconnect" : level,
            certain,
        });
    });
}

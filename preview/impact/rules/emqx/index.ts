import { isEmqxType } from "../../../../provider/emqx/lines";
import type { OperatorLine } from "../../../../provider/emqx/lines/line/line";
import type { ResourceChange } from "../../../changes/change";
import type { Effect, Subject } from "../../facts/effect";
import { reaches } from "../../facts/level";
import { type Cluster, changesLine } from "../clusters";
import { type Context, effect, isCertain } from "../context";
import type { EmqxCase, Found } from "./case";
import { type SubjectChange, subjectsOf } from "./changes";
import { configuration } from "./config";
import { environment, licenseVariables } from "./environment";
import { image } from "./image";
import { clusterCreated, clusterGone, clusterReplaced, lineNotKnown } from "./life";
import { lineChanged } from "./lineChange";
import { listeners } from "./listeners";
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
} from "./pods";
import { replicas } from "./replicas";
import { storage } from "./storage";

const SUBJECTS: Partial<Record<Subject, (given: EmqxCase) => Found | Found[] | undefined>> = {
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
    const cluster = context.clusters.find(({ urn }) => urn === change.urn);
    if (!isEmqxType(change.type) || cluster === undefined) return [];
    const { line } = cluster;
    if (line === undefined) return [lineNotKnown(change, cluster)];
    switch (change.operation) {
        case "create":
            return [clusterCreated(change, cluster, line)];
        case "delete":
            return [clusterGone(change, cluster, line, context)];
        case "replace":
            return [clusterReplaced(change, cluster, line)];
        case "update":
            return updated(change, cluster, line, context);
    }
}

function updated(change: ResourceChange, cluster: Cluster, line: OperatorLine, context: Context): Effect[] {
    const rollout = context.rollouts.get(change.urn);
    const moved = changesLine(cluster) ? [lineChanged(change, cluster, line, rollout)] : [];
    const rest = subjectsOf(cluster).flatMap((part) => {
        const found = (SUBJECTS[part.subject] ?? pods)({ change, cluster, line, part, rollout });
        return [found ?? []].flat().map((one) => effectOf(one, part));
    });
    return [...moved, ...rest];

    function effectOf({ toRunningNodes, ...found }: Found, part: SubjectChange): Effect {
        const rolls = part.rolls.size > 0 && rollout !== undefined && toRunningNodes === undefined;
        const level =
            rolls && (found.level === undefined || reaches(rollout.level, found.level))
                ? rollout.level
                : (found.level ?? "none");
        const certain = (found.certain ?? true) && isCertain(part.properties) && (!rolls || rollout.certain);
        return effect(change, {
            subject: part.subject,
            properties: part.properties.map(({ path }) => path),
            line,
            ...(rolls ? { rollout: rollout.urn, seconds: rollout.seconds } : {}),
            ...found,
            level: !certain && level === "data" ? "reconnect" : level,
            certain,
        });
    }
}

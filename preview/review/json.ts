import type { PropertyChange, ResourceChange } from "../changes/change";
import type { KernelCause } from "../impact/facts/kernelCause";
import { LEVELS } from "../impact/facts/level";
import type { Rename } from "../impact/facts/rename";
import type { Review } from "../impact/review";
import { notCountedTexts } from "../impact/say/steps";
import type { Duration, Step, ToldEffect, ToldFinding, ToldRollout } from "../impact/say/told";
import type { Wire } from "../monitor/wire";
import { jsonValue } from "../render/json";
import { masked } from "./shown";

/** Raised when a field changes its meaning or goes away; new fields do not raise it. */
export const REVIEW_FORMAT_VERSION = 1;

/** The review as a plain object, documented in docs/review-json.md and docs/review.schema.json. */
export function renderReviewJson(review: Review): object {
    const { changes } = review;
    const count = (operation: string) => changes.changes.filter((c) => c.operation === operation).length;
    return {
        formatVersion: REVIEW_FORMAT_VERSION,
        project: changes.project,
        stack: changes.stack,
        base: changes.base,
        source: changes.source,
        level: review.level,
        levels: LEVELS,
        headline: review.headline,
        summary: {
            create: count("create"),
            update: count("update"),
            replace: count("replace"),
            delete: count("delete"),
            unchanged: changes.unchanged,
        },
        failure: changes.failure?.map(({ message, frames }) => ({ message, frames })) ?? null,
        refusals: review.refusals.map(({ urn, path, sentence }) => ({ urn, path: path ?? null, sentence })),
        dangers: review.dangers.map(({ title, because, issues, steps, level }) => ({
            title,
            because,
            issues,
            steps,
            level,
        })),
        findings: review.findings.map(findingJson),
        steps: review.steps.map(stepJson),
        duration: wholeDurationJson(review.duration),
        rollouts: review.rollouts.map(rolloutJson),
        clients: review.clients.map(({ urn, name, connections, cut, moved, more, sentence }) => ({
            urn,
            name,
            connections,
            cut,
            moved,
            more,
            sentence,
        })),
        effects: review.effects.map(effectJson),
        resources: changes.changes.map(resourceJson),
        mayChange: changes.mayChange,
        notes: review.notes,
    };
}

function findingJson({ fact, since, level, sentence }: ToldFinding): object {
    const capacity = fact.kind === "capacity" ? fact : undefined;
    return {
        kind: fact.kind,
        since,
        level,
        sentence,
        stack: capacity?.stack ?? null,
        name: capacity?.name ?? null,
        where: capacity?.where ?? null,
        before: capacity?.before ?? null,
        after: capacity?.after ?? null,
    };
}

function durationJson(duration: Duration | undefined): object | null {
    return duration === undefined ? null : { seconds: duration.seconds, arithmetic: duration.arithmetic };
}

function wholeDurationJson(duration: Review["duration"]): object | null {
    if (duration === undefined) return null;
    const notCounted = notCountedTexts(duration);
    return { ...durationJson(duration), atTheMost: notCounted.length === 0, notCounted };
}

function stepJson({ part, title, detail, seconds, level }: Step): object {
    return { part, title, detail, seconds: seconds ?? null, level };
}

function rolloutJson({ facts, clients, sessions, surge, duration, steps }: ToldRollout): object {
    return {
        urn: facts.urn,
        name: facts.name,
        line: facts.line.id,
        leaves: facts.line.pace.leaves,
        roles: facts.roles,
        level: facts.level,
        certain: facts.certain,
        clients,
        sessions,
        surge,
        duration: durationJson(duration),
        steps: steps.map(stepJson),
    };
}

function effectJson(effect: ToldEffect): object {
    return {
        subject: effect.subject,
        level: effect.level,
        certain: effect.certain,
        urn: effect.urn,
        line: effect.line?.id ?? null,
        properties: effect.properties,
        what: effect.what,
        happens: effect.happens,
        rollout: effect.rollout ?? null,
        follows: effect.follows ?? false,
        duration: durationJson(effect.duration),
        back: effect.back,
        data: effect.data ?? null,
        advice: effect.advice ?? null,
        kernel: kernelCausesOf(effect).map(kernelJson),
        rename: renameJson(renameIn(effect)),
        sources: effect.sources,
    };
}

function kernelCausesOf({ fact }: ToldEffect): readonly KernelCause[] {
    if (fact.kind === "podKernel") return fact.causes;
    return fact.kind === "poolGone" && fact.cause !== undefined ? [fact.cause] : [];
}

function kernelJson({ role, parameters, inputs, tunedFor, ways }: KernelCause): object {
    return {
        role,
        inputs,
        parameters: parameters.map(({ key, from, to }) => ({ key, from: from ?? null, to: to ?? null })),
        tunedFor: tunedFor ?? null,
        ways,
    };
}

function renameIn({ fact }: ToldEffect): Rename | undefined {
    return fact.kind === "clusterDeleted" ? fact.successor?.rename : undefined;
}

function renameJson(rename: Rename | undefined): object | null {
    if (rename === undefined) return null;
    const { urn, formerUrn, alias } = rename;
    return { urn, formerUrn, alias };
}

function resourceJson(change: ResourceChange): object {
    return {
        urn: change.urn,
        type: change.type,
        name: change.name,
        operation: change.operation,
        custom: change.custom,
        previousUrn: change.previousUrn ?? null,
        deleteBeforeReplace: change.deleteBeforeReplace,
        replaceReasons: change.replaceReasons,
        retained: change.retained ?? false,
        deletedWith: change.deletedWith ?? null,
        blockedByProtect: change.blockedByProtect ?? false,
        properties: change.properties.map((property) => propertyJson(change, property)),
    };
}

function propertyJson(change: ResourceChange, property: PropertyChange): object {
    const value = (side: Wire | undefined) =>
        side === undefined ? {} : { value: jsonValue(masked(change, property.path, side)) };
    return {
        path: property.path,
        kind: property.kind,
        replaces: property.replaces,
        certainty: property.certainty,
        before: property.before === undefined ? null : value(property.before),
        after: property.after === undefined ? null : value(property.after),
    };
}

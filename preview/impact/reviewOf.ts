import type { ChangeSet } from "../changes/change";
import { contextOf } from "./context";
import { dangersOf } from "./dangers";
import { withFollowers } from "./followers";
import { LEVEL_MEANS, type Level, worst } from "./level";
import { orderOf } from "./order";
import { refusalsOf } from "./refusals";
import type { Effect, Refusal, Review } from "./review";
import { effectsOf } from "./rules";
import { counted, listed } from "./wording";

export const NO_CHANGES = "no changes";

/** What the changes do to live clients and data. Pure. */
export function reviewOf(changes: ChangeSet): Review {
    const context = contextOf(changes);
    const effects = withFollowers(
        changes,
        changes.changes.flatMap((change) => effectsOf(change, context)),
    );
    const refusals = refusalsOf(changes, context.clusters);
    const dangers = dangersOf(context, effects);
    const rollouts = [...context.rollouts.values()];
    const level = worst([...effects, ...dangers, ...rollouts].map((part) => part.level));
    const { steps, duration } = orderOf(context, effects);
    return {
        changes,
        level,
        headline: headline(changes, level, effects, refusals),
        refusals,
        dangers,
        effects,
        rollouts,
        steps,
        ...(duration ? { duration } : {}),
        notes: notesOf(changes, effects),
    };
}

function headline(
    { changes }: ChangeSet,
    level: Level,
    effects: readonly Effect[],
    refusals: readonly Refusal[],
): string {
    if (changes.length === 0) return NO_CHANGES;
    const because = level === "none" ? "" : ` (${causesOf(effects, level)})`.replace(" ()", "");
    const refused = refusals.length > 0 ? "; pulumi up refuses it" : "";
    return `${counted(changes.length, "change")}, ${LEVEL_MEANS[level]}${because}${refused}`;
}

/** What makes the level what it is; without a level, all there is. */
export function causesOf(effects: readonly Effect[], level: Level, limit = 4): string {
    const causes = effects.filter((e) => e.level === level && !e.follows).map(({ what }) => what);
    return listed([...new Set(causes)], limit);
}

function notesOf(changes: ChangeSet, effects: readonly Effect[]): string[] {
    const uncertain = effects.filter(({ certain }) => !certain);
    return [
        ...changes.warnings,
        ...(uncertain.length > 0
            ? [
                  `Not certain, since it hangs on values or resources that are not known here: ${listed(
                      uncertain.map(({ what }) => what),
                      5,
                  )}.`,
              ]
            : []),
        ...(changes.mayChange.length > 0
            ? [
                  `${counted(changes.mayChange.length, "resource")} may turn out to change, in values that are not known before the update: ${listed(
                      changes.mayChange.map(({ name }) => name),
                      5,
                  )}.`,
              ]
            : []),
    ];
}

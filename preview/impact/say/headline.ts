import type { ChangeSet } from "../../changes/change";
import { LEVEL_MEANS, type Level } from "../facts/level";
import type { Refusal } from "../facts/refusal";
import type { ToldEffect } from "./told";
import { counted, listed } from "./wording";

export const NO_CHANGES = "no changes";

/** The whole in one line. */
export function headline(
    { changes }: ChangeSet,
    level: Level,
    effects: readonly ToldEffect[],
    refusals: readonly Refusal[],
): string {
    if (changes.length === 0) return NO_CHANGES;
    const causes = level === "none" ? [] : causesOf(effects, level);
    const because = causes.length > 0 ? ` (${listed(causes, MOST_CAUSES)})` : "";
    const refused = refusals.length > 0 ? "; pulumi up refuses it" : "";
    return `${counted(changes.length, "change")}, ${LEVEL_MEANS[level]}${because}${refused}`;
}

const MOST_CAUSES = 4;

/** What makes the level what it is. */
function causesOf(effects: readonly ToldEffect[], level: Level): string[] {
    const causes = effects.filter((effect) => effect.level === level && !effect.follows);
    return [...new Set(causes.map(({ what }) => what))];
}

/** The same in a sentence; undefined where no single change makes the level. */
export function causesText(effects: readonly ToldEffect[], level: Level): string | undefined {
    const causes = causesOf(effects, level);
    return causes.length > 0 ? listed(causes, MOST_CAUSES) : undefined;
}

/** What could not be known here, and what a reader has to know about the comparison. */
export function notesOf(changes: ChangeSet, effects: readonly ToldEffect[]): string[] {
    const uncertain = effects.filter(({ certain }) => !certain).map(({ what }) => what);
    const maybe = changes.mayChange.map(({ name }) => name);
    return [
        ...changes.warnings,
        ...(uncertain.length > 0
            ? [
                  `Not certain, since it hangs on values or resources that are not known here: ${listed(uncertain, 5)}.`,
              ]
            : []),
        ...(maybe.length > 0
            ? [
                  `${counted(maybe.length, "resource")} may turn out to change, in values that are not known before the update: ${listed(maybe, 5)}.`,
              ]
            : []),
    ];
}

import { type Level, reaches } from "../impact/facts/level";
import type { Review } from "../impact/review";
import { tellTogether } from "../impact/say/together";
import type { Back, ToldEffect, ToldRollout } from "../impact/say/told";
import { capital } from "../impact/say/wording";

/** What a reader asks about the whole, in the order in which one asks. */
export interface Fact {
    readonly label: string;
    readonly lines: readonly string[];
}

/** Sentences of one fact; more would bury it. */
const MOST = 4;

export function factsOf(review: Review): Fact[] {
    const { rollouts, effects, level } = review;
    const causes = effects.filter(({ follows }) => !follows);
    const clients = [
        ...rollouts.map(named(review, (rollout) => rollout.clients)),
        ...tellTogether(cutEffects(review)),
        // One cause alone has said its figures.
        ...review.clients.filter(({ causes: many }) => many > 1).map(({ sentence }) => sentence),
    ];
    // What the answer says whole is not said twice.
    const several = (lines: readonly string[]) => (new Set(lines).size > 1 ? lines : []);
    const facts: [string, readonly string[]][] = [
        ["Clients", clients],
        ["Sessions", several(rollouts.map(named(review, (rollout) => rollout.sessions)))],
        ["Data at risk", several(causes.flatMap(({ data }) => data ?? []))],
        ["Room", rollouts.map(named(review, (rollout) => rollout.surge))],
        ["Time", durations(review)],
        ["Advice", several(adviceOf(effects, level))],
        ["Way back", several(causes.filter(({ back }) => !back.possible).map(({ back }) => back.sentence))],
    ];
    return facts.flatMap(([label, lines]) => {
        const different = [...new Set(lines)];
        const more = different.length - MOST;
        return different.length === 0
            ? []
            : [
                  {
                      label,
                      lines: more > 0 ? [...different.slice(0, MOST), `... and ${more} more.`] : different,
                  },
              ];
    });
}

/** Changes that cut clients by themselves, and not by the rollout that they are part of. */
export function cutEffects(review: Review): ToldEffect[] {
    return review.effects.filter(
        (effect) =>
            !effect.follows &&
            reaches(effect.level, "reconnect") &&
            effect.level !== rolloutLevel(review, effect),
    );
}

/** Of the changes that make the level, then of the others. */
export function adviceOf(effects: readonly ToldEffect[], level: Review["level"]): string[] {
    const causes = effects.filter(({ follows }) => !follows);
    const ordered = [
        ...causes.filter((effect) => effect.level === level),
        ...causes.filter((effect) => effect.level !== level && reaches(effect.level, "reload")),
        ...causes.filter((effect) => effect.level !== level && !reaches(effect.level, "reload")),
    ];
    return [...new Set(ordered.flatMap(({ advice }) => advice ?? []))];
}

/** What its rollout does anyway is told once for all. */
function rolloutLevel({ rollouts }: Review, effect: ToldEffect): Level | undefined {
    return rollouts.find(({ facts }) => facts.urn === effect.rollout)?.facts.level;
}

/** With several EMQX clusters each sentence says whose it is. */
function named(review: Review, of: (rollout: ToldRollout) => string) {
    return (rollout: ToldRollout) =>
        review.rollouts.length > 1 ? `${rollout.facts.name}: ${of(rollout)}` : of(rollout);
}

function durations({ duration, rollouts }: Review): string[] {
    if (rollouts.length === 0) return duration ? [`${capital(duration.arithmetic)}.`] : [];
    const lines = rollouts.map((rollout) => `${capital(rollout.duration.arithmetic)}.`);
    return duration !== undefined && (duration.parts.length > 1 || duration.notCounted.length > 0)
        ? [`${capital(duration.arithmetic)}.`, ...lines.map((line) => `Rollout of EMQX: ${line}`)]
        : lines;
}

/** What cannot be undone is said first; else how to undo what matters most. */
export function backOf({ effects: all, level }: Review): Back | undefined {
    const effects = all.filter(({ follows }) => !follows);
    const never = effects.filter(({ back }) => !back.possible);
    const candidates = never.length > 0 ? never : effects;
    const rank = (effect: ToldEffect) =>
        (effect.level === level ? 8 : 0) +
        (effect.subject === "node pool" ? 2 : 0) +
        (effect.rollout !== undefined ? 1 : 0) -
        (effect.plainBack ? 4 : 0);
    const [first] = [...candidates].sort((a, b) => rank(b) - rank(a));
    return first?.back;
}

import { duration } from "../../../provider/wording/figures";
import type { OrderedStep, StepFact, WholeDuration } from "../facts/step";
import { wordsOf } from "./effects";
import { headingText, together } from "./heading";
import { rolloutStepDetail, rolloutStepTitle } from "./rolloutSteps";
import type { Duration, Step } from "./told";
import { capital, counted, listed } from "./wording";

/** Sentences of one step; more would bury it. */
const MOST_SENTENCES = 3;

/** One thing after another, in words. */
export function tellStep({ fact, part, seconds, untimed, level }: OrderedStep): Step {
    return {
        fact,
        part,
        untimed,
        ...wordsOfStep(fact),
        ...(seconds === undefined ? {} : { seconds }),
        level,
    };
}

function wordsOfStep(fact: StepFact): { title: string; detail: string } {
    switch (fact.kind) {
        case "rollout":
            return { title: rolloutStepTitle(fact.step), detail: rolloutStepDetail(fact.step) };
        case "sideBySide":
            return {
                title: rolloutStepTitle(fact.step),
                detail: `In ${counted(fact.count, "EMQX cluster")} side by side (${listed(
                    fact.rollouts.map(({ name }) => name),
                    4,
                )}).`,
            };
        case "push": {
            const { what, happens } = wordsOf(fact.effect);
            return { title: capital(headingText(what)), detail: happens };
        }
        case "effects": {
            const words = fact.effects.map((effect) => ({ fact: effect.fact, ...wordsOf(effect) }));
            const sentences = [...new Set(words.map(({ happens }) => happens))];
            const more = sentences.length > MOST_SENTENCES ? " ..." : "";
            return {
                title: capital(together(words)),
                detail: `${sentences.slice(0, MOST_SENTENCES).join(" ")}${more}`,
            };
        }
        case "following": {
            const subjects = [...new Set(fact.effects.map(({ subject }) => subject))];
            return {
                title: fact.renamed
                    ? "What belongs to it goes and comes again"
                    : "What is in it is made again",
                detail: `${counted(fact.effects.length, "resource")}, empty: ${listed(subjects, 4)}.`,
            };
        }
        case "oldNodesEmptied":
            return {
                title: "What else is on the old nodes moves to the new ones",
                detail: "Add-ons such as DNS, operator and cert-manager: one pod of each at a time, within its disruption budget, and a single one only when another is ready. Where it cannot be done the update fails, and the old pools stay.",
            };
        case "oldPoolsGo":
            return {
                title: "Old node pools go",
                detail: fact.drained
                    ? "Empty by then."
                    : "Empty of EMQX's pods by then; whatever else is on their nodes goes with them.",
            };
    }
}

/** How long it takes, in a line; undefined where nothing is known of it. */
export function timeText({ duration: whole }: { readonly duration?: WholeDuration }): string | undefined {
    if (whole === undefined) return undefined;
    const parts = whole.parts.map(({ part, seconds }) => `${part} ${duration(seconds)}`);
    const sum = `${duration(whole.seconds)}${whole.notCounted.length === 0 ? " at the most" : ""}${parts.length > 1 ? ` (${parts.join(", ")})` : ""}`;
    const left = notCountedTexts(whole);
    return left.length === 0 ? `${sum}.` : `${sum}, and no time is known for: ${listed(left, 3)}.`;
}

/** How the time of the whole adds up. */
export function tellDuration(whole: WholeDuration): Duration {
    const { seconds, parts } = whole;
    const summands = parts.map(({ part, seconds: own }) => `${part} ${duration(own)}`);
    const sum = `${summands.join(" + ")}${summands.length > 1 ? ` = ${duration(seconds)}` : ""}`;
    const left = notCountedTexts(whole);
    return {
        seconds,
        arithmetic:
            left.length === 0 ? `${sum} at the most` : `${sum}; no time is known for: ${listed(left, 5)}`,
    };
}

/** What a sum leaves out, in words. */
export function notCountedTexts({ notCounted }: WholeDuration): string[] {
    const texts = notCounted.map((left) =>
        left.what === "clients" ? "moving the clients" : nounOf(left.step.fact),
    );
    return [...new Set(texts)];
}

function nounOf(fact: StepFact): string {
    switch (fact.kind) {
        case "oldNodesEmptied":
            return "moving what else is on the old nodes";
        case "oldPoolsGo":
            return "taking the old node pools away";
        default:
            return uncapital(wordsOfStep(fact).title);
    }
}

function uncapital(title: string): string {
    return /^[A-Z][a-z]/.test(title) ? title.charAt(0).toLowerCase() + title.slice(1) : title;
}

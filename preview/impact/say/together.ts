import type { Effect } from "../facts/effect";
import { wordsOf } from "./effects";
import { together } from "./heading";
import { capital } from "./wording";

/** Sentences with their headings; effects that are alike in all but their thing share one. */
export function tellTogether(effects: readonly Effect[]): string[] {
    const alike = new Map<string, Effect[]>();
    for (const effect of effects) {
        const key = JSON.stringify({ ...effect.fact, thing: undefined });
        alike.set(key, [...(alike.get(key) ?? []), effect]);
    }
    return [...alike.values()].map((group) => {
        const words = group.map((effect) => ({ fact: effect.fact, ...wordsOf(effect) }));
        return `${capital(together(words))}: ${words[0]?.happens ?? ""}`;
    });
}

import type { State } from "./state";

/** What a pass sets and takes back, or the next one does: on a busy machine this long. */
export const ONE_PASS_SECONDS = 2.5;

/** The states as they would be had no condition come, or been away, for the length of a pass: whether a sample meets that is chance. */
export function withoutBlinks(states: readonly State[]): State[] {
    const types = new Set(states.flatMap(({ emqx }) => emqx?.conditions ?? []));
    let steady = [...states];
    for (const type of types) {
        const isThere = steadied(states, type);
        steady = steady.map((state, i) => withCondition(state, type, isThere[i] as boolean));
    }
    return steady;
}

function steadied(states: readonly State[], type: string): boolean[] {
    const isThere = states.map(({ emqx }) => emqx?.conditions.includes(type) ?? false);
    let from = 0;
    for (let i = 1; i < states.length; i++) {
        if (isThere[i] === isThere[i - 1]) continue;
        const lasted = (states[i] as State).t - (states[from] as State).t;
        const isBlink = from > 0 && lasted < ONE_PASS_SECONDS;
        if (isBlink) isThere.fill(isThere[from - 1] as boolean, from, i);
        if (!isBlink) from = i;
    }
    return isThere;
}

function withCondition(state: State, type: string, isThere: boolean): State {
    const { emqx } = state;
    if (emqx === undefined || emqx.conditions.includes(type) === isThere) return state;
    const others = emqx.conditions.filter((each) => each !== type);
    return { ...state, emqx: { ...emqx, conditions: isThere ? [...others, type] : others } };
}

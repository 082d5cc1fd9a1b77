import type { State } from "./state";

/** What a pass sets and takes back, or the next one does: on a busy machine this long. */
export const ONE_PASS_SECONDS = 3.5;

/** How long a pass may have taken, then and here. */
export const PASS_SECONDS: readonly number[] = [0, 1, 2, ONE_PASS_SECONDS];

/** The states as they would be had no condition come, or been away, for the length of a pass: whether a sample meets that is chance. */
export function withoutBlinks(states: readonly State[], passSeconds: number): State[] {
    const types = new Set(states.flatMap(({ emqx }) => emqx?.conditions ?? []));
    let steady = [...states];
    for (const type of types) {
        const isThere = steadied(states, type, passSeconds);
        const before: State[] = [];
        for (const [i, state] of steady.entries()) {
            before.push(withCondition(state, type, isThere[i] as boolean, before.at(-1)));
        }
        steady = before;
    }
    const spoken = new Set(states.flatMap(({ emqx }) => Object.keys(emqx?.detail ?? {})));
    return [...spoken].reduce(withSteadyDetail, steady);
}

/** A condition that is kept for good, and says something else for a moment and then the same as before, has said the same all the time. */
function withSteadyDetail(states: State[], type: string): State[] {
    const said = states.map(({ emqx }) => emqx?.detail?.[type]);
    const text = said.map((each) => JSON.stringify(each));
    const steady = [...said];
    for (let from = 1; from < states.length; from++) {
        if (text[from] === text[from - 1]) continue;
        const to = text.findIndex((each, i) => i > from && each !== text[from]);
        if (to === -1 || text[to] !== text[from - 1]) continue;
        const lasted = (states[to] as State).t - (states[from] as State).t;
        if (lasted < ONE_PASS_SECONDS) steady.fill(said[from - 1], from, to);
    }
    return states.map((state, i) => {
        const { emqx } = state;
        const detail = steady[i];
        if (emqx?.detail === undefined || detail === undefined) return state;
        return { ...state, emqx: { ...emqx, detail: { ...emqx.detail, [type]: detail } } };
    });
}

function steadied(states: readonly State[], type: string, passSeconds: number): boolean[] {
    const isThere = states.map(({ emqx }) => emqx?.conditions.includes(type) ?? false);
    let from = 0;
    for (let i = 1; i < states.length; i++) {
        if (isThere[i] === isThere[i - 1]) continue;
        const lasted = (states[i] as State).t - (states[from] as State).t;
        const isBlink = from > 0 && lasted < passSeconds;
        if (isBlink) isThere.fill(isThere[from - 1] as boolean, from, i);
        if (!isBlink) from = i;
    }
    return isThere;
}

/** One that was not away is where it was: before those that it was newer than. */
function withCondition(state: State, type: string, isThere: boolean, before: State | undefined): State {
    const { emqx } = state;
    if (emqx === undefined || emqx.conditions.includes(type) === isThere) return state;
    const others = emqx.conditions.filter((each) => each !== type);
    if (!isThere) return { ...state, emqx: { ...emqx, conditions: others } };
    const known = before?.emqx?.conditions ?? [];
    const older = known.slice(known.indexOf(type) + 1);
    const place = others.findIndex((each) => older.includes(each));
    const at = place < 0 ? others.length : place;
    return { ...state, emqx: { ...emqx, conditions: [...others.slice(0, at), type, ...others.slice(at)] } };
}

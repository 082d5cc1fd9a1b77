import type { EmqxEntry, SetEntry, TimelineEntry } from "../timelineEntry";

/** What a recording of the real operator and a timeline of ours have in common. */
export interface State {
    readonly t: number;
    readonly sets: Readonly<Record<string, SetEntry>>;
    readonly emqx?: EmqxEntry;
}

/** The states of a recording (tests/data/recordings): one JSON object a line. */
export function readRecording(text: string): State[] {
    return text
        .trim()
        .split("\n")
        .map((line) => {
            const { t, sets, emqx } = JSON.parse(line);
            const [object] = Object.values(emqx as Record<string, EmqxEntry>);
            return { t, sets, ...(object === undefined ? {} : { emqx: common(object) }) };
        });
}

/** Later recordings have more. */
function common({ conditions, detail, generation, core, replicant, ...counts }: EmqxEntry): EmqxEntry {
    const { coreNodes, replicantNodes, evacuating } = counts;
    const entry = { conditions, generation, core, replicant, coreNodes, replicantNodes, evacuating };
    const speaksOf = Object.values(detail ?? {}).every(([, , observed]) => observed !== null);
    return detail !== undefined && speaksOf ? { ...entry, detail } : entry;
}

/** With the generation of the first object as 1: what was recorded in several runs is played in one. */
export function countedFromFirst(states: readonly State[]): State[] {
    const before = (states.find(({ emqx }) => emqx !== undefined)?.emqx?.generation ?? 1) - 1;
    return states.map(({ emqx, ...state }) => {
        if (emqx === undefined) return state;
        const { detail, generation } = emqx;
        const counted = Object.entries(detail ?? {}).map(
            ([type, [status, reason, observed]]) => [type, [status, reason, observed - before]] as const,
        );
        return {
            ...state,
            emqx: {
                ...emqx,
                generation: generation - before,
                ...(detail === undefined ? {} : { detail: Object.fromEntries(counted) }),
            },
        };
    });
}

export function statesOf(entries: readonly TimelineEntry[]): State[] {
    return entries.map(({ t, sets, emqx }) => ({ t, sets, ...(emqx === undefined ? {} : { emqx }) }));
}

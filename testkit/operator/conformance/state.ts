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
function common({ conditions, generation, core, replicant, ...counts }: EmqxEntry): EmqxEntry {
    const { coreNodes, replicantNodes, evacuating } = counts;
    return { conditions, generation, core, replicant, coreNodes, replicantNodes, evacuating };
}

/** With the generation of the first object as 1: what was recorded in several runs is played in one. */
export function countedFromFirst(states: readonly State[]): State[] {
    const first = states.find(({ emqx }) => emqx !== undefined)?.emqx?.generation ?? 1;
    return states.map(({ emqx, ...state }) => ({
        ...state,
        ...(emqx === undefined ? {} : { emqx: { ...emqx, generation: emqx.generation - first + 1 } }),
    }));
}

export function statesOf(entries: readonly TimelineEntry[]): State[] {
    return entries.map(({ t, sets, emqx }) => ({ t, sets, ...(emqx === undefined ? {} : { emqx }) }));
}

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
            return { t, sets, ...(object === undefined ? {} : { emqx: object }) };
        });
}

export function statesOf(entries: readonly TimelineEntry[]): State[] {
    return entries.map(({ t, sets, emqx }) => ({ t, sets, ...(emqx === undefined ? {} : { emqx }) }));
}

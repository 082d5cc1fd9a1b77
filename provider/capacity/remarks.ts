import { percent } from "../wording/figures";
import { type CeilingFinding, WARN_ABOVE } from "./ceiling";
import { oversized } from "./oversized";

export interface Remark {
    readonly severity: "info" | "warn";
    readonly sentence: string;
}

/** What a person reads before an update of a stack that is not refused: nothing where there is room. */
export function remarks(all: readonly CeilingFinding[]): Remark[] {
    const unknown = all.filter(({ ceiling, silent }) => ceiling.utilisation === undefined && !silent);
    const list = unknown.map(({ ceiling }) => `${ceiling.name} of a ${ceiling.where} (${ceiling.input})`);
    const idle = oversized(all);
    return [
        ...all.flatMap(warning),
        ...(list.length > 0
            ? [
                  {
                      severity: "warn" as const,
                      sentence: `Capacity not checked: ${list.join(", ")}. Give the figures in brackets.`,
                  },
              ]
            : []),
        ...(idle === undefined ? [] : [{ severity: "info" as const, sentence: idle }]),
    ];
}

/** Nothing where there is room. */
export function warning(finding: CeilingFinding): Remark[] {
    const { ceiling, refused, remedy, silent } = finding;
    if (refused || silent || ceiling.utilisation === undefined || ceiling.utilisation <= WARN_ABOVE)
        return [];
    return [{ severity: "warn", sentence: `${headline(finding)}: ${ceiling.arithmetic}. ${remedy}.` }];
}

function headline({ ceiling }: CeilingFinding): string {
    return `${capacityTopic(ceiling)} at ${percent(ceiling.utilisation ?? 0)}`;
}

/** How a warning begins, by which a review knows what it is about. */
export function capacityTopic({ name, where }: { readonly name: string; readonly where: string }): string {
    return `Capacity: ${name} of ${where}`;
}

/** Why a ceiling cannot be, as a problem of its input. */
export function refusal({ ceiling, remedy }: CeilingFinding): string {
    return `is too small: ${ceiling.name} of ${ceiling.where}: ${ceiling.arithmetic}. ${remedy}`;
}

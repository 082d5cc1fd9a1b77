import type { Rollout } from "../facts/rollout";
import type { NotCounted, OrderedStep, Part, WholeDuration } from "../facts/step";

/** Undefined where no step has a time. */
export function durationOf(
    steps: readonly OrderedStep[],
    rollouts: readonly Rollout[],
): WholeDuration | undefined {
    const byPart = new Map<Part, number>();
    for (const { part, seconds = 0 } of steps) {
        if (seconds > 0) byPart.set(part, (byPart.get(part) ?? 0) + seconds);
    }
    if (byPart.size === 0) return undefined;
    const parts = [...byPart].map(([part, seconds]) => ({ part, seconds }));
    const notCounted: NotCounted[] = [
        ...rollouts
            .filter(({ clientsNotTimed }) => clientsNotTimed)
            .map((rollout) => ({ what: "clients" as const, rollout })),
        ...steps.filter(({ untimed }) => untimed).map((step) => ({ what: "step" as const, step })),
    ];
    return { seconds: Math.ceil(parts.reduce((sum, { seconds }) => sum + seconds, 0)), notCounted, parts };
}

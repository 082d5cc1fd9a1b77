/** The EMQX operator's Deployment, as far as a change of an EMQX cluster goes. Plain data. */
export interface OperatorState {
    readonly namespace: string;
    readonly name: string;
    readonly version: string;
    /** The controller manager has seen the Deployment's present spec. */
    readonly observed: boolean;
    readonly wanted: number;
    /** Pods that are available; one of them leads. */
    readonly available: number;
    /** Pods of an older template that are still there. */
    readonly old: number;
    /** Milliseconds of the epoch when its last rollout ended; undefined while it goes on. */
    readonly rolledOutAt?: number;
    /** Milliseconds of the epoch when its rollout last moved; undefined where nothing tells. */
    readonly movedAt?: number;
    /** Why a pod of it is not ready. */
    readonly trouble?: string;
    /** It has a Service for webhooks. */
    readonly webhook: boolean;
}

/** The leader's lease, 30 s, goes to the new operator only after it has run out. Source: main.go at 2.2.29. */
const TAKES_OVER_MS = 40_000;

/** Later than this, whatever a new operator does to the clusters it finds has long begun. */
const RECENT_MS = 600_000;

/** Clocks of this machine and of the controller manager differ a little. */
const SKEW_MS = 5_000;

/**
 * A pod of it serves, and none of an older template acts any more. One is enough: a spare that finds no node is no reason to
 * hold up EMQX. With none wanted it runs elsewhere, and nothing is known of it.
 */
export function serves({ observed, old, available, wanted }: OperatorState): boolean {
    return observed && old === 0 && (available > 0 || wanted === 0);
}

/** It was installed or changed so lately that it may not have looked at the clusters it found. */
export function changedLately(state: OperatorState, now: number): boolean {
    return state.rolledOutAt === undefined || now - state.rolledOutAt < RECENT_MS;
}

/** It was changed since a moment, and so by the update that began then. */
export function changedSince({ observed, rolledOutAt, movedAt }: OperatorState, moment: number): boolean {
    const moved = [rolledOutAt, movedAt].filter((at) => at !== undefined);
    return !observed || moved.some((at) => at >= moment - SKEW_MS);
}

/** It has had the time to take over from its predecessor. */
export function hasTakenOver(state: OperatorState, now: number): boolean {
    return state.rolledOutAt !== undefined && now - state.rolledOutAt >= TAKES_OVER_MS;
}

export function operatorProgress(state: OperatorState): string {
    const trouble = state.trouble === undefined ? "" : ` - ${state.trouble}`;
    return `operator ${state.version} ${state.available}/${state.wanted}${trouble}`;
}

/** Operators that act on one namespace undo each other's work; undefined where there is one at the most. */
export function rivals(states: readonly OperatorState[], namespace: string): string | undefined {
    const acting = states.filter(({ wanted }) => wanted > 0);
    if (acting.length < 2) return undefined;
    const names = acting.map((one) => `Deployment ${one.name} in namespace ${one.namespace}`).join(", ");
    return `${acting.length} EMQX operators act on namespace ${namespace}, and undo each other's work: ${names}. Remove all but one, or let each watch its own namespace only (singleNamespace in its chart).`;
}

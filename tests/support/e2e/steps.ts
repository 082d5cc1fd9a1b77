import type { EngineEvent, StepEventMetadata } from "@pulumi/pulumi/automation";

/** What the engine did, read from its events. Pure. */

/** A resource, by a part of its type and, where that is not enough, a part of its name. */
export interface Which {
    readonly type: string;
    readonly name?: string;
}

/** Steps that leave the resource as it was. */
const HARMLESS = new Set(["same", "read", "refresh"]);

/** What was changed, `op name` each, in the order in which it was begun; the stack and its components are left out. */
export function changes(events: readonly EngineEvent[]): string[] {
    return events
        .flatMap(({ resourcePreEvent }) => resourcePreEvent?.metadata ?? [])
        .filter(({ op, type }) => !HARMLESS.has(op) && isMadeByProvider(type))
        .map(({ op, urn }) => `${op} ${urn.split("::").at(-1)}`);
}

/** What the engine counts as changed in the end, `op count` each: after a refresh, what it found other than it was left. */
export function counted(events: readonly EngineEvent[]): string[] {
    return events
        .flatMap(({ summaryEvent }) => Object.entries(summaryEvent?.resourceChanges ?? {}))
        .filter(([op, count]) => !HARMLESS.has(op) && count > 0)
        .map(([op, count]) => `${op} ${count}`);
}

/**
 * Pairs that were not in order: of each two neighbours the first was to be done before the second was begun. A resource that
 * had no step is a pair out of order as well.
 */
export function outOfOrder(events: readonly EngineEvent[], order: readonly Which[]): string[] {
    return order.slice(1).flatMap((later, i) => {
        const earlier = order[i] as Which;
        const done = lastIndex(events, earlier, ({ resOutputsEvent }) => resOutputsEvent?.metadata);
        const begun = events.findIndex((event) => is(event.resourcePreEvent?.metadata, later));
        if (done < 0) return [`${describe(earlier)} was not done`];
        if (begun < 0) return [`${describe(later)} was not begun`];
        return begun > done ? [] : [`${describe(later)} was begun before ${describe(earlier)} was done`];
    });
}

function lastIndex(
    events: readonly EngineEvent[],
    which: Which,
    metadata: (event: EngineEvent) => StepEventMetadata | undefined,
): number {
    return events.reduce((last, event, i) => (is(metadata(event), which) ? i : last), -1);
}

function is(metadata: StepEventMetadata | undefined, { type, name = "" }: Which): boolean {
    if (metadata === undefined || !isMadeByProvider(metadata.type)) return false;
    return metadata.type.includes(type) && (metadata.urn.split("::").at(-1) ?? "").includes(name);
}

function isMadeByProvider(type: string): boolean {
    return !/^(pulumi:|emqx-ack:|kubernetes:helm\.sh\/v4:)/.test(type);
}

function describe({ type, name }: Which): string {
    return name === undefined ? type : `${type} ${name}`;
}

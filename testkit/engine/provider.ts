import type { RecordedResource } from "../../preview/monitor/graph";
import type { WireObject } from "../../preview/monitor/wire";
import type { StateEntry } from "./state";

/** What a provider made of a resource. */
export interface Made {
    readonly id: string;
    readonly outputs: WireObject;
}

/** A resource as it is to be, with the inputs after `check` and without changes that are to be ignored. */
export interface Wanted {
    readonly resource: RecordedResource;
    readonly inputs: WireObject;
    /** Inputs of the provider resource that manages it; empty for a default provider. */
    readonly configuration: WireObject;
    /** How long to wait until it is ready, in milliseconds. */
    readonly limit: number;
}

export interface Change {
    /** Input paths whose change needs another resource in the place of this one. */
    readonly replaces: readonly string[];
    /** The new one cannot exist beside the old one. */
    readonly deleteFirst: boolean;
}

/** Makes the resources of some types, as the real provider would. */
export interface ResourceProvider {
    /** Refuses what it does not make; gives the inputs as they are kept. */
    check(resource: RecordedResource): WireObject;
    /** What a change at these paths means; asked only when there is one. */
    change(old: StateEntry, wanted: Wanted, paths: readonly string[]): Change;
    /** `old`: what it comes in the place of. */
    create(wanted: Wanted, old?: StateEntry): Promise<Made>;
    update(old: StateEntry, wanted: Wanted): Promise<Made>;
    /** Waits until it is gone, for at most `limit` milliseconds. */
    delete(entry: StateEntry, limit: number): Promise<void>;
}

/** It is there, and was not ready in time: the step fails, but what was made is kept in the state. */
export class NotReady extends Error {
    constructor(
        readonly made: Made,
        message: string,
    ) {
        super(message);
    }
}

import { existsSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import type { RecordedOptions, RecordedResource } from "../../preview/monitor/graph";
import type { WireObject } from "../../preview/monitor/wire";

/** One resource as the last run that touched it left it. */
export interface StateEntry {
    readonly urn: string;
    readonly type: string;
    readonly name: string;
    /** Managed by a provider, as opposed to a component. */
    readonly custom: boolean;
    readonly id?: string;
    readonly inputs: WireObject;
    readonly outputs: WireObject;
    readonly parent?: string;
    readonly provider?: string;
    readonly dependencies: readonly string[];
    readonly propertyDependencies: Readonly<Record<string, readonly string[]>>;
    readonly options: RecordedOptions;
    /** It has a successor of the same URN and goes at the end of a run that succeeds. */
    readonly replaced?: true;
    /** Why it was not ready when it was made or changed; the next run takes it up again. */
    readonly notReady?: string;
}

export interface PendingOperation {
    readonly op: "create" | "update" | "delete";
    readonly urn: string;
}

interface Snapshot {
    readonly resources: readonly StateEntry[];
    readonly pending: readonly PendingOperation[];
}

export function entryOf(
    resource: RecordedResource,
    result: Pick<StateEntry, "inputs" | "outputs" | "id" | "notReady">,
): StateEntry {
    const { urn, type, name, custom, parent, provider, dependencies, propertyDependencies, options } =
        resource;
    return {
        urn,
        type,
        name,
        custom,
        ...(parent === undefined ? {} : { parent }),
        ...(provider === undefined ? {} : { provider }),
        dependencies,
        propertyDependencies,
        options,
        ...result,
    };
}

/**
 * What a stack consists of, with dependencies before what depends on them: first what this run has dealt with, then what
 * it has not, as in the engine's snapshots. Written to disk at every change.
 */
export class State {
    private done: StateEntry[] = [];
    private before: StateEntry[];
    private pending: PendingOperation[];

    constructor(private readonly file: string | undefined) {
        const snapshot: Snapshot =
            file !== undefined && existsSync(file)
                ? JSON.parse(readFileSync(file, "utf8"))
                : { resources: [], pending: [] };
        this.before = [...snapshot.resources];
        this.pending = [...snapshot.pending];
    }

    get entries(): readonly StateEntry[] {
        return [...this.done, ...this.before];
    }

    /** What the present run has not come by. */
    get untouched(): readonly StateEntry[] {
        return this.before;
    }

    current(urn: string): StateEntry | undefined {
        return this.entries.find((entry) => entry.urn === urn && !entry.replaced);
    }

    /** Gives what an earlier run began and never ended, because its process was killed. */
    beginRun(): readonly PendingOperation[] {
        this.before = [...this.entries];
        this.done = [];
        const interrupted = this.pending;
        this.pending = [];
        return interrupted;
    }

    /** The resource as it is now, in place of what was known of it. */
    put(entry: StateEntry): void {
        this.drop((other) => other.urn === entry.urn && !other.replaced);
        this.done.push(entry);
        this.save();
    }

    /** What is found by an alias goes on under the URN that the program has for it. */
    rename(entry: StateEntry, urn: string): StateEntry {
        const renamed = { ...entry, urn };
        const inPlace = (other: StateEntry) => (other === entry ? renamed : other);
        this.done = this.done.map(inPlace);
        this.before = this.before.map(inPlace);
        this.save();
        return renamed;
    }

    /** Its successor is there: it waits for the end of the run. */
    markReplaced(entry: StateEntry): void {
        this.before = this.before.map((other) => (other === entry ? { ...entry, replaced: true } : other));
        this.save();
    }

    remove(entry: StateEntry): void {
        this.drop((other) => other === entry);
        this.save();
    }

    /** Puts the components of a run between the resources that providers manage, in the order of registration. */
    addComponents(resources: readonly RecordedResource[]): void {
        const components = new Set(resources.filter((r) => !r.custom && !r.remote).map(({ urn }) => urn));
        this.drop(({ urn }) => components.has(urn));
        const managed = new Map(this.done.map((entry) => [entry.urn, entry]));
        const inOrder = resources.flatMap((resource) => {
            const entry = managed.get(resource.urn);
            if (entry !== undefined) return [entry];
            return components.has(resource.urn) ? [entryOf(resource, { inputs: {}, outputs: {} })] : [];
        });
        // What failed in part, or was never answered, is not among the program's resources.
        this.done = [...inOrder, ...this.done.filter((entry) => !inOrder.includes(entry))];
        this.save();
    }

    /** Notes on disk what is about to be done, so that a killed run shows. */
    async during<T>(operation: PendingOperation, work: () => Promise<T>): Promise<T> {
        this.pending.push(operation);
        this.save();
        try {
            return await work();
        } finally {
            this.pending = this.pending.filter((other) => other !== operation);
            this.save();
        }
    }

    private drop(matches: (entry: StateEntry) => boolean): void {
        this.done = this.done.filter((entry) => !matches(entry));
        this.before = this.before.filter((entry) => !matches(entry));
    }

    private save(): void {
        if (this.file === undefined) return;
        const snapshot: Snapshot = { resources: this.entries, pending: this.pending };
        // Secrets are in there, and half a file would be worse than an old one.
        writeFileSync(`${this.file}.new`, JSON.stringify(snapshot, null, 1), { mode: 0o600 });
        renameSync(`${this.file}.new`, this.file);
    }
}

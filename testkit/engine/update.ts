import { Aliases } from "../../preview/changes/aliases";
import type { Answer, Answers, RemoteChild } from "../../preview/monitor/answers";
import type { RecordedResource } from "../../preview/monitor/graph";
import { urnOfProvider } from "../../preview/monitor/urns";
import { reveal, type WireObject } from "../../preview/monitor/wire";
import { changedPaths, ignoringChanges, touches, withoutNulls } from "./changes";
import { operatorChart } from "./charts/operatorChart";
import { type Change, type Made, NotReady, type ResourceProvider, type Wanted } from "./provider";
import type { ProviderOf } from "./providers";
import { entryOf, type State, type StateEntry } from "./state";
import type { Step } from "./step";
import { type WaitLimits, waitLimit } from "./waitLimits";

export interface UpdateContext {
    readonly project: string;
    readonly stack: string;
    readonly state: State;
    readonly providerOf: ProviderOf;
    readonly limits: WaitLimits;
    readonly invoke: (token: string, args: WireObject) => WireObject | undefined;
    readonly onStep: (step: Step) => void;
}

/**
 * The answers of one update: each registration creates, changes or replaces what it is about before it is answered.
 * What is found by an alias goes on as it is, under its new URN and in the resource's present type.
 */
export class Update implements Answers {
    readonly dryRun = false;
    private readonly seen = new Set<string>();
    private readonly inFlight = new Set<Promise<unknown>>();
    private failure: Error | undefined;

    private readonly aliases: Aliases;

    constructor(private readonly context: UpdateContext) {
        this.aliases = new Aliases(context.project, context.stack);
    }

    /** The first step that failed. */
    get error(): Error | undefined {
        return this.failure;
    }

    create(resource: RecordedResource): Promise<Answer> {
        // As in the engine, what is under way when something fails ends, and nothing begins any more.
        if (this.failure !== undefined) return never();
        this.seen.add(resource.urn);
        const step = this.step(resource);
        this.inFlight.add(step);
        return step.then(
            (answer) => {
                this.inFlight.delete(step);
                return this.failure === undefined ? answer : never();
            },
            (error) => {
                this.inFlight.delete(step);
                if (this.failure !== undefined) return never();
                this.failure = new Error(`${resource.urn}: ${(error as Error).message}`, { cause: error });
                throw this.failure;
            },
        );
    }

    read(resource: RecordedResource): Answer {
        throw new Error(`the engine for tests reads nothing that exists already: ${resource.urn}`);
    }

    invoke(token: string, args: WireObject): WireObject | undefined {
        return this.context.invoke(token, args);
    }

    construct(resource: RecordedResource): RemoteChild[] {
        if (!resource.type.endsWith(":Chart")) {
            throw new Error(`the engine for tests has no stand-in for ${resource.type}`);
        }
        this.seen.add(resource.urn);
        this.context.state.put(entryOf(resource, { inputs: resource.inputs, outputs: {} }));
        return operatorChart(resource);
    }

    /** Ends what is under way and lets nothing begin: the program is over. */
    async settle(): Promise<void> {
        this.failure ??= new Error("the program has ended");
        await Promise.allSettled(this.inFlight);
    }

    /** What the state has and the program did not ask for, and what was replaced. */
    condemned(): StateEntry[] {
        return this.context.state.untouched.filter((entry) => entry.replaced || !this.seen.has(entry.urn));
    }

    private async step(resource: RecordedResource): Promise<Answer> {
        const { state, providerOf, onStep } = this.context;
        refuseUnsupported(resource);
        const provider = providerOf(resource.type);
        const old = state.current(resource.urn) ?? this.formerSelf(resource);
        const checked = provider.check(resource);
        const inputs =
            old === undefined
                ? checked
                : ignoringChanges(checked, old.inputs, resource.options.ignoreChanges);
        const started = Date.now();
        const { op, made } = await this.carryOut(provider, old, resource, inputs);
        state.put(entryOf(resource, { inputs, ...made }));
        const { urn, type, name } = resource;
        onStep({ op, urn, type, name, started, ended: Date.now() });
        return made;
    }

    /** Source: pulumi 3.x, pkg/resource/deploy/step_generator.go (generateAliases). */
    private formerSelf(resource: RecordedResource): StateEntry | undefined {
        const { state } = this.context;
        for (const urn of this.aliases.candidates(resource)) {
            const former = state.current(urn);
            if (former === undefined || this.seen.has(urn)) continue;
            this.aliases.remember(resource.urn, urn);
            return state.rename(former, resource.urn);
        }
        return undefined;
    }

    private async carryOut(
        provider: ResourceProvider,
        old: StateEntry | undefined,
        resource: RecordedResource,
        inputs: WireObject,
    ): Promise<{ op: Step["op"]; made: Made }> {
        if (old === undefined) {
            const wanted = this.wanted(resource, inputs, "create");
            return { op: "create", made: await this.make(wanted, () => provider.create(wanted)) };
        }
        const paths = changedPaths(withoutNulls(reveal(old.inputs)), withoutNulls(reveal(inputs)));
        if (paths.length === 0 && old.notReady === undefined) {
            return { op: "same", made: { id: String(old.id), outputs: old.outputs } };
        }
        const wanted = this.wanted(resource, inputs, "update");
        const change = changeOf(provider, old, wanted, paths);
        if (change.replaces.length === 0) {
            const update = () => provider.update(old, wanted);
            return { op: "update", made: await this.make(wanted, update, "update") };
        }
        return {
            op: "replace",
            made: await this.replace(provider, old, this.wanted(resource, inputs, "create"), change),
        };
    }

    private async replace(
        provider: ResourceProvider,
        old: StateEntry,
        wanted: Wanted,
        change: Change,
    ): Promise<Made> {
        const { state } = this.context;
        if (old.options.protect) {
            throw new Error(
                `unable to replace resource "${old.urn}" as it is currently marked for protection (because of ${change.replaces.join(", ")})`,
            );
        }
        const deleteFirst = wanted.resource.options.deleteBeforeReplace ?? change.deleteFirst;
        if (!deleteFirst) return this.make(wanted, () => provider.create(wanted, old), "create", old);
        this.refuseDependents(old);
        await state.during({ op: "delete", urn: old.urn }, () =>
            provider.delete(old, waitLimit(old.options, "delete", this.context.limits)),
        );
        state.remove(old);
        return this.make(wanted, () => provider.create(wanted, old));
    }

    /** The engine would replace them too, where the properties they take from it decide their identity. */
    private refuseDependents({ urn }: StateEntry): void {
        const dependent = this.context.state.entries.find(({ propertyDependencies }) =>
            ["metadata", "spec"].some((key) => propertyDependencies[key]?.includes(urn)),
        );
        if (dependent !== undefined) {
            throw new Error(
                `the engine for tests does not delete ${urn} before its successor is there, since ${dependent.urn} takes properties from it`,
            );
        }
    }

    private async make(
        wanted: Wanted,
        work: () => Promise<Made>,
        op: "create" | "update" = "create",
        predecessor?: StateEntry,
    ): Promise<Made> {
        const { state } = this.context;
        const { resource, inputs } = wanted;
        try {
            const made = await state.during({ op, urn: resource.urn }, work);
            if (predecessor !== undefined) state.markReplaced(predecessor);
            return made;
        } catch (error) {
            if (error instanceof NotReady) {
                if (predecessor !== undefined) state.markReplaced(predecessor);
                state.put(entryOf(resource, { inputs, ...error.made, notReady: error.message }));
            }
            throw error;
        }
    }

    private wanted(resource: RecordedResource, inputs: WireObject, op: "create" | "update"): Wanted {
        const provider = resource.provider === undefined ? "" : urnOfProvider(resource.provider);
        const configuration = this.context.state.current(provider)?.inputs ?? {};
        return {
            resource,
            inputs,
            configuration: reveal(configuration) as WireObject,
            limit: waitLimit(resource.options, op, this.context.limits),
        };
    }
}

function changeOf(
    provider: ResourceProvider,
    old: StateEntry,
    wanted: Wanted,
    paths: readonly string[],
): Change {
    const change = provider.change(old, wanted, paths);
    const { replaceOnChanges = [] } = wanted.resource.options;
    const asked = replaceOnChanges.filter((path) => touches(paths, path));
    const replaces = change.replaces.filter((path) => touches(paths, path));
    return { ...change, replaces: [...replaces, ...asked] };
}

function refuseUnsupported({ urn, options }: RecordedResource): void {
    for (const option of ["import", "replaceWith", "replacementTrigger", "hooks"] as const) {
        if (options[option] !== undefined) {
            throw new Error(`the engine for tests does not know the option ${option}, which ${urn} has`);
        }
    }
}

/** An answer that does not come, for a program that is about to be ended. */
function never(): Promise<never> {
    return new Promise(() => undefined);
}

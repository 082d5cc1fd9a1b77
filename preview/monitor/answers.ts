import type { RecordedResource } from "./graph";
import type { WireObject } from "./wire";

/** What a provider would answer to a registration. */
export interface Answer {
    /** Absent when the id is not known yet. */
    readonly id?: string;
    readonly outputs: WireObject;
}

/** A child that a remote component's provider registers beneath it. */
export interface RemoteChild {
    readonly type: string;
    readonly name: string;
    readonly inputs: WireObject;
    /** Default true: managed by a provider. */
    readonly custom?: boolean;
}

/** A function that refuses its arguments: what is wrong with each, as `InvokeResponse` of provider.proto has it. */
export class InvokeFailures {
    constructor(readonly failures: readonly { readonly property: string; readonly reason: string }[]) {}
}

/** Stands in for the providers: decides what a program sees of the resources it registers. */
export interface Answers {
    /** True for a preview: what is missing in an answer is unknown, not absent. */
    readonly dryRun: boolean;
    /** Told of everything that is registered, components included, before anything is asked about it. */
    registered?(resource: RecordedResource): void;
    /** A promise where something is really made, which the program waits for. */
    create(resource: RecordedResource, configured: boolean): Answer | Promise<Answer>;
    read(resource: RecordedResource): Answer;
    /** The result of a provider's function; undefined when it is not known. */
    invoke(token: string, args: WireObject): WireObject | InvokeFailures | undefined;
    /** The children of a remote component, when they are known. */
    construct(resource: RecordedResource): RemoteChild[];
}

/**
 * The answers of an empty stack in a preview: inputs come back as outputs, ids and everything else is unknown.
 * A resource whose provider is not configured yet has no known outputs at all, as in the engine
 * (`sdk/go/common/resource/plugin/provider_plugin.go`, Create).
 */
export const previewAnswers: Answers = {
    dryRun: true,
    create: (resource, configured) => ({
        ...(resource.options.import === undefined ? {} : { id: resource.options.import }),
        outputs: configured ? resource.inputs : {},
    }),
    read: () => ({ outputs: {} }),
    invoke: () => undefined,
    construct: () => [],
};

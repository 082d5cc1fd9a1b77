import type { RecordedOptions } from "../monitor/graph";
import type { Wire, WireObject } from "../monitor/wire";
import type { SaidError, SaidWarning } from "./said";

/** What happens to a resource; one that stays as it is is not listed. */
export type Operation = "create" | "update" | "replace" | "delete";

/** One property that differs. */
export interface PropertyChange {
    /** As Pulumi writes it: `spec.image`, `spec.ports[0].port`, `metadata.annotations["a.b/c"]`. */
    readonly path: string;
    readonly kind: "add" | "update" | "delete";
    /** Secrets are masked, what is not known yet is `UNKNOWN`; absent for `add`. */
    readonly before?: Wire;
    /** Secrets are masked, what is not known yet is `UNKNOWN`; absent for `delete`. */
    readonly after?: Wire;
    /** This property alone makes another resource of it. */
    readonly replaces: boolean;
    /** `unknown`: one of the values is not known offline, so that it may turn out to be the same. */
    readonly certainty: "certain" | "unknown";
    /** A list whose members are the same things in another order; what else differs in them is told apart. */
    readonly order?: true;
}

/** A resource as one side of the comparison has it, secrets masked. */
export interface Side {
    readonly inputs: WireObject;
    readonly dependencies: readonly string[];
    readonly parent?: string;
    /** `urn::id` of the provider that manages it. */
    readonly provider?: string;
    readonly options: RecordedOptions;
    /** Of components: what they registered. */
    readonly outputs?: WireObject;
}

/** A resource of one side, changed or not. */
export interface Snapshot {
    readonly urn: string;
    readonly type: string;
    readonly name: string;
    /** Managed by a provider, as opposed to a component. */
    readonly custom: boolean;
    readonly side: Side;
}

/** What happens to one resource. */
export interface ResourceChange {
    /** That of the new side, where there is one. */
    readonly urn: string;
    readonly type: string;
    readonly name: string;
    readonly operation: Operation;
    readonly custom: boolean;
    /** Its URN so far, when an alias connects it with another one. */
    readonly previousUrn?: string;
    /** For `replace`: the old one goes before the new one is there. */
    readonly deleteBeforeReplace: boolean;
    /** For `replace`: the properties (or options: `provider`, `replacementTrigger`) that force it. */
    readonly replaceReasons: readonly string[];
    readonly before?: Side;
    readonly after?: Side;
    /** For `update` and `replace`, in order of their paths. */
    readonly properties: readonly PropertyChange[];
    /** For `delete` and `replace`: the old one stays in the cloud and is forgotten (`retainOnDelete`). */
    readonly retained?: boolean;
    /** For `delete`: it goes together with this resource, and is not deleted by itself (`deletedWith`). */
    readonly deletedWith?: string;
    /** The engine will refuse to delete or replace it, and with it the whole update, until it is unprotected. */
    readonly blockedByProtect?: boolean;
}

/** A resource that differs at most in values that are not known offline. */
export interface PossibleChange {
    readonly urn: string;
    readonly type: string;
    readonly name: string;
    readonly paths: readonly string[];
}

/** Everything that becomes of a stack. */
export interface ChangeSet {
    readonly project: string;
    readonly stack: string;
    /** Name of the project at the base, where it was another one: the two are compared as after `pulumi stack rename`. */
    readonly formerProject?: string;
    /** What it is compared with: `revision 1a2b3c4`, `state.json`, `an empty stack`. */
    readonly base: string;
    /** Two runs of programs, a run against recorded state, or what the engine itself planned. */
    readonly source: "programs" | "state" | "engine";
    /**
     * In the order in which the engine acts: creations, updates and replacements in dependency order, deletions last
     * and dependents first. A replacement stands where its new resource is created.
     */
    readonly changes: readonly ResourceChange[];
    /** The whole stack so far, by URN; from an engine's plan only what the plan names. */
    readonly before: ReadonlyMap<string, Snapshot>;
    /** The whole stack to be, by URN; from an engine's plan only what the plan names. */
    readonly after: ReadonlyMap<string, Snapshot>;
    /** Resources that stay as they are. */
    readonly unchanged: number;
    /** What a reader has to know about the comparison itself. */
    readonly warnings: readonly string[];
    readonly mayChange: readonly PossibleChange[];
    /** What the new program warns of by itself. */
    readonly said: readonly SaidWarning[];
    /**
     * Why the new program did not run to its end; absent where it did. What would become of the stack is not known then, and
     * `changes` has at most what the engine planned until it stopped.
     */
    readonly failure?: readonly SaidError[];
}

import type { Wire, WireObject } from "./wire";

/** What a program asked for, in the order it asked: the result of running it under our resource monitor. */
export interface Graph {
    readonly project: string;
    readonly stack: string;
    /** In the order of registration; the stack itself comes first. */
    readonly resources: RecordedResource[];
    /** Providers nobody constructed: the ones Pulumi makes per package and version. */
    readonly defaultProviders: DefaultProvider[];
    readonly invokes: RecordedInvoke[];
    readonly diagnostics: Diagnostic[];
    /** What the program exports; empty until it has ended. */
    outputs: WireObject;
}

/** One resource as it was registered, transforms and inheritance from its parents applied. */
export interface RecordedResource {
    readonly urn: string;
    readonly type: string;
    readonly name: string;
    /** URN of the parent; the stack itself has none. */
    readonly parent?: string;
    /** Managed by a provider, as opposed to a component. */
    readonly custom: boolean;
    /** A component whose children only its provider knows (`helm.v4.Chart`). */
    readonly remote: boolean;
    /** Read with `.get`, and therefore never created, changed or deleted by this stack. */
    readonly external: boolean;
    readonly id?: string;
    /** `urn::id` of the provider that manages it. */
    readonly provider?: string;
    /** Providers a component hands to its children, by package. */
    readonly providers: Readonly<Record<string, string>>;
    readonly inputs: WireObject;
    /** What the program saw as the resource's outputs; for a component what it registered as such. */
    outputs?: WireObject;
    readonly dependencies: readonly string[];
    readonly propertyDependencies: Readonly<Record<string, readonly string[]>>;
    readonly options: RecordedOptions;
}

/** Resource options that are not edges of the graph; those that were not given are absent. */
export interface RecordedOptions {
    readonly protect?: boolean;
    readonly retainOnDelete?: boolean;
    readonly deletedWith?: string;
    readonly replaceWith?: readonly string[];
    readonly replacementTrigger?: Wire;
    readonly deleteBeforeReplace?: boolean;
    readonly ignoreChanges?: readonly string[];
    readonly replaceOnChanges?: readonly string[];
    readonly hideDiffs?: readonly string[];
    readonly additionalSecretOutputs?: readonly string[];
    readonly aliases?: readonly RecordedAlias[];
    readonly customTimeouts?: { create?: string; update?: string; delete?: string; read?: string };
    readonly import?: string;
    readonly version?: string;
    readonly pluginDownloadUrl?: string;
    /** Names of the hooks bound to each moment, e.g. `afterUpdate`. */
    readonly hooks?: Readonly<Record<string, readonly string[]>>;
    /** How many transforms the resource itself brought. */
    readonly transforms?: number;
}

/** A former identity: a whole URN, or the parts that differ. */
export type RecordedAlias =
    | string
    | {
          name?: string;
          type?: string;
          project?: string;
          stack?: string;
          parent?: string;
          noParent?: boolean;
      };

export interface DefaultProvider {
    readonly urn: string;
    readonly package: string;
    readonly version?: string;
}

/** A call of a provider's function (a data source), or of a resource's method. */
export interface RecordedInvoke {
    readonly token: string;
    readonly args: WireObject;
    readonly provider?: string;
    /** False when it was answered with "not known yet", as every call is in an offline preview. */
    readonly known: boolean;
}

export interface Diagnostic {
    readonly severity: "info" | "warning" | "error";
    /** Absent for `pulumi.log`; otherwise where the program printed it by itself. */
    readonly source?: "stdout" | "stderr";
    readonly message: string;
    readonly urn?: string;
    /** Live status that a terminal would overwrite with the next one. */
    readonly ephemeral: boolean;
}

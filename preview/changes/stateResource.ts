import type { RecordedOptions } from "../monitor/graph";
import { nameOf } from "../monitor/urns";
import type { Wire, WireObject } from "../monitor/wire";
import type { BaseResource } from "./base";

/** A resource of a state export (`ResourceV3` in pulumi/pulumi, sdk/go/common/apitype/core.go), as far as we read it. */
export interface StateResource {
    readonly urn: string;
    readonly type: string;
    readonly custom: boolean;
    /** Replaced, and to be deleted by the next update. */
    readonly delete?: boolean;
    readonly id?: string;
    readonly inputs?: WireObject;
    readonly outputs?: WireObject;
    readonly parent?: string;
    readonly protect?: boolean;
    readonly external?: boolean;
    readonly dependencies?: readonly string[] | null;
    readonly initErrors?: readonly string[] | null;
    readonly provider?: string;
    readonly propertyDependencies?: Readonly<Record<string, readonly string[] | null>>;
    readonly pendingReplacement?: boolean;
    readonly additionalSecretOutputs?: readonly string[] | null;
    readonly importID?: string;
    readonly retainOnDelete?: boolean;
    readonly deletedWith?: string;
    readonly replaceWith?: readonly string[] | null;
    readonly ignoreChanges?: readonly string[] | null;
    readonly replaceOnChanges?: readonly string[] | null;
    readonly replacementTrigger?: Wire;
    /** Another resource shows itself through this one; it is not managed by itself. */
    readonly viewOf?: string;
}

export function recordedResource(entry: StateResource): BaseResource {
    const { urn, type, custom, id, parent, provider, inputs, outputs } = entry;
    return {
        urn,
        type,
        name: nameOf(urn),
        custom,
        // A state does not tell a remote component from another one.
        remote: false,
        external: entry.external ?? false,
        ...(id === undefined ? {} : { id }),
        ...(parent === undefined ? {} : { parent }),
        ...(provider === undefined || provider === "" ? {} : { provider }),
        providers: {},
        inputs: inputs ?? {},
        outputs: outputs ?? {},
        dependencies: entry.dependencies ?? [],
        propertyDependencies: Object.fromEntries(
            Object.entries(entry.propertyDependencies ?? {}).map(([key, urns]) => [key, urns ?? []]),
        ),
        options: optionsOf(entry),
        ...((entry.initErrors ?? []).length > 0 ? { unready: true } : {}),
        ...(entry.pendingReplacement ? { pendingReplacement: true } : {}),
    };
}

/** As a program's run records them: only what was given. */
function optionsOf(entry: StateResource): RecordedOptions {
    const given: RecordedOptions = {
        protect: entry.protect,
        retainOnDelete: entry.retainOnDelete,
        deletedWith: entry.deletedWith || undefined,
        replaceWith: entry.replaceWith ?? undefined,
        replacementTrigger: entry.replacementTrigger,
        ignoreChanges: entry.ignoreChanges ?? undefined,
        replaceOnChanges: entry.replaceOnChanges ?? undefined,
        additionalSecretOutputs: entry.additionalSecretOutputs ?? undefined,
        import: entry.importID || undefined,
    };
    return Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined));
}

import type { RecordedResource } from "../monitor/graph";
import { downgradeOutputs, type WireObject } from "../monitor/wire";
import type { Side, Snapshot } from "./change";
import { maskObject } from "./secrets";

/** A resource as one side of a comparison shows it. */
export function sideOf(resource: RecordedResource, inputs?: WireObject): Side {
    const { parent, provider, outputs, custom } = resource;
    return {
        inputs: maskObject(inputs ?? (downgradeOutputs(resource.inputs) as WireObject)),
        dependencies: [...resource.dependencies].sort(),
        ...(parent === undefined ? {} : { parent }),
        ...(provider === undefined ? {} : { provider }),
        options: resource.options,
        ...(custom || outputs === undefined ? {} : { outputs: maskObject(outputs) }),
    };
}

export function snapshotOf(resource: RecordedResource, inputs?: WireObject): Snapshot {
    const { urn, type, name, custom } = resource;
    return { urn, type, name, custom, side: sideOf(resource, inputs) };
}

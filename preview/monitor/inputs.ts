import type { RegisterResourceRequest, TransformResourceOptions } from "@pulumi/pulumi/proto/resource_pb";
import { optionsOf } from "./options";
import { toObject } from "./protocol";
import type { Transforms } from "./transforms";
import {
    downgradeOutputs,
    outputDependencies,
    upgradeToOutputs,
    type WireObject,
    withDependencies,
} from "./wire";

/** What a resource is registered with, after all transforms. */
export interface Inputs {
    readonly props: WireObject;
    readonly options: TransformResourceOptions;
    readonly dependencies: ReadonlySet<string>;
    readonly propertyDependencies: Readonly<Record<string, readonly string[]>>;
}

/** Runs a request through its transforms and works out its edges, as the engine's RegisterResource does. */
export async function transformedInputs(
    request: RegisterResourceRequest,
    transforms: Transforms,
    provider: string,
): Promise<Inputs> {
    const own = request.getTransformsList();
    const sent = toObject(request.getObject());
    const sentDependencies = propertyDependenciesOf(request, Object.keys(sent));
    let props = mapValues(sent, upgradeToOutputs);
    if (own.length > 0) {
        props = mapValues(props, (value, key) => withDependencies(value, sentDependencies[key] ?? []));
    }
    const resource = {
        type: request.getType(),
        name: request.getName(),
        custom: request.getCustom(),
        parent: request.getParent(),
        own,
    };
    const after = await transforms.apply(resource, { props, options: optionsOf(request, provider) });
    const fromProps = mapValues(after.props, (value) => [...outputDependencies(value)]);
    const result = {
        props: request.getRemote() ? after.props : mapValues(after.props, downgradeOutputs),
        options: after.options,
    };
    // The engine takes edges back from transforms only when the resource has transforms of its own.
    if (own.length > 0) {
        const all = [...after.options.getDependsOnList(), ...Object.values(fromProps).flat()];
        return { ...result, dependencies: new Set(all), propertyDependencies: fromProps };
    }
    return {
        ...result,
        dependencies: new Set(request.getDependenciesList()),
        propertyDependencies: mapValues({ ...sentDependencies, ...fromProps }, (_, key) => [
            ...new Set([...(sentDependencies[key] ?? []), ...(fromProps[key] ?? [])]),
        ]),
    };
}

/** An object with every value replaced. */
export function mapValues<T, R>(
    object: Readonly<Record<string, T>>,
    change: (value: T, key: string) => R,
): Record<string, R> {
    return Object.fromEntries(Object.entries(object).map(([key, value]) => [key, change(value, key)]));
}

/** A request that names no edges per property makes every property depend on all of them. */
function propertyDependenciesOf(
    request: RegisterResourceRequest,
    keys: string[],
): Record<string, readonly string[]> {
    const sent = [...request.getPropertydependenciesMap().entries()];
    if (sent.length === 0 && !request.getRemote()) {
        return Object.fromEntries(keys.map((key) => [key, request.getDependenciesList()]));
    }
    return Object.fromEntries(sent.map(([key, dependencies]) => [key, dependencies.getUrnsList()]));
}

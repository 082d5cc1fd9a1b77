import assert from "node:assert/strict";
import type { Graph, RecordedResource } from "../../../preview/monitor/graph";
import type { Wire } from "../../../preview/monitor/wire";

/** Fails unless both programs asked for the same, in whatever order; names the first resource that differs. */
export function assertSameDeployment(actual: Graph, expected: Graph): void {
    const { resources, ...others } = canonical(actual);
    const { resources: expectedResources, ...expectedOthers } = canonical(expected);
    assert.deepEqual(Object.keys(resources), Object.keys(expectedResources));
    const inherent = inherentDependencies(resources);
    for (const [urn, { dependencies, propertyDependencies, ...resource }] of Object.entries(resources)) {
        const expected = expectedResources[urn] as CanonicalResource;
        const { dependencies: awaited, propertyDependencies: sources, ...rest } = expected;
        assert.deepEqual({ urn, resource }, { urn, resource: rest });
        const own = dependencies.filter((u) => awaited.includes(u) || !inherent.has(u));
        assert.deepEqual({ urn, dependencies: own }, { urn, dependencies: awaited });
        const ownSources = Object.entries(propertyDependencies).map(([key, urns]) => [
            key,
            urns.filter((u) => !isOurComponent(u)),
        ]);
        assert.deepEqual({ urn, sources: Object.fromEntries(ownSources) }, { urn, sources });
    }
    assert.deepEqual(others, expectedOthers);
}

/**
 * What every remote component of Pulumi adds: what takes its outputs waits for the component as such, and its children
 * wait for whatever its inputs come from (`rawDependencies` in pkg/resource/deploy/source_eval.go).
 */
function inherentDependencies(resources: Readonly<Record<string, CanonicalResource>>): Set<string> {
    const components = Object.entries(resources).filter(([urn]) => isOurComponent(urn));
    const roots = components.filter(([, { parent }]) => !isOurComponent(parent ?? ""));
    return new Set([...components.map(([urn]) => urn), ...roots.flatMap(([, r]) => r.dependencies)]);
}

function isOurComponent(urn: string): boolean {
    return urn.split("::")[2]?.split("$").at(-1)?.startsWith("emqx-ack:index:") === true;
}

interface CanonicalResource {
    readonly parent?: string | undefined;
    readonly [property: string]: unknown;
    readonly dependencies: readonly string[];
    readonly propertyDependencies: Readonly<Record<string, readonly string[]>>;
}

interface Canonical {
    readonly resources: Readonly<Record<string, CanonicalResource>>;
    readonly [part: string]: unknown;
}

/** A graph in a form that is equal for equal deployments. */
function canonical(graph: Graph): Canonical {
    const byUrn = [...graph.resources].sort((a, b) => (a.urn < b.urn ? -1 : 1));
    return {
        resources: Object.fromEntries(byUrn.map((resource) => [resource.urn, resourceOf(resource)])),
        defaultProviders: graph.defaultProviders.map(({ urn }) => urn).sort(),
        invokes: graph.invokes.map((i) => JSON.stringify(sortedKeys(i as unknown as Wire))).sort(),
        diagnostics: graph.diagnostics
            .filter((d) => !d.ephemeral)
            .map(({ severity, message, urn }) => JSON.stringify([severity, message, urn]))
            .sort(),
        outputs: sortedKeys(graph.outputs),
    };
}

function resourceOf(resource: RecordedResource): CanonicalResource {
    const { protect, retainOnDelete, ...options } = resource.options;
    const { propertyDependencies, dependencies, inputs, outputs, ...rest } = resource;
    return {
        ...rest,
        inputs: sortedKeys(inputs),
        outputs: outputs === undefined ? undefined : sortedKeys(outputs),
        dependencies: [...dependencies].sort(),
        propertyDependencies: Object.fromEntries(
            Object.entries(propertyDependencies)
                .map(([key, urns]) => [key, [...urns].sort()] as const)
                .filter(([, urns]) => urns.length > 0)
                .sort(([a], [b]) => (a < b ? -1 : 1)),
        ),
        options: {
            ...options,
            // The SDK's server cannot tell "false" from "not given"; neither can the engine's state.
            protect: protect || undefined,
            retainOnDelete: retainOnDelete || undefined,
        },
    };
}

function sortedKeys(value: Wire): Wire {
    if (Array.isArray(value)) return value.map(sortedKeys);
    if (typeof value !== "object" || value === null) return value;
    return Object.fromEntries(
        Object.entries(value)
            .filter(([, member]) => member !== undefined)
            .sort(([a], [b]) => (a < b ? -1 : 1))
            .map(([key, member]) => [key, sortedKeys(member)]),
    );
}

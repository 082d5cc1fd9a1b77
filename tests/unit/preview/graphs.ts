import type { Graph, RecordedResource } from "../../../preview/monitor/graph";

/** A managed resource with nothing special about it, apart from what a test says. */
export function resource(given: Partial<RecordedResource>): RecordedResource {
    const name = given.name ?? "r";
    return {
        urn: `urn:pulumi:dev::p::test:index:Thing::${name}`,
        type: "test:index:Thing",
        name,
        custom: true,
        remote: false,
        external: false,
        providers: {},
        inputs: {},
        dependencies: [],
        propertyDependencies: {},
        options: {},
        ...given,
    };
}

export function graphOf(resources: RecordedResource[], more: Partial<Graph> = {}): Graph {
    return {
        project: "p",
        stack: "dev",
        resources,
        defaultProviders: [],
        invokes: [],
        diagnostics: [],
        outputs: {},
        ...more,
    };
}

import { inOrder } from "../inOrder";
import type { Graph, RecordedResource } from "../monitor/graph";
import { STACK_TYPE } from "../monitor/urns";
import { type Base, type BaseResource, baseOf } from "./base";
import type { ChangeSet, PossibleChange, ResourceChange, Snapshot } from "./change";
import type { Decision } from "./decision";
import { remainsOf } from "./deletions";
import { Planner } from "./planner";
import { type SaidError, warningsAgainst } from "./said";
import { sideOf, snapshotOf } from "./sides";
import type { StateFile } from "./stateFile";
import { callWarnings, stateWarnings } from "./warnings";

/** Two revisions of a program, both run on an empty stack; values that both do not know count as the same. */
export function compareGraphs(base: Graph, head: Graph, label = "another revision"): ChangeSet {
    const renamed = base.project !== head.project && base.resources.some(({ type }) => type !== STACK_TYPE);
    const changes = compare(baseOf(inProject(base, head.project)), head, label, "programs");
    return {
        ...changes,
        ...(renamed ? { formerProject: base.project } : {}),
        said: warningsAgainst(head.diagnostics, base),
        warnings: [...changes.warnings, ...callWarnings(base, head)],
    };
}

/**
 * A program against what `pulumi stack export` recorded. Exact when the program ran with `StateAnswers` of the same
 * state, which tell it what the state knows; otherwise more is unknown.
 */
export function compareWithState(state: StateFile, head: Graph): ChangeSet {
    const base: Base = { resources: state.resources, recorded: true };
    return compare(base, head, state.label, "state", state);
}

/** The same resources in a project of another name, as `pulumi stack rename` writes them. */
function inProject(graph: Graph, project: string): Graph {
    if (graph.project === project) return graph;
    const prefix = (name: string) => `urn:pulumi:${graph.stack}::${name}::`;
    const text = JSON.stringify(graph.resources).replaceAll(prefix(graph.project), prefix(project));
    return { ...graph, project, resources: JSON.parse(text) };
}

/** A program that failed, beside what it was to be compared with: nothing of what would change is known. */
export function failedProgram(
    head: Graph,
    failure: readonly SaidError[],
    base: { readonly label: string; readonly source: "programs" | "state"; readonly graph?: Graph },
): ChangeSet {
    return {
        project: head.project,
        stack: head.stack,
        base: base.label,
        source: base.source,
        changes: [],
        before: new Map(),
        after: new Map(),
        unchanged: 0,
        warnings: [],
        mayChange: [],
        said: warningsAgainst(head.diagnostics, base.graph),
        failure,
    };
}

function compare(
    base: Base,
    head: Graph,
    label: string,
    source: ChangeSet["source"],
    state?: StateFile,
): ChangeSet {
    const planner = new Planner(base, head.project, head.stack);
    // The stack itself is registered first and never changes.
    const decisions = head.resources
        .filter(({ type }) => type !== STACK_TYPE)
        .map((resource) => planner.decide(resource));
    const byUrn = new Map(decisions.map((decision) => [decision.resource.urn, decision]));
    const changed = inOrder(head)
        .map(({ urn }) => byUrn.get(urn))
        .filter((decision) => decision !== undefined && decision.operation !== "same")
        .map((decision) => resourceChange(decision as Decision, planner));
    const { deletions, kept } = remainsOf(base, planner, decisions);
    return {
        project: head.project,
        stack: head.stack,
        base: label,
        source,
        changes: [...changed, ...deletions],
        before: snapshots(base.resources),
        after: afterSide(head.resources, byUrn),
        unchanged: kept + decisions.filter(({ operation }) => operation === "same").length,
        warnings: state === undefined ? [] : stateWarnings(state, decisions),
        mayChange: decisions.flatMap(possibleChange),
        said: warningsAgainst(head.diagnostics, undefined),
    };
}

function resourceChange(decision: Decision, planner: Planner): ResourceChange {
    const { resource, old, operation, inputs } = decision;
    const { urn, type, name, custom } = resource;
    const previousUrn = planner.formerUrn(urn);
    const isReplaced = operation === "replace";
    return {
        urn,
        type,
        name,
        operation: operation as ResourceChange["operation"],
        custom,
        ...(previousUrn === urn ? {} : { previousUrn }),
        deleteBeforeReplace: decision.deleteBeforeReplace,
        replaceReasons: decision.replaceReasons,
        ...(old === undefined ? {} : { before: sideOf(old, inputs?.before) }),
        after: sideOf(resource, inputs?.after),
        properties: decision.properties,
        ...(isReplaced && old?.options.retainOnDelete ? { retained: true } : {}),
        ...(isReplaced && old?.options.protect && resource.options.protect ? { blockedByProtect: true } : {}),
    };
}

function possibleChange({ operation, possible, resource }: Decision): PossibleChange[] {
    if (operation !== "same" || possible.length === 0) {
        return [];
    }
    const { urn, type, name } = resource;
    return [{ urn, type, name, paths: [...new Set(possible)] }];
}

function snapshots(resources: readonly BaseResource[]): Map<string, Snapshot> {
    return new Map(resources.map((resource) => [resource.urn, snapshotOf(resource)]));
}

/** What stays as it is shows the values that the base knows, also where this run could not know them. */
function afterSide(
    resources: readonly RecordedResource[],
    decisions: ReadonlyMap<string, Decision>,
): Map<string, Snapshot> {
    return new Map(
        resources.map((resource) => {
            const decision = decisions.get(resource.urn);
            const isSame = decision?.operation === "same" && decision.inputs !== undefined;
            const known = isSame && decision.possible.length === 0 ? decision.inputs?.before : undefined;
            return [resource.urn, snapshotOf(resource, known ?? decision?.inputs?.after)];
        }),
    );
}

import { urnOfProvider } from "../../preview/monitor/urns";
import type { StateEntry } from "./state";

/**
 * Rounds of deletion: all of a round goes at once, and nothing goes before what depends on it. Source: ScheduleDeletes in
 * `pkg/resource/deploy/step_generator.go`.
 */
export function deleteRounds(condemned: readonly StateEntry[], all: readonly StateEntry[]): StateEntry[][] {
    const rounds: StateEntry[][] = [];
    const left = new Set(condemned);
    // There is always one to take: entries depend on such as come before them.
    while (left.size > 0) {
        const free = [...left].filter(
            (entry) => !dependenciesOf(entry, all).some((other) => left.has(other)),
        );
        for (const entry of free) left.delete(entry);
        rounds.push(free);
    }
    return rounds.reverse();
}

/**
 * What an entry depends on directly; a component stands for everything beneath it that was there before the entry.
 * Source: DependenciesOf in `pkg/resource/graph/dependency_graph.go`.
 */
export function dependenciesOf(entry: StateEntry, all: readonly StateEntry[]): StateEntry[] {
    const before = all.slice(0, all.indexOf(entry));
    const named = new Set([
        ...entry.dependencies,
        ...Object.values(entry.propertyDependencies).flat(),
        ...(entry.provider === undefined ? [] : [urnOfProvider(entry.provider)]),
        ...(entry.options.deletedWith === undefined ? [] : [entry.options.deletedWith]),
    ]);
    const components = before.filter(({ urn, custom }) => named.has(urn) && !custom).map(({ urn }) => urn);
    return before.filter(
        (other) =>
            named.has(other.urn) ||
            other.urn === entry.parent ||
            components.some((component) => isBeneath(other, component, before)),
    );
}

function isBeneath(entry: StateEntry, component: string, all: readonly StateEntry[]): boolean {
    if (entry.parent === undefined) return false;
    if (entry.parent === component) return true;
    const parent = all.find(({ urn }) => urn === entry.parent);
    return parent !== undefined && isBeneath(parent, component, all);
}

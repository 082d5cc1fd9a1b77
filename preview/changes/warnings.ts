import { cloudCalls } from "../cloudCalls";
import type { Graph } from "../monitor/graph";
import { nameOf } from "../monitor/urns";
import type { Decision } from "./decision";
import type { StateFile } from "./stateFile";

/** What a state cannot tell, and what it says about the update before. */
export function stateWarnings(state: StateFile, decisions: readonly Decision[]): string[] {
    const sealed = decisions.filter(({ uncompared }) => uncompared > 0);
    const charts = decisions.filter(({ hidden }) => hidden === true);
    return [
        ...(sealed.length === 0
            ? []
            : [
                  `${count(sealed, "secret")} of ${names(sealed)} cannot be compared with ciphertext and counted as unchanged`,
              ]),
        ...(charts.length === 0
            ? []
            : [
                  `a state does not keep the values of ${names(charts)}: compare with a git revision to see changes in them`,
              ]),
        ...(state.pending.length === 0
            ? []
            : [`the last update did not end; still open: ${state.pending.join(", ")}`]),
        ...(state.leftOver.length === 0
            ? []
            : [
                  `an update deletes what the last one has replaced and left over: ${state.leftOver.map(nameOf).join(", ")}`,
              ]),
    ];
}

/** Functions that are asked differently: what comes from their results is not known on either side. */
export function callWarnings(base: Graph, head: Graph): string[] {
    const calls = (graph: Graph) =>
        new Map(cloudCalls(graph).map(({ token, args }) => [JSON.stringify([token, args]), token]));
    const [before, after] = [calls(base), calls(head)];
    const other = [...after].filter(([call]) => !before.has(call)).map(([, token]) => token);
    const tokens = [...new Set(other)];
    return before.size === 0 || tokens.length === 0
        ? []
        : [`asked differently, with results that are not known offline: ${tokens.join(", ")}`];
}

function count(decisions: readonly Decision[], what: string): string {
    const total = decisions.reduce((sum, { uncompared }) => sum + uncompared, 0);
    return total === 1 ? `1 ${what}` : `${total} ${what}s`;
}

function names(decisions: readonly Decision[]): string {
    return decisions.map(({ resource }) => resource.name).join(", ");
}

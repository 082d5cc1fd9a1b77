import type { Graph } from "../monitor/graph";
import { stackCapacities } from "./capacityOutputs";
import { capacityTable } from "./capacityTable";
import type { Style } from "./style";

/** Lines of one stack's table at the most, beside its title. */
const MOST = 9;

/** What limits the stacks of a program: a section of the preview's page for each, none where nothing was registered. */
export function capacitySections(graph: Graph, options: { style: Style; width: number }): string[][] {
    const { style } = options;
    const capacities = stackCapacities(graph);
    return capacities.map(({ name, ceilings }) => {
        const title = style.accent(style.bold(capacities.length > 1 ? `capacity of ${name}` : "capacity"));
        if (ceilings === undefined) return [`${title} ${style.dim("(not known before the update)")}`];
        const note = "(after losing the nodes that may be lost; the tightest first)";
        return [`${title} ${style.dim(note)}`, ...capacityTable(ceilings, { ...options, most: MOST })];
    });
}

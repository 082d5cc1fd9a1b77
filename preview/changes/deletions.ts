import { inOrder } from "../inOrder";
import { STACK_TYPE } from "../monitor/urns";
import type { Base, BaseResource } from "./base";
import type { ResourceChange } from "./change";
import type { Decision } from "./decision";
import type { Planner } from "./planner";
import { sideOf } from "./sides";

/** What becomes of the resources that the program did not ask for. */
export interface Remains {
    /** Dependents before what they depend on. */
    readonly deletions: readonly ResourceChange[];
    /** Children of charts and of other components whose children only their providers know. */
    readonly kept: number;
}

export function remainsOf(base: Base, planner: Planner, decisions: readonly Decision[]): Remains {
    const byUrn = new Map(base.resources.map((r) => [r.urn, r]));
    const remote = new Set(
        decisions.flatMap(({ old, resource }) => (old !== undefined && resource.remote ? [old.urn] : [])),
    );
    const unclaimed = planner.unclaimed().filter((r) => r.type !== STACK_TYPE && !r.external);
    const gone = unclaimed.filter((r) => !isBeneath(r, remote, byUrn));
    const goneUrns = new Set(gone.map(({ urn }) => urn));
    const replaced = new Set(
        decisions.flatMap(({ old, deleteBeforeReplace }) =>
            old !== undefined && deleteBeforeReplace ? [old.urn] : [],
        ),
    );
    const deletions = inOrder(base)
        .filter(({ urn }) => goneUrns.has(urn))
        .reverse()
        .map((resource): ResourceChange => {
            const { urn, type, name, custom, options } = resource;
            const { deletedWith } = options;
            const goesWith =
                deletedWith !== undefined && (goneUrns.has(deletedWith) || replaced.has(deletedWith));
            return {
                urn,
                type,
                name,
                operation: "delete",
                custom,
                deleteBeforeReplace: false,
                replaceReasons: [],
                before: sideOf(resource),
                properties: [],
                ...(options.retainOnDelete ? { retained: true } : {}),
                ...(goesWith && deletedWith !== undefined ? { deletedWith } : {}),
                ...(options.protect ? { blockedByProtect: true } : {}),
            };
        });
    return { deletions, kept: unclaimed.length - gone.length };
}

/** Children that only a remote component's provider knows are there as long as the component is. */
function isBeneath(
    resource: BaseResource,
    remote: ReadonlySet<string>,
    byUrn: ReadonlyMap<string, BaseResource>,
): boolean {
    for (let r: BaseResource | undefined = resource; r !== undefined; r = byUrn.get(r.parent ?? "")) {
        if (remote.has(r.urn)) {
            return true;
        }
    }
    return false;
}

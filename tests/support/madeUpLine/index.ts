import { otherVersions, troubles } from "../../../provider/emqx/lines/line/assessment";
import type { OperatorLine } from "../../../provider/emqx/lines/line/line";
import type { Observation, Target } from "../../../provider/emqx/lines/line/observation";
import { textAt } from "../../../provider/emqx/lines/line/plainObject";
import { VERSIONS, type VersionRow } from "../../../provider/emqx/lines/matrix";
import { v2beta1 } from "../../../provider/emqx/lines/v2beta1";
import { field } from "./fields";
import { read, reportedBy, write } from "./object";
import { pace } from "./pace";
import { words } from "./words";

/**
 * A line of the operator that does not exist: another API version and other fields, one set of pods for each role for good,
 * another rule of "done", nodes that leave one by one. What goes through everything without a change outside its folder.
 */
export const madeUp: OperatorLine = {
    id: "9.1",
    resource: { group: "apps.emqx.io", version: "v9", plural: "emqxes" },
    formerVersions: ["v8"],
    takesOverOlder: true,
    chart: {
        ...v2beta1.chart,
        version: "9.1.3",
        lowest: "9.1.2",
        image: "made-up/operator",
        needsCertManager: false,
        values: ({ replicas }) => ({ pods: replicas }),
        serves: (versions) => versions.includes("v9"),
    },
    names: () => [],
    keys: { keys: [], roots: {}, variables: [] },
    unwritable: () => [],
    write,
    read,
    field,
    status: (object) => {
        const { calm, applied, nodes } = reportedBy(object);
        return {
            ready: calm,
            configApplied: applied,
            nodes: nodes.map((node) => ({
                node: textAt(node, "id") ?? "",
                role: textAt(node, "kind") ?? "",
                version: textAt(node, "runs") ?? "",
                status: "running",
            })),
        };
    },
    runsEnterprise: () => undefined,
    done,
    holdSeconds: 0,
    pace,
    coresBesideReplicants: 1,
    withoutInputs: [],
    disks: "grown",
    annotations: {},
    fixedFields: [],
    push: { seconds: 5, bootRoots: ["node"], bootRootsDo: "roll", order: "beforePods", ownLines: "" },
    traps: { bootsWithOldConfiguration: false, losesDurableSessions: false, deletesDisks: false },
    words,
    facts: v2beta1.facts,
};

/** Done when every pod itself carries what was sent: the sets say so from the first second on. */
function done(seen: Observation, target: Target) {
    const roles = (["core", "replicant"] as const).filter((role) => target.replicas[role] > 0);
    const counts = roles.map((role) => {
        const pods = seen.sets.filter((set) => set.role === role).flatMap((set) => set.pods);
        const ready = pods.filter((pod) => pod.revision === target.revisions[role] && pod.ready).length;
        return { role, ready, wanted: target.replicas[role], all: pods.length };
    });
    const complete = counts.every(({ ready, wanted, all }) => ready === wanted && all === wanted);
    const all = complete && seen.ready && seen.configApplied;
    return {
        done: all,
        progress: counts.map(({ role, ready, wanted }) => `${role}s ${ready}/${wanted} made anew`).join(", "),
        reasons: troubles(
            seen.sets.flatMap((set) => set.pods),
            seen,
        ),
        warnings: all ? otherVersions(seen, target) : [],
        abandoned: [],
    };
}

/** EMQX 9.9 runs on it. */
export const MADE_UP_VERSIONS: readonly VersionRow[] = [
    {
        ...(VERSIONS.find(({ minor }) => minor === "5.8") as VersionRow),
        passage: undefined,
        minor: "9.9",
        lines: [madeUp.id],
    },
];

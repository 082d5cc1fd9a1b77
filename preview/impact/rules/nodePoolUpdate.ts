import { NODE_ROLE_LABEL } from "../../../provider/naming/labels";
import type { ResourceChange } from "../../changes/change";
import type { Effect } from "../facts/effect";
import type { Level } from "../facts/level";
import type { NodeFact } from "../facts/nodes";
import type { Thing } from "../facts/thing";
import { type Context, effect, isBeneath, topLevel, within } from "./context";
import { labelIn } from "./nodePoolReasons";
import { listAt, numberAt, pathNames, textAt } from "./values";

/** ECS instances that start and join. Source: docs/upgrading.md. */
export const POOL_SECONDS = 300;

const SIZE = ["desiredSize", "nodeCount"];

/** Fields that reach running nodes, in batches. */
const ROLLED = ["kubeletConfiguration", "containerdConfig"];

/** Nodes of a batch when the pool does not say it: the API's own default. */
const BATCH = 10;

/** Fields that say only how later changes go. */
const PACE = [
    "management",
    "rollingPolicy",
    "updateNodes",
    "forceDelete",
    "tags",
    "scalingPolicy",
    "resourceGroupId",
];

/** A pool that changes in place. */
export function updated(change: ResourceChange, name: string, context: Context): Effect[] {
    const top = topLevel(change);
    const has = (names: readonly string[]) => top.filter((field) => names.includes(field));
    const thing = thingOf(change, name);
    const effects: Effect[] = [];
    const tell = (fields: readonly string[], level: Level, fact: NodeFact, seconds?: number) =>
        effects.push(ofFields(change, fields, level, fact, seconds));

    const size = has(SIZE);
    if (size.length > 0) {
        const fact = sizeOf(change, name, size);
        tell(
            size,
            fact.kind === "poolGrown" ? "none" : "reconnect",
            fact,
            fact.kind === "poolGrown" ? POOL_SECONDS : undefined,
        );
    }
    const rolled = has(ROLLED);
    if (rolled.length > 0) {
        const batch = numberAt(change.after?.inputs, "rollingPolicy", "maxParallelism") ?? BATCH;
        const restarts = rolled.includes("containerdConfig") ? "containerd" : "the kubelet";
        tell(rolled, "rolling", { kind: "poolRolled", thing, fields: rolled, batch, restarts });
    }
    const policy = has(["upgradePolicy"]);
    if (policy.length > 0 && within(change, "upgradePolicy").some(({ kind }) => kind !== "delete")) {
        tell(policy, "reconnect", { kind: "poolUpgraded", thing, fields: policy });
    }
    const labels = has(["labels", "taints"]);
    const special = [...size, ...rolled, ...policy, ...labels, ...PACE];
    const template = top.filter((field) => !special.includes(field));
    // Labels that come with another template are for nodes that join later, like the rest of it.
    if (labels.length > 0 && template.length > 0 && !labels.includes("taints")) {
        template.push(...labels.splice(0));
    }
    if (labels.length > 0) {
        const evicts = labels.includes("taints") && hasEvictingTaint(change);
        tell(labels, evicts ? "reconnect" : "none", { kind: "poolLabels", thing, fields: labels, evicts });
    }
    if (template.join() === "instanceTypes" && preferred(change, "before") === preferred(change, "after")) {
        tell(template, "none", { kind: "poolFallback", thing, fields: template });
    } else if (template.length > 0) {
        const tuned = context.changes.changes.some((other) => isBeneath(other, "NodeTuning"));
        tell(template, "none", { kind: "poolTemplate", thing, fields: template, tuned });
    }
    const pace = has(PACE);
    if (pace.length > 0 && effects.length === 0)
        tell(pace, "none", { kind: "poolPace", thing, fields: pace });
    return effects;
}

/** The instance type that is taken as long as there is one. */
function preferred(change: ResourceChange, side: "before" | "after"): string | undefined {
    return textAt(listAt(change[side]?.inputs, "instanceTypes")[0]);
}

function ofFields(
    change: ResourceChange,
    fields: readonly string[],
    level: Level,
    fact: NodeFact,
    seconds: number | undefined,
): Effect {
    const properties = change.properties.filter(({ path }) => fields.includes(pathNames(path)[0] ?? ""));
    return effect(change, {
        subject: "node pool",
        level,
        certain: properties.some(({ certainty }) => certainty === "certain"),
        properties: properties.map(({ path }) => path),
        fact,
        ...(seconds === undefined ? {} : { seconds }),
    });
}

function sizeOf(change: ResourceChange, name: string, fields: readonly string[]): NodeFact {
    const field = fields[0] ?? "desiredSize";
    const [from, to] = [numberAt(change.before?.inputs, field), numberAt(change.after?.inputs, field)];
    const thing = thingOf(change, name);
    if (from === undefined || to === undefined || to === from) {
        return { kind: "poolSizeNotKnown", thing, fields };
    }
    return { kind: to > from ? "poolGrown" : "poolShrunk", thing, from, to };
}

function thingOf(change: ResourceChange, name: string): Thing {
    const role = labelIn(change.after?.inputs ?? {}, NODE_ROLE_LABEL);
    return { name, ...(role === undefined ? {} : { role }) };
}

function hasEvictingTaint({ after }: ResourceChange): boolean {
    return listAt(after?.inputs, "taints").some((taint) => textAt(taint, "effect") === "NoExecute");
}

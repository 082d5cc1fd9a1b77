import type { ResourceChange } from "../../changes/change";
import { type Context, effect, isBeneath, REVERT, within } from "../context";
import type { Level } from "../level";
import type { Back, Effect } from "../review";
import type { SourceId } from "../sources";
import { listAt, numberAt, pathNames, textAt } from "../values";
import { counted, listed } from "../wording";

/** ECS instances that start and join. Source: docs/upgrading.md. */
export const POOL_SECONDS = 300;

/** Fields that reach running nodes, in batches. */
const ROLLED = ["kubeletConfiguration", "containerdConfig"];

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
    const top = [...new Set(change.properties.map(({ path }) => pathNames(path)[0] ?? ""))];
    const tell = (
        fields: readonly string[],
        level: Level,
        happens: string,
        sources: readonly SourceId[],
        more: { what?: string; back?: Back; advice?: string; seconds?: number } = {},
    ): Effect =>
        effect(change, {
            subject: "node pool",
            level,
            certain: change.properties.some(
                (p) => fields.includes(pathNames(p.path)[0] ?? "") && p.certainty === "certain",
            ),
            properties: change.properties
                .filter(({ path }) => fields.includes(pathNames(path)[0] ?? ""))
                .map(({ path }) => path),
            what: more.what ?? `${listed(fields, 5)} of node pool ${name}`,
            happens,
            ...(more.seconds !== undefined
                ? { duration: { seconds: more.seconds, arithmetic: `${more.seconds / 60} min at the most` } }
                : {}),
            back: more.back ?? REVERT,
            ...(more.advice !== undefined ? { advice: more.advice } : {}),
            sources,
        });
    const has = (names: readonly string[]) => top.filter((field) => names.includes(field));
    const effects: Effect[] = [];
    const size = has(["desiredSize", "nodeCount"]);
    if (size.length > 0) effects.push(...resized(change, name, size, tell));
    const rolled = has(ROLLED);
    if (rolled.length > 0) {
        effects.push(
            tell(
                rolled,
                "rolling",
                `Rolled through the running nodes, ${batch(change)} at a time: ${rolled.includes("containerdConfig") ? "containerd" : "the kubelet"} restarts; pods that run go on with the limits they started with.`,
                ["pool rolled"],
                {
                    back: {
                        possible: true,
                        sentence: "Revert the commit: rolled through the nodes once more.",
                    },
                },
            ),
        );
    }
    const policy = has(["upgradePolicy"]);
    if (policy.length > 0 && within(change, "upgradePolicy").some(({ kind }) => kind !== "delete")) {
        effects.push(
            tell(
                policy,
                "reconnect",
                "The running nodes are upgraded, and again at every later change as long as it is in the code; pods on them are moved.",
                ["upgrade policy"],
                { advice: "Take it out again in the next commit." },
            ),
        );
    }
    const labels = has(["labels", "taints"]);
    const special = [...size, ...rolled, ...policy, ...labels, ...PACE];
    const template = top.filter((field) => !special.includes(field));
    if (labels.length > 0 && template.length > 0 && !labels.includes("taints")) {
        template.push(...labels.splice(0));
    }
    if (labels.length > 0) {
        const evicts = listAt(change.after?.inputs, "taints").some(
            (t) => textAt(t, "effect") === "NoExecute",
        );
        effects.push(
            tell(
                labels,
                labels.includes("taints") && evicts ? "reconnect" : "none",
                labels.includes("taints") && evicts
                    ? "A NoExecute taint evicts the pods on the running nodes that do not tolerate it."
                    : "Pods that run stay where they are; the scheduler goes by it from then on.",
                ["pool template"],
            ),
        );
    }
    const tuned = context.changes.changes.some((other) => isBeneath(other, "NodeTuning"));
    if (template.length > 0) {
        effects.push(
            tell(
                template,
                "none",
                tuned
                    ? "For nodes that join later; the tuning DaemonSet brings the running ones along."
                    : "Nothing that runs changes: the pool's template is for nodes that join later.",
                ["pool template"],
                tuned
                    ? {}
                    : {
                          advice: "Running nodes get it only when they are replaced: a new pool, or one node after another.",
                      },
            ),
        );
    }
    const pace = has(PACE);
    if (pace.length > 0 && effects.length === 0) {
        effects.push(
            tell(pace, "none", "Says how later changes of the pool go; nothing moves now.", [
                "pool template",
            ]),
        );
    }
    return effects;
}

function batch(change: ResourceChange): string {
    // The API's own default.
    return `${numberAt(change.after?.inputs, "rollingPolicy", "maxParallelism") ?? 10}`;
}

function resized(
    change: ResourceChange,
    name: string,
    fields: readonly string[],
    tell: (
        fields: readonly string[],
        level: Level,
        happens: string,
        sources: readonly SourceId[],
        more?: { what?: string; back?: Back; advice?: string; seconds?: number },
    ) => Effect,
): Effect[] {
    const field = fields[0] ?? "desiredSize";
    const [now, then] = [numberAt(change.before?.inputs, field), numberAt(change.after?.inputs, field)];
    if (now === undefined || then === undefined || then === now) {
        return [tell(fields, "reconnect", "How many nodes come or go is not known here.", ["pool deleted"])];
    }
    const what = `node pool ${name} ${now} to ${then} nodes`;
    if (then > now) {
        return [
            tell(
                fields,
                "none",
                `${counted(then - now, "node")} more ${then - now === 1 ? "joins" : "join"}; nothing that runs moves.`,
                ["pool template"],
                {
                    what,
                    seconds: POOL_SECONDS,
                },
            ),
        ];
    }
    return [
        tell(
            fields,
            "reconnect",
            `${counted(now - then, "node")} of ${now} ${now - then === 1 ? "goes" : "go"}, chosen by ACK and not surely drained: pods on ${now - then === 1 ? "it" : "them"} are killed, and their clients reconnect.`,
            ["pool deleted"],
            {
                what,
                back: { possible: true, sentence: "Write the old number: new nodes join; pods come back." },
                advice: "Lower the replicas first, and the nodes in a second update.",
            },
        ),
    ];
}

import type { FactOf } from "../facts/fact";
import type { KernelCause } from "../facts/kernelCause";
import type { NodeFact, PoolReason } from "../facts/nodes";
import type { Thing } from "../facts/thing";
import type { Heading } from "./heading";
import { type Inputs, inputText } from "./inputs";
import { causeSentences, causeText, waysText } from "./kernelCause";
import { SOURCES } from "./sources";
import { because, counted, listed, plural } from "./wording";
import { cited, possible, type Sayers } from "./words";

/** Node pools, and the DaemonSet that tunes nodes. */
export const NODES: Sayers<NodeFact> = {
    poolCreated: ({ thing }) => ({
        what: { lead: "node pool", thing: thing.name, tail: "created" },
        happens: "New nodes join; nothing that runs moves.",
        arithmetic: "about 5 min until new nodes have joined",
        sources: [SOURCES["pool template"]],
    }),
    poolGone: (fact, line) => {
        const what = poolGoneHeading(fact);
        switch (fact.way) {
            case "kept":
                return {
                    what,
                    happens: "The old pool and its nodes stay in the account; this stack forgets them.",
                    sources: [SOURCES["pool deleted"]],
                };
            case "emptied":
                return {
                    what,
                    happens: `A new pool is made first, EMQX is rolled onto it, and only then the old one goes.${fact.cause ? ` ${causeSentences(fact.cause)}` : ""}`,
                    ...adviceOn(fact),
                    arithmetic: "about 5 min until new nodes have joined, then EMQX's rollout",
                    back: possible(
                        "Once the update has ended, revert the commit: new pools once more, and one more rollout. Before that run this program to its end: ACK takes no second pool of the old one's name.",
                    ),
                    sources: [SOURCES["pool deleted"], ...cited(line, "rollout")],
                };
            case "drained":
                return {
                    what,
                    happens:
                        "What is on its nodes moves elsewhere first, one pod of each at a time, within its disruption budget; then the pool goes. Where it cannot be done the update fails, and the pool stays.",
                    back: possible("Revert the commit: a pool is made again, with new nodes."),
                    sources: [SOURCES["pool deleted"]],
                };
            case "undrained":
                return {
                    what,
                    happens: fact.oldFirst
                        ? "Its nodes go at once and undrained, before new ones are there: every pod on them is killed, and its clients are cut."
                        : `${fact.replaced ? "A new pool is made; then the nodes of the old one" : "Its nodes"} go undrained: pods that are still on them are killed, and their clients reconnect.`,
                    ...(fact.allCores
                        ? {
                              data: "All cores at once: their database is on disks that have to find the new nodes.",
                          }
                        : {}),
                    back: possible("Revert the commit: a pool is made again, with new nodes."),
                    advice: "Move the pods away first (another nodeSelector, or cordon and drain), then take the pool away.",
                    sources: [SOURCES["pool deleted"]],
                };
        }
    },
    poolGrown: ({ thing, from, to }, _, inputs) => ({
        what: resized(thing, inputs, from, to),
        happens: `${counted(to - from, "more node")} ${to - from === 1 ? "joins" : "join"}; nothing that runs moves.`,
        arithmetic: "5 min at the most",
        sources: [SOURCES["pool template"]],
    }),
    poolShrunk: ({ thing, from, to }, _, inputs) => {
        const [go, them] = from - to === 1 ? ["goes", "it"] : ["go", "them"];
        return {
            what: resized(thing, inputs, from, to),
            happens: `${counted(from - to, "node")} of ${from} ${go}, chosen by ACK and not surely drained: pods on ${them} are killed, and their clients reconnect.`,
            back: possible("Write the old number: new nodes join; pods come back."),
            advice: "Lower the replicas first, and the nodes in a second update.",
            sources: [SOURCES["pool deleted"]],
        };
    },
    poolSizeNotKnown: (fact, _, inputs) => ({
        what: ofPool(fact, inputs),
        happens: "How many nodes come or go is not known here.",
        sources: [SOURCES["pool deleted"]],
    }),
    poolRolled: (fact, _, inputs) => ({
        what: ofPool(fact, inputs),
        happens: `Rolled through the running nodes, ${fact.batch} at a time: ${fact.restarts} restarts; pods that run go on with the limits they started with.`,
        back: possible("Revert the commit: rolled through the nodes once more."),
        sources: [SOURCES["pool rolled"]],
    }),
    poolUpgraded: (fact, _, inputs) => ({
        what: ofPool(fact, inputs),
        happens:
            "The running nodes are upgraded, and again at every later change as long as it is in the code; pods on them are moved.",
        advice: "Take it out again in the next commit.",
        sources: [SOURCES["upgrade policy"]],
    }),
    poolLabels: (fact, _, inputs) => ({
        what: ofPool(fact, inputs),
        happens: fact.evicts
            ? "A NoExecute taint evicts the pods on the running nodes that do not tolerate it."
            : "Pods that run stay where they are; the scheduler follows it from then on.",
        sources: [SOURCES["pool template"]],
    }),
    poolTemplate: (fact, _, inputs) => ({
        what: ofPool(fact, inputs),
        ...(fact.tuned
            ? { happens: "For nodes that join later; the tuning DaemonSet brings the running ones along." }
            : {
                  happens: "Nothing that runs changes: the pool's template is for nodes that join later.",
                  advice: "Running nodes get it only when they are replaced: a new pool, or one node after another.",
              }),
        sources: [SOURCES["pool template"]],
    }),
    poolFallback: (fact, _, inputs) => ({
        what: ofPool(fact, inputs),
        happens:
            "Types behind the first one are for nodes that are made when that is sold out; nothing that runs changes.",
        sources: [SOURCES["pool template"]],
    }),
    poolPace: (fact, _, inputs) => ({
        what: ofPool(fact, inputs),
        happens: "Says how later changes of the pool go; nothing moves now.",
        sources: [SOURCES["pool template"]],
    }),
    tuningStarts: () => ({
        what: "node tuning starts",
        happens:
            "The kernel parameters of the nodes are set while everything runs; pods keep what they started with.",
        arithmetic: TUNED,
        sources: [SOURCES["pool template"]],
    }),
    tuningRemoved: () => ({
        what: "node tuning removed",
        happens: "Nodes keep the values that are set, until they restart; nodes that join later get none.",
        sources: [SOURCES["pool template"]],
    }),
    tuningChanged: () => ({
        what: "kernel parameters of the nodes, by the tuning DaemonSet",
        happens:
            "Set on all running nodes at once, while everything runs; no EMQX pod restarts for it, and parameters of the pods' own follow only when EMQX's template changes too.",
        arithmetic: TUNED,
        back: possible("Revert the commit: the old values are set again."),
        sources: [SOURCES["pool template"]],
    }),
    tuningPart: ({ thing, noun }) => ({
        what: { lead: noun, thing: thing.name, tail: "of the node tuning" },
        happens: "Its DaemonSet reads it when its pods start.",
        sources: [],
    }),
};

const TUNED = "about 2 min until its pods have run on every node";

/** Inputs of a pool that become another property of ACK's. */
const INPUT_OF_FIELD: Readonly<Record<string, string>> = {
    desiredSize: "nodes",
    instanceTypes: "instanceTypes",
    systemDiskSize: "systemDiskGiB",
    systemDiskCategory: "systemDiskCategory",
    imageType: "imageType",
    keyName: "keyName",
    labels: "labels",
    taints: "dedication",
    tags: "tags",
};

/** Where a person writes what a pool is; undefined for a pool that is no component's of this package. */
function pathOf({ role }: Thing, inputs: Inputs): string | undefined {
    if (inputs.byHand || role === undefined) return undefined;
    return inputs.outlined ? `${role}Pool` : "pool";
}

function ofPool(
    { thing, fields }: { thing: Thing; fields: readonly string[] },
    inputs: Inputs,
): Heading | string {
    const path = pathOf(thing, inputs);
    const named = fields.flatMap((field) => INPUT_OF_FIELD[field] ?? []);
    // What the package writes of its own, such as the scripts, is told with the rest of the pool.
    return path === undefined || named.length < fields.length
        ? { lead: `${listed(fields, 5)} of node pool`, thing: thing.name }
        : listed(
              named.map((input) => inputs.path(`${path}.${input}`)),
              5,
          );
}

function resized(thing: Thing, inputs: Inputs, from: number, to: number): Heading | string {
    const path = pathOf(thing, inputs);
    return path === undefined
        ? { lead: "node pool", thing: thing.name, tail: `${from} to ${to} nodes` }
        : inputText(inputs, { input: `${path}.nodes`, from: String(from), to: String(to) });
}

/** Nothing keeps a pool whose identity changes in more than its kernel profile. */
function adviceOn({ reasons, cause }: FactOf<"poolGone">): { advice?: string } {
    const alone = reasons.every(({ reason }) => reason === "kernelProfile");
    const type = reasons.find((reason) => reason.reason === "part" && reason.part === "instanceType");
    if (type?.reason === "part" && type.from !== undefined) {
        return {
            advice: `To keep the nodes: leave ${type.from} the first of the instance types; those behind it are for nodes that are made when it is sold out.`,
        };
    }
    const name = reasons.find((reason) => reason.reason === "name");
    const advice =
        name?.reason === "name"
            ? "Keep the component's name: its node pools are called after it, and an alias does not change that."
            : alone && cause
              ? waysText(cause.ways)
              : undefined;
    return advice === undefined ? {} : { advice };
}

function poolGoneHeading({ thing, replaced, reasons, cause }: FactOf<"poolGone">) {
    const { name, nodes } = thing;
    const why = replaced ? because(reasons.map((reason) => reasonText(reason, cause))) : "";
    const verb = `${replaced ? "replaced" : "deleted"}${why}`;
    return nodes === undefined
        ? { lead: "node pool", thing: name, tail: verb }
        : { lead: "node pool", thing: name, size: `of ${nodes}`, tail: `${plural(nodes, "node")} ${verb}` };
}

const PARTS = {
    instanceType: "another preferred instance type",
    imageType: "another image",
    diskCategory: "another category of system disk",
    diskSize: "another size of the system disk",
    keyPair: "another key pair",
} as const;

function reasonText(reason: PoolReason, cause: KernelCause | undefined): string {
    switch (reason.reason) {
        case "name":
            return `another name of its component (${reason.from} to ${reason.to})`;
        case "kernelProfile": {
            const inputs = (cause?.inputs ?? []).map(causeText);
            return inputs.length === 0
                ? "another kernel profile"
                : `another kernel profile (${listed(inputs)})`;
        }
        case "part":
            return `${PARTS[reason.part]} (${reason.from ?? "none"} to ${reason.to ?? "none"})`;
        case "identityNotKnown":
            return "an identity that is not known here";
        case "property":
            return reason.property;
    }
}

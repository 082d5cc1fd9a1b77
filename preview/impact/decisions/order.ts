import { NODE_POOL_LABEL } from "../../../provider/naming/labels";
import type { Effect, Subject } from "../facts/effect";
import { worst } from "../facts/level";
import type { Rollout, RolloutStep, RolloutStepFact } from "../facts/rollout";
import type { OrderedStep, Part } from "../facts/step";
import type { Context } from "../rules/context";
import { labelIn } from "../rules/nodePoolReasons";
import { NODE_DRAIN } from "../rules/types";

/** The part of the stack that a subject stands in. */
const PARTS: Record<Subject, Part> = {
    image: "EMQX",
    configuration: "EMQX",
    environment: "EMQX",
    listeners: "EMQX",
    replicas: "EMQX",
    storage: "EMQX",
    resources: "EMQX",
    placement: "EMQX",
    pods: "EMQX",
    kernel: "EMQX",
    license: "EMQX",
    password: "EMQX",
    "api keys": "EMQX",
    cookie: "EMQX",
    certificate: "EMQX",
    identity: "EMQX",
    evacuation: "EMQX",
    "node pool": "nodes",
    "node tuning": "nodes",
    operator: "operator",
    "cert-manager": "cert-manager",
    CRDs: "operator",
    "load balancer": "load balancer",
    cluster: "cluster",
    network: "network",
    namespace: "EMQX",
    disks: "disks",
    provider: "providers",
    secret: "secrets",
    other: "other",
};

/** Subjects that are worth a step although nobody notices. */
const WORTH: readonly Subject[] = [
    "cert-manager",
    "operator",
    "node pool",
    "load balancer",
    "identity",
    "cluster",
    "replicas",
];

/** More EMQX clusters than this in one update are told together. */
const FEW_ROLLOUTS = 3;

/** What moves, in the order in which it does: as the engine acts, the rollout of EMQX in its place. */
export function orderOf(context: Context, effects: readonly Effect[]): OrderedStep[] {
    return [...mainSteps(context, effects), ...lastSteps(context, effects)];
}

/** Everything but deletions, which come last. */
function mainSteps(context: Context, effects: readonly Effect[]): OrderedStep[] {
    const steps: OrderedStep[] = [];
    const done = new Set<Subject>();
    const rolled = new Set<string>();
    for (const effect of effects) {
        const rollout = effect.rollout === undefined ? undefined : context.rollouts.get(effect.rollout);
        if (rollout !== undefined) {
            if (rolled.has(rollout.urn)) continue;
            const rollouts =
                context.rollouts.size > FEW_ROLLOUTS ? [...context.rollouts.values()] : [rollout];
            for (const { urn } of rollouts) rolled.add(urn);
            steps.push(...rolloutSteps(rollouts, effects));
            continue;
        }
        if (!hasOwnStep(context, effect) || done.has(effect.subject)) continue;
        done.add(effect.subject);
        const same = effects.filter(
            (other) =>
                other.subject === effect.subject && other.rollout === undefined && hasOwnStep(context, other),
        );
        steps.push(stepOf(same));
    }
    const following = effects.filter(({ follows }) => follows);
    if (following.length === 0) return steps;
    const level = worst(following.map((effect) => effect.level));
    return [
        ...steps,
        {
            fact: { kind: "following", effects: following, renamed: context.renames.size > 0 },
            part: "cluster",
            untimed: true,
            level,
        },
    ];
}

function hasOwnStep(context: Context, effect: Effect): boolean {
    return (
        effect.operation !== "delete" &&
        isWorth(effect) &&
        !effect.follows &&
        !isPushedOnTheWay(context, effect)
    );
}

/** A configuration goes to old and new nodes as soon as the new cores are ready, while the rollout goes on. */
function isPushedOnTheWay(context: Context, effect: Effect): boolean {
    return isPush(effect) && context.rollouts.has(effect.urn);
}

function isPush({ fact }: Effect): boolean {
    return fact.kind === "configuration" || fact.kind === "listenerPush";
}

/** One rollout, or many that go side by side, step by step. */
function rolloutSteps(rollouts: readonly Rollout[], effects: readonly Effect[]): OrderedStep[] {
    const [only, ...others] = rollouts;
    if (only !== undefined && others.length === 0) {
        const steps = only.steps.map(
            ({ fact, ...rest }): OrderedStep => ({
                fact: { kind: "rollout", step: fact, rollout: only },
                part: "EMQX",
                untimed: rest.seconds === undefined,
                ...rest,
            }),
        );
        const pushes = effects.filter((effect) => isPush(effect) && effect.urn === only.urn);
        return withPushes(only, steps, pushes);
    }
    const all = rollouts.flatMap((rollout) => rollout.steps.map((step) => ({ rollout, step })));
    const kinds = new Map<string, { rollout: Rollout; step: RolloutStep }[]>();
    for (const entry of all) {
        const key = kindOf(entry.step.fact);
        kinds.set(key, [...(kinds.get(key) ?? []), entry]);
    }
    return [...kinds.values()].map((same) => ({
        fact: {
            kind: "sideBySide",
            step: (same[0] as { step: RolloutStep }).step.fact,
            rollouts,
            count: same.length,
        },
        part: "EMQX",
        seconds: Math.max(...same.map(({ step }) => step.seconds ?? 0)),
        untimed: same.some(({ step }) => step.seconds === undefined),
        level: worst(same.map(({ step }) => step.level)),
    }));
}

/** Once the new cores are ready, or at the beginning: as the operator does it, and where no core starts. */
function withPushes(
    { line, steps: rollout }: Rollout,
    steps: readonly OrderedStep[],
    pushes: readonly Effect[],
): OrderedStep[] {
    const booted = rollout.findIndex(({ fact }) => fact.step === "boot" && fact.role === "core") + 1;
    const at = line.push.order === "afterCores" ? booted : 0;
    // While the rollout goes on, and so without a time of its own.
    const own = pushes.map(
        (effect): OrderedStep => ({
            fact: { kind: "push", effect },
            part: "EMQX",
            untimed: false,
            level: effect.level,
        }),
    );
    return [...steps.slice(0, at), ...own, ...steps.slice(at)];
}

/** What makes a step of one rollout the same as one of another. */
function kindOf(fact: RolloutStepFact): string {
    switch (fact.step) {
        case "boot":
            return `${fact.step} ${fact.role}`;
        case "remove":
            return `${fact.step} ${fact.role} ${fact.clients === "moved"}`;
        case "turn":
            return `${fact.step} ${fact.role} ${fact.part} ${fact.clients === "moved"}`;
        default:
            return fact.step;
    }
}

/** What is deleted, and old pools that were replaced, with what comes before they go. */
function lastSteps(context: Context, effects: readonly Effect[]): OrderedStep[] {
    const deleted = effects.filter((e) => e.operation === "delete" && isWorth(e) && !e.follows);
    const steps = [...new Set(deleted.map(({ subject }) => subject))].map((subject) =>
        stepOf(deleted.filter((effect) => effect.subject === subject)),
    );
    const emptied = effects.some(
        ({ fact }) => fact.kind === "poolGone" && fact.replaced && fact.way === "emptied",
    );
    if (!emptied) return steps;
    const drained = isDrained(context, effects);
    const of = { part: "nodes", level: "none", untimed: true } as const;
    return [
        // How long it takes is up to what runs there.
        ...(drained ? [{ fact: { kind: "oldNodesEmptied" }, ...of } as const] : []),
        ...steps,
        { fact: { kind: "oldPoolsGo", drained }, ...of },
    ];
}

/** A drain goes by a label of the nodes: of pools that are called otherwise now it knows nothing. */
function isDrained({ changes }: Context, effects: readonly Effect[]): boolean {
    const replaced = effects.filter(({ fact }) => fact.kind === "poolGone" && fact.replaced);
    const keepsLabel = ({ urn }: Effect) => {
        const change = changes.changes.find((one) => one.urn === urn);
        const [before, after] = [change?.before, change?.after].map((side) =>
            labelIn(side?.inputs ?? {}, NODE_POOL_LABEL),
        );
        return before !== undefined && before === after;
    };
    return [...changes.after.values()].some(({ type }) => type === NODE_DRAIN) && replaced.every(keepsLabel);
}

/** Effects of one subject at the same time. */
function stepOf(effects: readonly Effect[]): OrderedStep {
    const [first] = effects as readonly [Effect];
    const seconds = Math.max(0, ...effects.map((effect) => effect.seconds ?? 0));
    return {
        fact: { kind: "effects", effects },
        part: PARTS[first.subject],
        ...(seconds > 0 ? { seconds } : {}),
        // What nobody notices while it is changed in place is done at once.
        untimed: effects.some(
            ({ seconds: own, operation, level }) =>
                own === undefined && !(operation === "update" && level === "none"),
        ),
        level: worst(effects.map(({ level }) => level)),
    };
}

function isWorth({ level, subject }: Effect): boolean {
    return level !== "none" || WORTH.includes(subject);
}

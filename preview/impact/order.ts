import { duration } from "../../provider/wording/figures";
import type { Context } from "./context";
import { worst } from "./level";
import type { Duration, Effect, Rollout, Step, Subject } from "./review";
import { capital, counted, together } from "./wording";

/** The part of the stack that a subject stands in. */
const PARTS: Record<Subject, string> = {
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

/** Steps of one part that run at the same time, or a rollout. */
interface Group {
    readonly part: string;
    readonly steps: readonly Step[];
    readonly seconds: number;
}

/** What moves, in the order in which it does: as the engine acts, the rollout of EMQX in its place. */
export function orderOf(
    context: Context,
    effects: readonly Effect[],
): { steps: Step[]; duration?: Duration } {
    const groups = [...mainGroups(context, effects), ...lastGroups(context, effects)];
    const timed = groups.filter(({ seconds }) => seconds > 0);
    const seconds = Math.ceil(timed.reduce((sum, group) => sum + group.seconds, 0));
    const parts = [...new Set(timed.map(({ part }) => part))];
    const summands = parts.map((part) => {
        const own = timed.filter((group) => group.part === part);
        return `${part} ${duration(own.reduce((sum, group) => sum + group.seconds, 0))}`;
    });
    return {
        steps: groups.flatMap(({ steps }) => steps),
        ...(timed.length > 0
            ? {
                  duration: {
                      seconds,
                      arithmetic: `${summands.join(" + ")}${summands.length > 1 ? ` = ${duration(seconds)}` : ""} at the most`,
                  },
              }
            : {}),
    };
}

/** Everything but deletions, which come last. */
function mainGroups(context: Context, effects: readonly Effect[]): Group[] {
    const groups: Group[] = [];
    const told = new Set<string>();
    const rolled = new Set<string>();
    for (const effect of effects) {
        const rollout = effect.rollout === undefined ? undefined : context.rollouts.get(effect.rollout);
        if (rollout !== undefined) {
            if (rolled.has(rollout.urn)) continue;
            const rollouts =
                context.rollouts.size > FEW_ROLLOUTS ? [...context.rollouts.values()] : [rollout];
            for (const { urn } of rollouts) rolled.add(urn);
            groups.push(rolloutGroup(rollouts, effects));
            continue;
        }
        if (operationOf(context, effect) === "delete" || !isWorth(effect)) continue;
        if (effect.follows || isPushedOnTheWay(context, effect)) continue;
        const key = `${PARTS[effect.subject]} ${effect.subject}`;
        if (told.has(key)) continue;
        told.add(key);
        const same = effects.filter(
            (other) =>
                other.subject === effect.subject &&
                other.rollout === undefined &&
                !other.follows &&
                !isPushedOnTheWay(context, other) &&
                operationOf(context, other) !== "delete" &&
                isWorth(other),
        );
        groups.push(groupOf(same));
    }
    const following = effects.filter(({ follows }) => follows);
    return following.length === 0
        ? groups
        : [...groups, { part: "cluster", steps: [after(following)], seconds: 0 }];
}

/** Whatever goes along with a cluster or a provider, in one step. */
function after(effects: readonly Effect[]): Step {
    return {
        part: "cluster",
        title: "What is in it is made anew",
        detail: `${counted(effects.length, "resource")}, empty: ${together([...new Set(effects.map(({ subject }) => subject))])}.`,
        level: worst(effects.map(({ level }) => level)),
    };
}

/** More EMQX clusters than this in one update are told together. */
const FEW_ROLLOUTS = 3;

/** A configuration goes to old and new nodes as soon as the new cores are ready, while the rollout goes on. */
function isPushedOnTheWay(context: Context, { subject, urn }: Effect): boolean {
    return subject === "configuration" && context.rollouts.has(urn);
}

function withPush(steps: readonly Step[], push: Effect | undefined): readonly Step[] {
    if (push === undefined) return steps;
    const afterCores = steps.findIndex(({ title }) => title === "New cores start") + 1;
    const step: Step = { part: "EMQX", title: push.what, detail: push.happens, level: push.level };
    return [...steps.slice(0, afterCores), step, ...steps.slice(afterCores)];
}

/** One rollout, or many that go side by side, step by step. */
function rolloutGroup(rollouts: readonly Rollout[], effects: readonly Effect[]): Group {
    const all = rollouts.flatMap(({ steps }) => steps);
    const steps =
        rollouts.length === 1
            ? withPush(
                  all,
                  effects.find((e) => e.subject === "configuration" && e.urn === rollouts[0]?.urn),
              )
            : [...new Set(all.map(({ title }) => title))].map((title): Step => {
                  const same = all.filter((step) => step.title === title);
                  return {
                      part: "EMQX",
                      title,
                      detail: `In ${counted(same.length, "EMQX cluster")} side by side (${together(rollouts.map(({ name }) => name))}).`,
                      seconds: Math.max(...same.map((step) => step.seconds ?? 0)),
                      level: worst(same.map(({ level }) => level)),
                  };
              });
    return { part: "EMQX", steps, seconds: steps.reduce((sum, step) => sum + (step.seconds ?? 0), 0) };
}

/** Old pools that were replaced, and what is deleted. */
function lastGroups(context: Context, effects: readonly Effect[]): Group[] {
    const groups: Group[] = [];
    const deleted = effects.filter((e) => operationOf(context, e) === "delete" && isWorth(e) && !e.follows);
    for (const subject of new Set(deleted.map((e) => e.subject))) {
        groups.push(groupOf(deleted.filter((e) => e.subject === subject)));
    }
    const pools = effects.filter(
        (e) => e.subject === "node pool" && operationOf(context, e) === "replace" && e.level === "rolling",
    );
    if (pools.length > 0) {
        const step: Step = {
            part: "nodes",
            title: "Old node pools go",
            detail: "Empty of EMQX's pods by then.",
            seconds: 0,
            level: "none",
        };
        groups.push({ part: "nodes", steps: [step], seconds: 0 });
    }
    return groups;
}

function groupOf(effects: readonly Effect[]): Group {
    const first = effects[0] as Effect;
    const part = PARTS[first.subject];
    const seconds = Math.max(0, ...effects.map((e) => e.duration?.seconds ?? 0));
    const details = [...new Set(effects.map(({ happens }) => happens))];
    const step: Step = {
        part,
        title: capital(together(effects.map(({ what }) => what))),
        detail: details.length > 3 ? `${details.slice(0, 3).join(" ")} ...` : details.join(" "),
        ...(seconds > 0 ? { seconds } : {}),
        level: worst(effects.map(({ level }) => level)),
    };
    return { part, steps: [step], seconds };
}

function isWorth({ level, subject }: Effect): boolean {
    return level !== "none" || WORTH.includes(subject);
}

function operationOf(context: Context, effect: Effect): string | undefined {
    return context.operations.get(effect.urn);
}

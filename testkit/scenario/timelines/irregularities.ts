import type { OperatorLine } from "../../operator/line";
import type { TimelineEntry } from "../../operator/timeline";
import { missing } from "./completion";
import { coresAway, replicantsBeforeCores, replicantsBeforeFirstCore } from "./coresFirst";
import { type DependentStep, startedEarly, touchedEarly } from "./dependents";
import { nodesLostWithPods } from "./nodes";
import { servedTooFew } from "./serving";
import type { WantedRollout } from "./wantedRollout";

/** What a scenario expects beyond what holds for every rollout. */
export interface Expected {
    /** Replicants that serve at every moment; nothing is asked when the cluster is only being made. */
    readonly leastServing?: number;
    /** Nodes may go with pods on them: a pool was made smaller. */
    readonly losesNodes?: true;
}

/** A step as far as its place in the chain goes. */
export interface PlacedStep extends DependentStep {
    readonly urn: string;
    readonly type: string;
}

/** What a timeline shows that must not happen, in sentences; nothing for a rollout in its right order. */
export function irregularities(
    entries: readonly TimelineEntry[],
    steps: readonly PlacedStep[],
    wanted: WantedRollout,
    { leastServing = 0, losesNodes }: Expected,
    rollout: OperatorLine["rollout"] = "beside",
): string[] {
    const dependents = steps.filter(isDependent);
    const last = entries.at(-1);
    const unfinished = last === undefined ? "nothing was recorded" : missing(last, wanted);
    return [
        ...(unfinished === undefined ? [] : [`at the end ${unfinished}`]),
        ...(dependents.length > 0 ? [] : ["nothing depends on EMQX in this stack"]),
        ...servedTooFew(entries, leastServing),
        ...(rollout === "beside"
            ? replicantsBeforeCores(entries, wanted)
            : [...replicantsBeforeFirstCore(entries, wanted), ...coresAway(entries, wanted)]),
        ...startedEarly(entries, dependents, wanted),
        ...touchedEarly(entries, loadBalancers(entries), wanted),
        ...(losesNodes ? [] : nodesLostWithPods(entries)),
    ];
}

/** Steps of the load balancer: what comes after EMQX in the chain. */
function isDependent({ type, urn }: PlacedStep): boolean {
    return type === "kubernetes:core/v1:Service" && urn.includes("MqttLoadBalancer");
}

function loadBalancers(entries: readonly TimelineEntry[]): string[] {
    const names = entries.flatMap(({ services }) =>
        Object.keys(services).filter((name) => services[name]?.type === "LoadBalancer"),
    );
    return [...new Set(names)];
}

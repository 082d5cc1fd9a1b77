import type { TimelineEntry } from "../operator/timeline";
import type { TimedStep } from "./timedStep";
import { conditionOf } from "./timelines/condition";

/** What happened, a line for each moment and step, for whoever has to find out why a scenario failed. */
export function storyOf(entries: readonly TimelineEntry[], steps: readonly TimedStep[]): string {
    const lines = [
        ...entries.map((entry) => ({ t: entry.t, text: moment(entry) })),
        ...steps.map((step) => ({
            t: step.at,
            text: `>>> ${step.op} ${step.name}, ${(step.until - step.at).toFixed(1)} s`,
        })),
    ];
    return lines
        .sort((a, b) => a.t - b.t)
        .map(({ t, text }) => `${t.toFixed(2).padStart(8)} ${text}`)
        .join("\n");
}

function moment({ emqx, sets, services, budgets }: TimelineEntry): string {
    const balancers = Object.entries(services).filter(([, { type }]) => type === "LoadBalancer");
    return [
        conditionOf(emqx),
        ...Object.entries(sets).map(([name, { ready, pods, want }]) => `${name} ${ready}/${pods}/${want}`),
        `budgets ${budgets.core}/${budgets.replicant}`,
        ...balancers.map(([name, { resourceVersion }]) => `${name}@${resourceVersion}`),
    ].join("  ");
}

import { brokerCeilings } from "./brokerCeilings";
import type { CeilingFinding } from "./ceiling";
import { clusterCeilings } from "./clusterCeilings";
import type { Load } from "./load";
import { loadBalancerCeilings } from "./loadBalancerCeilings";
import { nodeCeilings } from "./nodeCeilings";
import type { Sizing } from "./sizing";

/** Every ceiling of a stack under a load: the tightest first, those that were not checked last. Pure. */
export function ceilings(sizing: Sizing, load: Load): CeilingFinding[] {
    const findings = [
        ...nodeCeilings(sizing, load),
        ...brokerCeilings(sizing, load),
        ...loadBalancerCeilings(sizing, load),
        ...clusterCeilings(sizing, load),
    ];
    return findings
        .map((finding, at) => ({ finding, at }))
        .sort((a, b) => tightness(b.finding) - tightness(a.finding) || a.at - b.at)
        .map(({ finding }) => finding);
}

function tightness({ ceiling }: CeilingFinding): number {
    return ceiling.utilisation ?? -1;
}

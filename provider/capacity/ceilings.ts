import { brokerCeilings } from "./brokerCeilings";
import type { Finding } from "./ceiling";
import { clusterCeilings } from "./clusterCeilings";
import type { Load } from "./load";
import { loadBalancerCeilings } from "./loadBalancerCeilings";
import { nodeCeilings } from "./nodeCeilings";
import type { Shape } from "./shape";

/** Every ceiling of a stack under a load: the tightest first, those that were not checked last. Pure. */
export function ceilings(shape: Shape, load: Load): Finding[] {
    const findings = [
        ...nodeCeilings(shape, load),
        ...brokerCeilings(shape, load),
        ...loadBalancerCeilings(shape, load),
        ...clusterCeilings(shape, load),
    ];
    return findings
        .map((finding, at) => ({ finding, at }))
        .sort((a, b) => tightness(b.finding) - tightness(a.finding) || a.at - b.at)
        .map(({ finding }) => finding);
}

function tightness({ ceiling }: Finding): number {
    return ceiling.utilisation ?? -1;
}

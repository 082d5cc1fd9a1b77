import { thousands } from "../../wording/figures";
import type { Role } from "../lines/line/observation";

/**
 * What it means to have one node of a role, where every node is lost once in a while: it fails, or the cloud repairs it. Source:
 * EMQX "Cluster Architecture" (each core has all of the data, replicants hand every write to a core), read 2026-11-28.
 */
export function singleNodes({ core, replicant }: Record<Role, number>, connections: number): string[] {
    const takers = replicant > 0 ? "replicant" : "core";
    const [count, input] =
        replicant > 0
            ? [replicant, "replicants.replicas"]
            : [core, "cores.replicas, or replicants.replicas,"];
    return [
        ...(count === 1
            ? [
                  `One ${takers} has all ${thousands(connections)} connections: each time its node is lost, repaired or replaced, all are cut at once and nobody is served before the next pod is ready. Write 2 or more in ${input} where clients may not be without it.`,
              ]
            : []),
        ...(replicant > 0 && core === 1
            ? [
                  "One core has the only lasting copy of the database, and replicants hand every write to it: while its node is lost, nobody subscribes or changes anything. Write 3 in cores.replicas where clients may not be without it.",
              ]
            : []),
    ];
}

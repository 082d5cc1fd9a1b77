import type { Problems } from "../../validation/problems";
import type { EmqxArgs } from "../args/emqxClusterArgs";
import type { OperatorLine } from "../lines/line/line";
import { replicasOf } from "./defaults";

/** What of numbers of nodes the operator of the line refuses, or does to all clients at once. */
export function checkRollingUpdate(problems: Problems, args: EmqxArgs, line: OperatorLine): void {
    const { core, replicant } = replicasOf(args);
    if (replicant > 0 && core < line.coresBesideReplicants) {
        problems.add(
            "cores.replicas",
            `is ${core} beside ${replicant} replicants, and ${line.words.operator} takes ${line.coresBesideReplicants} cores at least there; write ${line.coresBesideReplicants} or more, or replicants.replicas: 0`,
        );
    }
    const { maxSurge, maxUnavailable } = args.rollingUpdate ?? {};
    if (maxSurge === 0 && maxUnavailable === 0) {
        problems.add(
            "rollingUpdate",
            "has maxSurge 0 and maxUnavailable 0, with which no replicant could ever be replaced; write 1 for one of them, or leave one out",
        );
    }
    if (maxUnavailable !== undefined && replicant > 1 && maxUnavailable >= replicant) {
        problems.add(
            "rollingUpdate.maxUnavailable",
            `is ${maxUnavailable} of ${replicant} replicants, which would all go in the same second; write ${replicant - 1} at the most`,
        );
    }
}

import { nodesStatus } from "../../../blueGreen/pass";
import * as shared from "../../../blueGreen/steps/nodeSets";
import type { Role } from "../../../names";
import { reset } from "../conditions";
import { wantedSet } from "../nodeSet";
import { type Pass, type Step, writeStatus } from "../pass";

export const addCores: Step = (pass) => shared.addCores(pass, LINE);
export const addReplicants: Step = (pass) => shared.addReplicants(pass, LINE);

const REASONS: Record<Role, Record<shared.SetChange, string>> = {
    core: {
        created: "CreateNewStatefulSet",
        updated: "UpdateStatefulSet",
        reverted: "RevertStatefulSet",
    },
    replicant: { created: "CreateReplicaSet", updated: "UpdateReplicaSet", reverted: "RevertReplicaSet" },
};

/** Takes all conditions away, the reason being what was done to the set. Source: updateEMQXStatus in add_core_set.go. */
async function report(
    pass: Pass,
    role: Role,
    hash: string,
    change: shared.SetChange,
): Promise<"stop" | undefined> {
    const { status } = pass.emqx;
    status.conditions = reset(status.conditions, REASONS[role][change], Date.now());
    nodesStatus(pass, role).updateRevision = hash;
    await writeStatus(pass);
    pass.looksAgain = true;
    // As recorded: how many cores there are to be follows in the next pass.
    return change === "updated" ? "stop" : undefined;
}

async function writeCollision(pass: Pass): Promise<void> {
    await writeStatus(pass);
    pass.looksAgain = true;
}

const LINE: shared.SetsOfLine<Pass> = { wantedSet, leavesCoresToOthers: true, report, writeCollision };

import { type ConditionType, setCondition, without } from "../../../blueGreen/conditions";
import { nodesStatus } from "../../../blueGreen/pass";
import * as shared from "../../../blueGreen/steps/nodeSets";
import type { Role } from "../../../names";
import { wantedSet } from "../nodeSet";
import { type Pass, readEmqx, type Step, writeStatus } from "../pass";

export const addCores: Step = (pass) => shared.addCores(pass, LINE);
export const addReplicants: Step = (pass) => shared.addReplicants(pass, LINE);

interface Wording {
    readonly progressing: ConditionType;
    readonly ready: ConditionType;
    readonly set: string;
    readonly created: string;
}

const WORDING: Record<Role, Wording> = {
    core: {
        progressing: "CoreNodesProgressing",
        ready: "CoreNodesReady",
        set: "StatefulSet",
        created: "CreateNewStatefulSet",
    },
    replicant: {
        progressing: "ReplicantNodesProgressing",
        ready: "ReplicantNodesReady",
        set: "ReplicaSet",
        created: "CreateReplicaSet",
    },
};

/** Only here does a change take `Ready` away: until then it still speaks of the spec before. */
async function report(pass: Pass, role: Role, hash: string, change: shared.SetChange): Promise<undefined> {
    const { progressing, ready, set, created } = WORDING[role];
    const kind = lowerFirst(set);
    const [reason, message] = {
        created: [created, `Create new ${kind}`],
        updated: [`Update${set}`, `Update exist ${kind}`],
        reverted: [`Revert${set}`, `Revert to current ${kind}`],
    }[change] as [string, string];
    await readEmqx(pass);
    const { status } = pass.emqx;
    status.conditions = without(
        setCondition(status.conditions, progressing, reason, message, Date.now()),
        "Ready",
        "Available",
        ready,
    );
    nodesStatus(pass, role).updateRevision = hash;
    await writeStatus(pass);
}

const LINE: shared.SetsOfLine<Pass> = {
    wantedSet,
    leavesCoresToOthers: false,
    report,
    writeCollision: writeStatus,
};

function lowerFirst(word: string): string {
    return word.charAt(0).toLowerCase() + word.slice(1);
}

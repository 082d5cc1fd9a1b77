import { throwIfAny } from "../../validation/invalidArguments";
import { Problems } from "../../validation/problems";
import type { OperatorLine } from "../lines/line/line";
import { lookBefore } from "./lookBefore";
import { checkForeignOperator, type Installation } from "./meant/foreignOperator";
import { refuseFormerPools, type WantedPool } from "./meant/formerPools";
import { checkAll, type Wanted } from "./meant/refusals";
import type { ClusterAccess } from "./seen/clusterAccess";
import { patiently, type Watch } from "./watch";

/** What the running cluster is to become, as a component's arguments say it before any of its parts changes. */
export interface StackGoal {
    readonly line: OperatorLine;
    readonly component: "EmqxOnAck" | "EmqxCluster";
    /** Of the component. */
    readonly name: string;
    readonly namespace: string;
    readonly instance: string;
    readonly wanted: Wanted;
    /** Undefined where the component installs no operator. */
    readonly installs?: Installation;
    /** Pools that the component makes and that a change replaces. */
    readonly pools: readonly WantedPool[];
    readonly inputs: {
        /** The input that says where the operator comes from. */
        readonly operator: string;
        /** The input that says what EMQX is to be; empty where that are the arguments themselves. */
        readonly emqx: string;
    };
    /** A sentence on what may have changed before this is found out. */
    readonly changedBefore: string;
}

/** Time for an API server that is just coming up. One that stays away fails whatever comes next by itself. */
const LOOK_SECONDS = 120;

/** Refuses what would hurt the running cluster before the first part of it changes. */
export async function checkStackChange(goal: StackGoal, access: ClusterAccess, watch: Watch): Promise<void> {
    const { present, apiVersions } = await lookBefore(goal, LOOK_SECONDS, access, watch);
    const problems = new Problems();
    const { operator, emqx } = goal.inputs;
    const places = {
        operator: problems.at(operator),
        emqx: emqx === "" ? problems : problems.at(emqx),
    };
    checkAll(places, goal.line, present, apiVersions, goal.wanted);
    await checkPools(problems, goal.pools, access, watch);
    if (present === undefined) await checkInstallation(places.operator, goal, access, watch);
    throwIfAny(problems, goal.component, goal.name, goal.changedBefore);
}

async function checkPools(
    problems: Problems,
    wanted: readonly WantedPool[],
    access: ClusterAccess,
    watch: Watch,
): Promise<void> {
    if (wanted.length === 0) return;
    const nodes = await patiently(watch, LOOK_SECONDS, async () => ({
        result: await access.pools(wanted.map(({ pool }) => pool)),
    }));
    refuseFormerPools(problems, wanted, nodes);
}

/** Only where nothing of EMQX is there yet: a running stack's operator is its own. */
async function checkInstallation(
    problems: Problems,
    goal: StackGoal,
    access: ClusterAccess,
    watch: Watch,
): Promise<void> {
    if (goal.installs === undefined) return;
    const [operators, clusters] = await patiently(watch, LOOK_SECONDS, async () => ({
        result: await Promise.all([access.operators(goal.namespace), access.clusters()]),
    }));
    checkForeignOperator(problems, goal, goal.installs, operators, clusters);
}

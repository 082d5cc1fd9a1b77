import { throwIfAny } from "../../validation/invalidArguments";
import { Problems } from "../../validation/problems";
import type { OperatorLine } from "../lines/line/line";
import { type LookedAt, lookBefore } from "./lookBefore";
import { makesNewPods } from "./meant/changedPods";
import { checkEmptying } from "./meant/emptying";
import { checkForeignOperator, type Installation } from "./meant/foreignOperator";
import { refuseFormerPools, type WantedPool } from "./meant/formerPools";
import { switchedFrom } from "./meant/lineSwitch";
import { changedLately } from "./meant/operatorState";
import { checkOwnCertManager } from "./meant/ownCertManager";
import type { ProblemPlaces } from "./meant/places";
import { type ObjectParts, type WantedObject, wantedObjectOf } from "./meant/present";
import { checkAll, type Wanted } from "./meant/refusals";
import { checkRenamed } from "./meant/renamed";
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
    /** The component, as its object names it where the disks would go with that. */
    readonly owner: string;
    /** The object as a line writes it for the same arguments, but for its revisions; undefined where it is not known yet. */
    readonly objectOn: (line: OperatorLine) => Promise<ObjectParts | undefined>;
    /** Undefined where the component installs no operator. */
    readonly installs?: Installation;
    /** The line needs no cert-manager, and the arguments do not say what becomes of one that the stack made. */
    readonly leavesCertManager?: boolean;
    /** Pools that the component makes and that a change replaces. */
    readonly pools: readonly WantedPool[];
    readonly inputs: {
        /** The input that says which operator there is to be. */
        readonly operator: string;
        /** What to write for a version of it. */
        readonly writeOperator: (version: string) => string;
        /**
         * What the component comes after may bring another operator, which is not there yet when this is looked at; the object's own gate
         * looks again.
         */
        readonly operatorMayCome?: boolean;
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
    const { line } = goal;
    const looked = await lookBefore(goal, LOOK_SECONDS, access, watch);
    const { present, there } = looked;
    const problems = new Problems();
    const { operator, emqx, writeOperator, operatorMayCome = false } = goal.inputs;
    const places: ProblemPlaces = {
        operator: problems.at(operator),
        emqx: emqx === "" ? problems : problems.at(emqx),
        input: {
            write: writeOperator,
            beside: emqx !== "",
            installs: operatorMayCome || goal.installs !== undefined,
        },
    };
    const object = await wantedObject(goal, looked);
    const wanted = { ...goal.wanted, ...(object === undefined ? {} : { object }) };
    checkAll(places, line, present, there, wanted);
    // Under an operator that was changed just now the cluster comes to rest first: the object's own gate waits for that.
    if (present !== undefined && !there.operators.some((one) => changedLately(one, watch.now())))
        checkEmptying(places.emqx, line, present, makesNewPods(line, present, wanted));
    await checkPools(problems, goal.pools, access, watch);
    if (goal.leavesCertManager)
        checkOwnCertManager(
            problems,
            await patiently(watch, LOOK_SECONDS, async () => ({ result: await access.certManager() })),
        );
    if (line.traps.deletesDisks) {
        const clusters = await patiently(watch, LOOK_SECONDS, async () => ({
            result: await access.clusters(),
        }));
        checkRenamed(places.emqx, goal, goal.owner, clusters);
    }
    if (present === undefined) await checkInstallation(places, goal, looked, access, watch);
    throwIfAny(problems, goal.component, goal.name, goal.changedBefore);
}

/** Where nothing of it runs, nothing is compared. */
async function wantedObject(
    { line, objectOn }: StackGoal,
    { present, there }: LookedAt,
): Promise<WantedObject | undefined> {
    if (present === undefined) return undefined;
    const before = switchedFrom(line, present, there);
    const [object, onRunningLine] = await Promise.all([
        objectOn(line),
        before === undefined ? undefined : objectOn(before),
    ]);
    if (object === undefined) return undefined;
    return {
        ...wantedObjectOf(line, object),
        ...(onRunningLine === undefined ? {} : { onRunningLine: onRunningLine.spec }),
    };
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
    { operator }: ProblemPlaces,
    goal: StackGoal,
    { there }: LookedAt,
    access: ClusterAccess,
    watch: Watch,
): Promise<void> {
    if (goal.installs === undefined) return;
    const clusters = await patiently(watch, LOOK_SECONDS, async () => ({ result: await access.clusters() }));
    checkForeignOperator(operator, goal, goal.installs, there.operators, clusters);
}

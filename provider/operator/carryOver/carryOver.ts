import { patiently, WaitFailed, type Watch } from "../../emqx/gate/watch";
import { lineById, servedLine, takesOver } from "../../emqx/lines";
import type { CarryOver } from "../../emqx/lines/line/chart";
import type { OperatorLine } from "../../emqx/lines/line/line";
import type { CarryOverAccess } from "./carryOverAccess";

export interface CarryOverGoal {
    readonly line: OperatorLine;
    /** Of the operator. */
    readonly namespace: string;
    /** Whether the program says which line it is to be: what nobody says is for new operators. */
    readonly said: boolean;
    readonly timeoutSeconds: number;
}

const UNCHANGED = "Nothing of the operator was changed.";

/**
 * Clears the way for an operator of another line than the one that is there, before anything of the new one is installed: the old
 * one stops, so that the two never act at once, and what nobody serves any more goes. Each step may be repeated, so that an update
 * that was cut off goes on where it was. Where no other line is there, nothing is done.
 */
export async function carryOver(goal: CarryOverGoal, access: CarryOverAccess, watch: Watch): Promise<void> {
    const once = <T>(ask: () => Promise<T>) =>
        patiently(watch, goal.timeoutSeconds, async () => ({ result: await ask() }));
    const served = servedLine(goal.line, await once(access.apiVersions));
    if (served.fits) return;
    const before = "other" in served ? lineById(served.other) : undefined;
    const steps = stepsFrom(before, goal);
    for (const kind of steps.unknown) {
        refuseUnknown(goal.line, kind.kind, await once(() => access.objects(kind)));
    }
    await stopped(goal, access, watch);
    for (const webhook of steps.webhooks) await once(() => access.removeWebhook(webhook));
    for (const definition of steps.definitions) await once(() => access.stopConverting(definition));
}

function stepsFrom(before: OperatorLine | undefined, { line, said }: CarryOverGoal): CarryOver {
    const has = `The Kubernetes cluster has EMQX operator line ${before?.id ?? "2.1 or older"}`;
    const keep = before === undefined ? "" : ` version: "${before.chart.version}" keeps what is there.`;
    const steps = line.chart.carryOver;
    if (before === undefined || steps === undefined || !takesOver(line, before)) {
        throw new WaitFailed(
            `${has}, and line ${line.id} takes none of its objects over (docs/upgrading.md).${keep} ${UNCHANGED}`,
        );
    }
    if (said) return steps;
    throw new WaitFailed(
        `${has}, and the program does not say which one it is to be.${keep} version: "${line.chart.version}" goes on to line ${line.id}, and makes every pod of EMQX anew (docs/upgrading.md). ${UNCHANGED}`,
    );
}

function refuseUnknown(line: OperatorLine, kind: string, objects: readonly string[]): void {
    if (objects.length === 0) return;
    throw new WaitFailed(
        `Objects of kind ${kind} are there, which ${line.words.operator} does not know: ${objects.join(", ")}. Nobody would look after them; replace them by objects of kind EMQX, or delete them, before the change of lines. ${UNCHANGED}`,
    );
}

/** Until no pod of the old operator is left. */
function stopped(
    { namespace, timeoutSeconds }: CarryOverGoal,
    access: CarryOverAccess,
    watch: Watch,
): Promise<void> {
    return patiently<void>(watch, timeoutSeconds, async () => {
        const running = await access.operators(namespace);
        for (const { name } of running.filter(({ wanted }) => wanted > 0)) await access.stop(namespace, name);
        const pods = running.reduce((sum, operator) => sum + operator.pods, 0);
        if (pods === 0) return { result: undefined };
        const names = running.map(({ name }) => name).join(", ");
        return {
            progress: `the operator of the line before stops: ${pods} ${pods === 1 ? "pod" : "pods"} left`,
            failure: (unreachable) =>
                `Deployment ${names} in namespace ${namespace} was told to stop and still has ${pods} ${pods === 1 ? "pod" : "pods"}${unreachable ? `; the API server does not answer: ${unreachable}` : ""}. EMQX goes on, but no operator acts, and a pod that restarts does not become ready: run the update again, or take it back with kubectl --namespace ${namespace} scale deployment ${names} --replicas 2`,
        };
    });
}

import { takeOnePodOut } from "../../../blueGreen/removal";
import { inNamespace } from "../../../emqxObject";
import { recordEvent } from "../../../events";
import type { Role } from "../../../names";
import type { LiveSet } from "../../../sets";
import { paceOf } from "../brokerStatus";
import type { Emqx } from "../emqxObject";
import type { NodeStatus } from "../emqxStatus";
import type { Pass } from "../pass";

/**
 * `initialDelaySeconds` since the new sets were up. Whole seconds, and more of them than asked for, as the
 * operator counts.
 */
export function initialDelayOver({ status, spec }: Emqx): boolean {
    const available = status.conditions.find(({ type }) => type === "Available");
    if (available === undefined) return false;
    const delay = secondsSince(Date.parse(available.lastTransitionTime));
    return delay > (spec.updateStrategy.initialDelaySeconds ?? 0);
}

/** `waitTakeover` since the controller manager removed a pod of the set, which is an event. */
export async function takeoverWaitOver({ kube, emqx, removals }: Pass, set: LiveSet): Promise<boolean> {
    const about = encodeURIComponent(`involvedObject.name=${set.metadata.name}`);
    const path = `${inNamespace(emqx, "/api/v1")}/events?fieldSelector=${about}`;
    const { items } = await kube.request("GET", path);
    const times = (items as { reason: string; lastTimestamp: string }[])
        .filter(({ reason }) => reason === "SuccessfulDelete")
        .map(({ lastTimestamp }) => Date.parse(lastTimestamp));
    // The event comes a moment after the pod is gone, which the real operator, a pass a second, hardly ever sees.
    const last = Math.max(removals.get(set.metadata.uid) ?? 0, ...times);
    return secondsSince(last) > (emqx.spec.updateStrategy.evacuationStrategy.waitTakeover ?? 0);
}

/** Makes a set one pod smaller; which pod goes is up to its controller. */
export async function scaleDown(pass: Pass, role: Role, set: LiveSet): Promise<void> {
    if (await takeOnePodOut(pass, role, set)) pass.removals.set(set.metadata.uid, Date.now());
}

/** Enterprise moves the clients of a node before its pod goes: starts that, and is true until none is left. */
export async function mustEvacuateFirst(
    pass: Pass,
    node: NodeStatus,
    recipients: readonly string[],
): Promise<boolean> {
    if (node.edition !== "Enterprise" || node.connections === 0) return false;
    const asked = { name: node.node, podUid: node.podUID, sessions: node.connections };
    await pass.brokers.startEvacuation(asked, paceOf(pass.emqx), recipients);
    await recordEvent(pass, "Normal", "NodeEvacuation", `Node ${node.node} is being evacuated`);
    return true;
}

function secondsSince(time: number): number {
    return Math.floor((Date.now() - time) / 1000);
}

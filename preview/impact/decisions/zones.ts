import { NLB_CLASS } from "../../../provider/loadBalancer/annotationNames";
import type { Snapshot } from "../../changes/change";
import type { DangerFound } from "../facts/danger";
import { type Context, endingOf } from "../rules/context";
import { SERVICE } from "../rules/types";
import { textAt } from "../rules/values";

const VSWITCH = "alicloud:vpc/switch:Switch";
const VPC = "alicloud:vpc/network:Network";
const POOL = "alicloud:cs/nodePool:NodePool";

/**
 * vSwitches that go while something of the stack stays in them. A pool's vSwitches count for nodes that join later, and the controller
 * sends an NLB's zones only when one is new: taken away alone a zone stays there, with its address. Alibaba Cloud refuses to delete the
 * vSwitch then. Sources: aliyun/terraform-provider-alicloud#3820; cloud-provider-alibaba-cloud v2.14, nlbv2/loadbalancer.go (Update).
 */
export function zonesInUse({ changes }: Context): DangerFound[] {
    const ends = (type: string) =>
        changes.changes.filter(
            (change) => change.type === type && endingOf(change.operation) && !change.retained,
        );
    const gone = ends(VSWITCH);
    // With the whole network everything in it goes, too.
    if (gone.length === 0 || ends(VPC).length > 0) return [];
    const ended = new Set(changes.changes.flatMap(({ urn, operation }) => (endingOf(operation) ? urn : [])));
    const stays = [...changes.before.values()].filter(({ urn }) => !ended.has(urn) && changes.after.has(urn));
    const zones = zonesOf(gone.map(({ before }) => before?.inputs));
    const nodes = stays.some(({ type }) => type === POOL);
    const balancers = stays.filter(
        ({ type, side }) => type === SERVICE && textAt(side.inputs, "spec", "type") === "LoadBalancer",
    );
    const isNlb = ({ side }: Snapshot) => textAt(side.inputs, "spec", "loadBalancerClass") === NLB_CLASS;
    // A CLB is in the vSwitch of the first zone by name.
    const [first] = zonesOf(
        [...changes.before.values()].flatMap(({ type, side }) => (type === VSWITCH ? [side.inputs] : [])),
    );
    const inUse = [
        ...(balancers.some(isNlb) ? ["NLB" as const] : []),
        ...(balancers.some((one) => !isNlb(one)) && zones.some((zone) => zone === first)
            ? ["CLB" as const]
            : []),
    ];
    if (!nodes && inUse.length === 0) return [];
    return [{ level: "reconnect", fact: { kind: "zoneInUse", zones, nodes, balancers: inUse } }];
}

function zonesOf(vswitches: readonly Parameters<typeof textAt>[0][]): string[] {
    return [...new Set(vswitches.flatMap((inputs) => textAt(inputs, "zoneId") ?? []))].sort();
}

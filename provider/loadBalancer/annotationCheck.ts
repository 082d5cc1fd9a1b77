import { memberPath } from "../validation/path";
import type { Problems } from "../validation/problems";
import { LoadBalancerKind, type MqttLoadBalancerArgs } from "./mqttLoadBalancerArgs";

/** The controller's present prefix and its old one. */
const OURS = /^service\.beta\.kubernetes\.io\/(?:alibaba-cloud|alicloud)-loadbalancer-(.*)$/;

/** Annotations that follow from inputs: one given beside them would be overwritten without a word. */
const FOLLOWS_FROM: Record<LoadBalancerKind | "both", Record<string, string>> = {
    both: {
        "address-type":
            "would decide whether the internet reaches EMQX; write exposeToInternet: true if it should",
        "connection-drain-timeout": "follows from connectionDrainSeconds; write that",
        "proxy-protocol": "follows from the listeners' proxyProtocol; write that",
    },
    [LoadBalancerKind.Nlb]: {
        "zone-maps": "follows from the vSwitches; write those",
        "idle-timeout": "follows from idleTimeoutSeconds; write that",
        cps: "follows from maxConnectRate; write that",
    },
    [LoadBalancerKind.Clb]: {
        "instance-charge-type": "follows from clb.instanceChargeType; write that",
        spec: "follows from clb.spec; write that",
        "established-timeout": "follows from idleTimeoutSeconds; write that",
    },
};

/** What the annotations would decide behind the back of the inputs. */
export function checkAnnotations(
    problems: Problems,
    path: string,
    { kind, annotations }: Pick<MqttLoadBalancerArgs, "kind" | "annotations">,
): void {
    for (const name of Object.keys(annotations ?? {})) {
        const suffix = OURS.exec(name)?.[1];
        if (suffix === undefined) continue;
        const reason = { ...FOLLOWS_FROM.both, ...FOLLOWS_FROM[kind] }[suffix];
        if (reason !== undefined) problems.add(memberPath(path, name), reason);
    }
}

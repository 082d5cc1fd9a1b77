import {
    COMFORTABLE_CLB_CONNECTIONS,
    IDLE_TIMEOUT_SECONDS,
    loadBalancerLimits,
} from "../alibaba/loadBalancerLimits";
import { type Listener, resolveListeners } from "../emqx/listeners/listeners";
import type { Problems } from "../validation/problems";
import { CHARGE_TYPE, CLB_SIZE } from "./annotationNames";
import { type LoadBalancerArgs, LoadBalancerKind, type MqttLoadBalancerArgs } from "./mqttLoadBalancerArgs";

/**
 * All that a load balancer is checked by: where it stands follows from other components. Without connections it is not held
 * against what its kind carries.
 */
export type CheckedLoadBalancer = Omit<MqttLoadBalancerArgs, "namespace" | "vswitches">;

/** What a load balancer has to do with that is written elsewhere, alone and in a stack at different places. */
export interface Surroundings {
    /** Zones it will have, and where they are written; absent where what is wrong with them has been told already. */
    readonly zones?: { readonly count: number; readonly problems: Problems };
    /** Where the listeners are written. */
    readonly listeners: Problems;
}

/** What is of the right type and still wrong. */
export function checkLoadBalancer(
    problems: Problems,
    args: CheckedLoadBalancer,
    { zones, listeners }: Surroundings,
): void {
    const resolved = resolveListeners(args.listeners);
    if (args.kind === undefined) return;
    checkAnyOffered(listeners, resolved);
    checkKeepAlive(problems, args);
    if (args.kind === LoadBalancerKind.Nlb) checkNlb(problems, args, zones);
    else checkClb(problems, args, resolved);
    checkAnnotations(problems.at("annotations"), args);
}

/** Seconds after which it cuts an idle connection. */
export function idleSecondsOf(args: Pick<LoadBalancerArgs, "idleTimeoutSeconds">): number {
    return args.idleTimeoutSeconds ?? IDLE_TIMEOUT_SECONDS.most;
}

/** The longest keep-alive that such an idle timeout leaves alone: MQTT waits one and a half times as long. */
export function longestKeepAlive(idleSeconds: number): number {
    return Math.ceil(idleSeconds / 1.5) - 1;
}

function checkKeepAlive(problems: Problems, args: LoadBalancerArgs): void {
    const idle = idleSecondsOf(args);
    const longest = longestKeepAlive(idle);
    if (args.keepAliveSeconds === undefined || args.keepAliveSeconds <= longest) return;
    const { most } = IDLE_TIMEOUT_SECONDS;
    problems.add(
        "keepAliveSeconds",
        `is ${args.keepAliveSeconds}; the load balancer cuts a connection that is idle for ${idle} s, and MQTT waits one and a half times the keep-alive. Write ${longest} or less${idle < most ? `, or raise idleTimeoutSeconds (${most} at the most)` : ""}`,
    );
}

function checkNlb(problems: Problems, args: CheckedLoadBalancer, zones: Surroundings["zones"]): void {
    if (zones && zones.count < 2) {
        zones.problems.add(
            "",
            `has ${zones.count === 0 ? "no zone" : "one zone"}; an NLB needs two or more. Write another zone with its vSwitch, or kind "Clb"`,
        );
    }
    const { connections } = args;
    const inAZone = loadBalancerLimits(LoadBalancerKind.Nlb, 1).connections;
    if (zones && connections !== undefined && connections > inAZone * Math.max(zones.count, 1)) {
        problems.add(
            "kind",
            `is "Nlb", which carries ${inAZone} connections a zone, not ${connections} in ${zones.count}; write more zones`,
        );
    }
}

function checkClb(problems: Problems, args: CheckedLoadBalancer, listeners: readonly Listener[]): void {
    if (args.maxConnectRate !== undefined) problems.add("maxConnectRate", 'is for kind "Nlb"; leave it out');
    if (listeners.some(({ exposed, kind }) => exposed && kind === "quic")) {
        problems.add(
            "kind",
            'is "Clb", which cannot keep a QUIC connection with its pod; write "Nlb", or leave the quic listener out or exposed: false',
        );
    }
    const { connections } = args;
    const most = loadBalancerLimits(LoadBalancerKind.Clb, 1).connections;
    if (connections !== undefined && connections > most) {
        problems.add(
            "kind",
            `is "Clb", which carries 1,000,000 connections at the most, not ${connections}; write "Nlb"`,
        );
    }
}

/** A stack whose listeners are all off is refused as such. */
function checkAnyOffered(problems: Problems, listeners: readonly Listener[]): void {
    if (listeners.some(({ exposed }) => exposed) || !listeners.some(({ enabled }) => enabled)) return;
    problems.add("", "offers no listener to clients; leave exposed out of at least one");
}

/** The controller's present prefix and its old one. */
const CONTROLLERS = /^service\.beta\.kubernetes\.io\/(?:alibaba-cloud|alicloud)-loadbalancer-(.*)$/;

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
        "established-timeout": "follows from idleTimeoutSeconds; write that",
    },
};

/** What the annotations would decide behind the back of the inputs. */
function checkAnnotations(
    problems: Problems,
    { kind, annotations }: Pick<LoadBalancerArgs, "kind" | "annotations">,
): void {
    for (const name of Object.keys(annotations ?? {})) {
        const suffix = CONTROLLERS.exec(name)?.[1];
        if (suffix === undefined) continue;
        const reason = { ...FOLLOWS_FROM.both, ...FOLLOWS_FROM[kind] }[suffix];
        if (reason !== undefined) problems.at(name).add("", reason);
        const paid = [CHARGE_TYPE, CLB_SIZE].find((known) => known.endsWith(`-loadbalancer-${suffix}`));
        if (kind === LoadBalancerKind.Clb && paid !== undefined && name !== paid) {
            problems.at(name).add("", `is an old name of the controller's; write "${paid}"`);
        }
    }
    const { [CHARGE_TYPE]: charge, [CLB_SIZE]: size } = annotations ?? {};
    if (kind === LoadBalancerKind.Clb && size !== undefined && charge === undefined) {
        problems
            .at(CLB_SIZE)
            .add("", `is given without "${CHARGE_TYPE}"; write that, too, as "PayBySpec", or leave both out`);
    }
}

/** Sentences a person should read before an update, none of which stops it. */
export function loadBalancerWarnings(
    args: Pick<MqttLoadBalancerArgs, "kind" | "exposeToInternet">,
    connections: number,
): string[] {
    const warnings: string[] = [];
    if (args.kind === LoadBalancerKind.Clb && connections > COMFORTABLE_CLB_CONNECTIONS) {
        warnings.push(
            `A Classic Load Balancer suits up to about 200,000 connections; for ${connections} use kind "Nlb".`,
        );
    }
    if (args.exposeToInternet) {
        warnings.push(
            "The MQTT listeners get a public address (exposeToInternet). Make sure that EMQX authenticates clients.",
        );
    }
    return warnings;
}

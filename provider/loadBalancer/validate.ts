import type { ZoneVswitchArgs } from "../ack/ackClusterArgs";
import { checkZoneVswitches } from "../ack/validate";
import { checkListeners, resolveListeners } from "../emqx/listeners";
import { NodeRole } from "../nodes/tunedNodePoolArgs";
import {
    checkBoolean,
    checkDnsLabel,
    checkEnum,
    checkKeys,
    checkText,
    checkWhole,
    isPlain,
} from "../validation/checks";
import { inputsOf } from "../validation/keys";
import type { Problems } from "../validation/problems";
import { checkShape } from "../validation/shape";
import { LIMITS } from "./limits";
import {
    type ClbArgs,
    ClbChargeType,
    type LoadBalancerArgs,
    LoadBalancerBackend,
    LoadBalancerKind,
    type MqttLoadBalancerArgs,
} from "./mqttLoadBalancerArgs";

/** What a whole stack asks for of its load balancer. */
export const LOAD_BALANCER_INPUTS = inputsOf<LoadBalancerArgs>({
    kind: true,
    exposeToInternet: true,
    dashboard: true,
    idleTimeoutSeconds: true,
    keepAliveSeconds: true,
    connectionDrainSeconds: true,
    maxConnectRate: true,
    clb: true,
    annotations: true,
});
const INPUTS = [
    ...LOAD_BALANCER_INPUTS,
    ...inputsOf<Omit<MqttLoadBalancerArgs, keyof LoadBalancerArgs>>({
        namespace: true,
        instanceName: true,
        listeners: true,
        backendRole: true,
        vswitches: true,
        backend: true,
        connections: true,
    }),
];
const CLB_INPUTS = inputsOf<ClbArgs>({ instanceChargeType: true, spec: true });

/** Under the controller's present prefix and its old one. */
const ADDRESS_TYPE = /^service\.beta\.kubernetes\.io\/(alibaba-cloud|alicloud)-loadbalancer-address-type$/;

/** Everything that is wrong with the arguments when the component is used alone. */
export function checkMqttLoadBalancer(problems: Problems, args: MqttLoadBalancerArgs): void {
    if (!checkShape(problems, args)) return;
    checkKeys(problems, "", args, INPUTS);
    if (args.namespace === undefined)
        problems.add("namespace", "is missing; write the EMQX cluster's, e.g. cluster.namespace");
    checkDnsLabel(problems, "namespace", args.namespace);
    checkDnsLabel(problems, "instanceName", args.instanceName, 30);
    checkListeners(problems, "listeners", args.listeners);
    checkEnum(problems, "backendRole", args.backendRole, NodeRole);
    checkEnum(problems, "backend", args.backend, LoadBalancerBackend);
    if (args.vswitches) checkZoneVswitches(problems, "vswitches", args.vswitches);
    checkLoadBalancer(problems, "", args, { count: distinctZones(args.vswitches ?? []), path: "vswitches" });
}

/** Zones that the load balancer will have, and the property that says so. */
export interface LoadBalancerZones {
    readonly count: number;
    readonly path: string;
}

/**
 * What is checked alone and as part of a stack alike; paths begin with `prefix`. Without `zones` they are not checked:
 * what is wrong with them has been told already.
 */
export function checkLoadBalancer(
    problems: Problems,
    prefix: string,
    args: Omit<MqttLoadBalancerArgs, "namespace" | "vswitches">,
    zones: LoadBalancerZones | undefined,
): void {
    const path = (property: string) => (prefix === "" ? property : `${prefix}.${property}`);
    if (args.kind === undefined) {
        problems.add(
            path("kind"),
            'is missing; write LoadBalancerKind.Nlb ("Nlb"), or "Clb" for up to about 200,000 connections',
        );
        return;
    }
    checkEnum(problems, path("kind"), args.kind, LoadBalancerKind);
    for (const flag of ["exposeToInternet", "dashboard"] as const)
        checkBoolean(problems, path(flag), args[flag]);
    checkWhole(problems, path("idleTimeoutSeconds"), args.idleTimeoutSeconds, 10, 900, "seconds");
    checkWhole(problems, path("connectionDrainSeconds"), args.connectionDrainSeconds, 10, 900, "seconds");
    checkWhole(problems, path("keepAliveSeconds"), args.keepAliveSeconds, 1, 65535, "seconds");
    checkWhole(problems, path("maxConnectRate"), args.maxConnectRate, 1, 1_000_000, "connections a second");
    checkKeepAlive(problems, path, args);
    checkKind(problems, path, args, zones);
    checkProxyProtocol(problems, args, prefix === "" ? "listeners" : "emqx.listeners");
    for (const name of Object.keys(args.annotations ?? {})) {
        if (ADDRESS_TYPE.test(name)) {
            problems.add(
                path(`annotations["${name}"]`),
                "would decide whether the internet reaches EMQX; write exposeToInternet: true if it should",
            );
        }
    }
}

function checkKeepAlive(problems: Problems, path: (p: string) => string, args: LoadBalancerArgs): void {
    const idle = args.idleTimeoutSeconds ?? 900;
    if (isPlain(args.keepAliveSeconds) && args.keepAliveSeconds * 1.5 >= idle) {
        problems.add(
            path("keepAliveSeconds"),
            `is ${args.keepAliveSeconds}; the load balancer cuts a connection that is idle for ${idle} s, and MQTT waits one and a half times the keep-alive. Write ${Math.ceil(idle / 1.5) - 1} or less${idle < 900 ? ", or raise idleTimeoutSeconds (900 at the most)" : ""}`,
        );
    }
}

function checkKind(
    problems: Problems,
    path: (p: string) => string,
    args: Omit<MqttLoadBalancerArgs, "namespace" | "vswitches">,
    zones: LoadBalancerZones | undefined,
): void {
    const listeners = resolveListeners(args.listeners);
    const connections = args.connections ?? 100_000;
    checkKeys(problems, path("clb"), args.clb, CLB_INPUTS);
    if (args.kind === LoadBalancerKind.Nlb) {
        if (zones && zones.count < 2) {
            problems.add(
                zones.path,
                `has ${zones.count === 0 ? "no zone" : "one zone"}; an NLB needs two or more. Write another zone with its vSwitch, or kind "Clb"`,
            );
        }
        if (args.clb !== undefined) problems.add(path("clb"), 'is for kind "Clb"; leave it out');
        if (zones && connections > LIMITS.Nlb.connections * Math.max(zones.count, 1)) {
            problems.add(
                path("kind"),
                `is "Nlb", which carries ${LIMITS.Nlb.connections} connections a zone, not ${connections} in ${zones.count}; write more zones`,
            );
        }
    }
    if (args.kind === LoadBalancerKind.Clb) {
        checkEnum(problems, path("clb.instanceChargeType"), args.clb?.instanceChargeType, ClbChargeType);
        checkText(problems, path("clb.spec"), args.clb?.spec);
        if (args.clb?.spec !== undefined && args.clb.instanceChargeType !== ClbChargeType.PayBySpec) {
            problems.add(
                path("clb.spec"),
                'is ignored unless clb.instanceChargeType is "PayBySpec" (no longer sold since 2025-06-01); leave it out',
            );
        }
        if (args.clb?.spec === undefined && args.clb?.instanceChargeType === ClbChargeType.PayBySpec) {
            problems.add(
                path("clb.spec"),
                'is missing; without it the controller makes an slb.s1.small of 5,000 connections. Write e.g. "slb.s3.large"',
            );
        }
        if (args.maxConnectRate !== undefined)
            problems.add(path("maxConnectRate"), 'is for kind "Nlb"; leave it out');
        if (listeners.some((l) => l.kind === "quic")) {
            problems.add(
                path("kind"),
                'is "Clb", which cannot keep a QUIC connection with its pod; write "Nlb", or leave out the quic listener',
            );
        }
        if (connections > LIMITS.Clb.connections) {
            problems.add(
                path("kind"),
                `is "Clb", which carries 1,000,000 connections at the most, not ${connections}; write "Nlb"`,
            );
        }
    }
}

/** Zones that are not known yet are taken to be different ones. */
export function distinctZones(vswitches: readonly ZoneVswitchArgs[]): number {
    const known = vswitches.map((v) => v.zoneId).filter((zone) => isPlain(zone));
    return vswitches.length - known.length + new Set(known).size;
}

function checkProxyProtocol(
    problems: Problems,
    args: Pick<MqttLoadBalancerArgs, "listeners">,
    at: string,
): void {
    const tcp = resolveListeners(args.listeners).filter((l) => l.protocol === "TCP");
    const withIt = tcp.filter((l) => l.proxyProtocol);
    if (withIt.length > 0 && withIt.length < tcp.length) {
        const without = tcp.find((l) => !l.proxyProtocol);
        problems.add(
            `${at}.${without?.kind}.proxyProtocol`,
            `differs from ${withIt[0]?.kind}'s, and one load balancer sends it to all or none; write the same everywhere`,
        );
    }
}

/** Sentences a person should read before an update, none of which stops it. */
export function loadBalancerWarnings(args: MqttLoadBalancerArgs): string[] {
    const warnings: string[] = [];
    const connections = args.connections ?? 100_000;
    if (args.kind === LoadBalancerKind.Clb && connections > LIMITS.Clb.comfortable) {
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

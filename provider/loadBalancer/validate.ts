import { checkZoneVswitches, distinctZones } from "../ack/zones";
import { DEFAULT_LINE } from "../emqx/lines";
import { resolveListeners } from "../emqx/listeners/listeners";
import { checkListeners } from "../emqx/listeners/rules";
import { INSTANCE_NAME_MAX } from "../emqx/plan/rules";
import { checkNames } from "../naming/derivedNames";
import { conform } from "../validation/conform";
import type { Problems } from "../validation/problems";
import { checkAnnotations } from "./annotationCheck";
import { LIMITS } from "./limits";
import {
    ClbChargeType,
    type LoadBalancerArgs,
    LoadBalancerKind,
    type MqttLoadBalancerArgs,
} from "./mqttLoadBalancerArgs";
import { MQTT_LOAD_BALANCER } from "./shapes";

/** Everything that is wrong with the arguments when the component is used alone. */
export function checkMqttLoadBalancer(problems: Problems, args: MqttLoadBalancerArgs): void {
    const given = conform(problems, args, MQTT_LOAD_BALANCER) as MqttLoadBalancerArgs;
    if (given.instanceName !== undefined) {
        checkNames(problems.at("instanceName"), given.instanceName, DEFAULT_LINE.names, INSTANCE_NAME_MAX);
    }
    checkListeners(problems.at("listeners"), given.listeners);
    const vswitches = given.vswitches ?? [];
    checkZoneVswitches(problems.at("vswitches"), vswitches);
    checkLoadBalancer(problems, "", given, { count: distinctZones(vswitches), path: "vswitches" });
}

/** Zones that the load balancer will have, and the property that says so. */
export interface LoadBalancerZones {
    readonly count: number;
    readonly path: string;
}

/**
 * What is of the right shape and still wrong, alone and as part of a stack alike; paths begin with `prefix`. Without `zones`
 * they are not checked: what is wrong with them has been told already.
 */
export function checkLoadBalancer(
    problems: Problems,
    prefix: string,
    args: Omit<MqttLoadBalancerArgs, "namespace" | "vswitches">,
    zones: LoadBalancerZones | undefined,
): void {
    const path = (property: string) => (prefix === "" ? property : `${prefix}.${property}`);
    if (args.kind === undefined) return;
    checkKeepAlive(problems, path, args);
    checkKind(problems, path, args, zones);
    checkProxyProtocol(problems, args, prefix === "" ? "listeners" : "emqx.listeners");
    checkAnnotations(problems, path("annotations"), args);
}

function checkKeepAlive(problems: Problems, path: (p: string) => string, args: LoadBalancerArgs): void {
    const idle = args.idleTimeoutSeconds ?? 900;
    if (args.keepAliveSeconds !== undefined && args.keepAliveSeconds * 1.5 >= idle) {
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

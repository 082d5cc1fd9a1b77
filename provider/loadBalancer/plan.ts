import type * as pulumi from "@pulumi/pulumi";
import { checkZoneVswitches, distinctZones } from "../ack/zones";
import { allLines } from "../emqx/lines";
import { type Listener, resolveListeners } from "../emqx/listeners/listeners";
import { checkListeners } from "../emqx/listeners/rules";
import { offered, type ServiceUse, type Together } from "../emqx/listeners/services";
import { connectionsOf, drainSecondsOf, instanceOf } from "../emqx/plan/defaults";
import { INSTANCE_NAME_MAX } from "../emqx/plan/rules";
import { checkNames } from "../naming/derivedNames";
import { NodeRole } from "../nodes/tunedNodePoolArgs";
import { conform } from "../validation/conform";
import type { Problems } from "../validation/problems";
import { annotatedServices, backendOf } from "./annotatedServices";
import { CHARGE_TYPE, CLB_SIZE } from "./annotationNames";
import type { LoadBalancerFeatures } from "./annotations";
import { LoadBalancerKind, type MqttLoadBalancerArgs } from "./mqttLoadBalancerArgs";
import { isReused } from "./reuse";
import { checkCarried, checkLoadBalancer, idleSecondsOf } from "./rules";
import { MQTT_LOAD_BALANCER } from "./schema";

/** What stands in front of an EMQX cluster. */
export interface LoadBalancerPlan {
    readonly kind: LoadBalancerKind;
    readonly instance: string;
    readonly namespace: pulumi.Input<string>;
    /** For the MQTT listeners, one or more: what stands behind one load balancer, stands together. */
    readonly mqtt: readonly ServicePlan[];
    /** For dashboard and API. */
    readonly dashboard?: ServicePlan;
    /** Sentences a person should read before an update. */
    readonly warnings: readonly string[];
}

/** A Service that the controller makes a load balancer for. */
export interface ServicePlan {
    /** What it is for, in its name. */
    readonly use: ServiceUse | "dashboard";
    /** Which EMQX nodes are behind it. */
    readonly role: NodeRole;
    /** None for the dashboard. */
    readonly listeners: readonly Listener[];
    readonly features: LoadBalancerFeatures;
    /** Further annotations, the user's. */
    readonly annotations: { readonly [name: string]: pulumi.Input<string> };
}

/** Checks the arguments of the component and says what they come to; not to be used where something is wrong. */
export function planLoadBalancer(args: MqttLoadBalancerArgs, problems: Problems): LoadBalancerPlan {
    const given = conform(problems, args, MQTT_LOAD_BALANCER) as MqttLoadBalancerArgs;
    if (given.instanceName !== undefined) {
        checkInstanceName(problems.at("instanceName"), given.instanceName);
    }
    checkListeners(problems.at("listeners"), given.listeners);
    const vswitches = given.vswitches ?? [];
    const connections = connectionsOf(given);
    checkZoneVswitches(problems.at("vswitches"), vswitches);
    const zones = distinctZones(vswitches);
    const told = checkLoadBalancer(problems, given, {
        zones: { count: zones, problems: problems.at("vswitches") },
        listeners: problems.at("listeners"),
    });
    const carried = given.kind && checkCarried(problems, { kind: given.kind, zones, connections });
    return resolve(given, [...told, ...(carried ?? [])]);
}

/** Whose cluster it is, the load balancer cannot know: what the operator of any line makes has to fit. */
function checkInstanceName(problems: Problems, name: string): void {
    for (const { names } of allLines()) {
        checkNames(problems, name, names, INSTANCE_NAME_MAX);
        if (problems.has("")) return;
    }
}

function resolve(args: MqttLoadBalancerArgs, warnings: readonly string[]): LoadBalancerPlan {
    const listeners = resolveListeners(args.listeners);
    const role = args.backendRole ?? NodeRole.Replicant;
    return {
        kind: args.kind,
        instance: instanceOf(args),
        namespace: args.namespace,
        mqtt: offered(listeners).map(([use, behind]) => ({
            use,
            role,
            listeners: behind,
            features: { ...featuresOf(args), ...mqttFeatures(args, behind) },
            annotations: args.annotations ?? {},
        })),
        dashboard: args.dashboard === false ? undefined : dashboard(args),
        warnings,
    };
}

function mqttFeatures(args: MqttLoadBalancerArgs, [first]: Together) {
    return {
        internet: args.exposeToInternet ?? false,
        maxConnectRate: args.maxConnectRate ?? null,
        reused: isReused(annotatedServices(args)),
        protocol: first.protocol,
        ...(first.protocol === "TCP" ? { proxyProtocol: first.proxyProtocol } : {}),
    };
}

/**
 * Never public, without a rate limit, and without the PROXY protocol, which the dashboard cannot read. The user's annotations
 * are for MQTT: one that shares a load balancer must not share it with the dashboard.
 */
function dashboard(args: MqttLoadBalancerArgs): ServicePlan {
    return {
        use: "dashboard",
        role: NodeRole.Core,
        listeners: [],
        features: featuresOf(args),
        annotations: {},
    };
}

function featuresOf(args: MqttLoadBalancerArgs): LoadBalancerFeatures {
    return {
        kind: args.kind,
        vswitches: args.vswitches ?? [],
        backend: backendOf(args),
        internet: false,
        protocol: "TCP",
        idleTimeoutSeconds: idleSecondsOf(args),
        connectionDrainSeconds: drainSecondsOf(args),
        charge: chargeOf(args),
    };
}

/** Of both load balancers: they were bought alike. */
function chargeOf({ kind, annotations }: MqttLoadBalancerArgs): LoadBalancerFeatures["charge"] {
    if (kind !== LoadBalancerKind.Clb) return {};
    const given = Object.entries(annotations ?? {});
    return Object.fromEntries(given.filter(([name]) => name === CHARGE_TYPE || name === CLB_SIZE));
}

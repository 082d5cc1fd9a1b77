import * as core from "@pulumi/kubernetes/core/v1";
import * as pulumi from "@pulumi/pulumi";
import { type Listener, podPortName, resolveListeners } from "../emqx/listeners/listeners";
import { DEFAULT_DRAIN_SECONDS, DEFAULT_INSTANCE } from "../emqx/plan/defaults";
import { objectLabels, podSelector } from "../naming/labels";
import { NodeRole } from "../nodes/tunedNodePoolArgs";
import { tell } from "../validation/tell";
import { validated } from "../validation/validated";
import { type LoadBalancerFeatures, loadBalancerAnnotations, STATUS_PORT } from "./annotations";
import { LoadBalancerBackend, LoadBalancerKind, type MqttLoadBalancerArgs } from "./mqttLoadBalancerArgs";
import { NLB_CLASS } from "./nlbAnnotations";
import { checkMqttLoadBalancer, loadBalancerWarnings } from "./validate";

/**
 * The way in: a load balancer inside the VPC for the MQTT listeners, in front of the replicants, one for QUIC where that
 * is on, and one for dashboard and API in front of the cores.
 */
export class MqttLoadBalancer extends pulumi.ComponentResource {
    /** Address of the MQTT listeners over TCP: a DNS name (Nlb) or an IP address (Clb). */
    public readonly host: pulumi.Output<string>;
    /** `host:port` of each listener, by its kind (`tcp`, `ssl`, `ws`, `wss`, `quic`). */
    public readonly endpoints: pulumi.Output<{ [kind: string]: string }>;
    /** Address of the dashboard and the API inside the VPC; empty when `dashboard` is false. */
    public readonly dashboardUrl: pulumi.Output<string>;

    constructor(name: string, args: MqttLoadBalancerArgs, opts?: pulumi.ComponentResourceOptions) {
        args = validated("MqttLoadBalancer", name, args, checkMqttLoadBalancer);
        super("emqx-ack:index:MqttLoadBalancer", name, {}, opts);
        for (const warning of loadBalancerWarnings(args)) tell("warn", name, warning);

        const listeners = resolveListeners(args.listeners);
        const tcp = listeners.filter((l) => l.protocol === "TCP");
        const quic = listeners.filter((l) => l.protocol === "UDP");
        const role = args.backendRole ?? NodeRole.Replicant;
        const service = (
            use: string,
            backendRole: NodeRole,
            ports: ServicePort[],
            features: LoadBalancerFeatures,
        ) => createService(name, use, args, backendRole, ports, features, this, opts);

        const mqttService =
            tcp.length > 0
                ? service("mqtt", role, tcp.map(listenerPort), mqttFeatures(args, tcp))
                : undefined;
        const quicService =
            quic.length > 0
                ? service("mqtt-quic", role, quic.map(listenerPort), mqttFeatures(args, quic))
                : undefined;
        const dashboardService =
            args.dashboard === false
                ? undefined
                : service(DASHBOARD, NodeRole.Core, [DASHBOARD_PORT], dashboardFeatures(args));

        this.host = hostOf((mqttService ?? quicService) as core.Service);
        this.endpoints = pulumi.output({
            ...endpointsOf(mqttService, tcp),
            ...endpointsOf(quicService, quic),
        });
        this.dashboardUrl = dashboardService
            ? pulumi.interpolate`http://${hostOf(dashboardService)}:${STATUS_PORT}`
            : pulumi.output("");
        this.registerOutputs({ host: this.host, endpoints: this.endpoints, dashboardUrl: this.dashboardUrl });
    }
}

interface ServicePort {
    readonly name: string;
    readonly port: number;
    readonly targetPort: number | string;
    readonly protocol: "TCP" | "UDP";
}

const DASHBOARD = "dashboard";
const DASHBOARD_PORT: ServicePort = {
    name: DASHBOARD,
    port: STATUS_PORT,
    targetPort: STATUS_PORT,
    protocol: "TCP",
};

function listenerPort({ kind, port, protocol }: Listener): ServicePort {
    return { name: kind, port, targetPort: podPortName(kind), protocol };
}

function createService(
    name: string,
    use: string,
    args: MqttLoadBalancerArgs,
    role: NodeRole,
    ports: ServicePort[],
    features: LoadBalancerFeatures,
    parent: MqttLoadBalancer,
    opts: pulumi.ComponentResourceOptions | undefined,
): core.Service {
    const instance = args.instanceName ?? DEFAULT_INSTANCE;
    // The kind is in both names: it cannot be changed on a Service, and the new one is to be there before the old one goes.
    const kind = args.kind.toLowerCase();
    return new core.Service(
        `${name}-${use}-${kind}`,
        {
            metadata: {
                name: `${instance}-${use}-${kind}`,
                namespace: args.namespace,
                labels: objectLabels(instance),
                // The user's are for MQTT: an annotation that shares a load balancer must not share it with the dashboard.
                annotations: {
                    ...(use === DASHBOARD ? {} : args.annotations),
                    ...loadBalancerAnnotations(features),
                },
            },
            spec: {
                type: "LoadBalancer",
                ...(args.kind === LoadBalancerKind.Nlb ? { loadBalancerClass: NLB_CLASS } : {}),
                // Without a second hop: half the connection tracking, and brokers see the clients' addresses.
                ...(features.backend === LoadBalancerBackend.NodePort
                    ? { externalTrafficPolicy: "Local" }
                    : {}),
                selector: podSelector(instance, role),
                ports,
            },
        },
        {
            parent,
            dependsOn: opts?.dependsOn,
            // The controller takes minutes to make a load balancer and to take one down.
            customTimeouts: { create: "20m", update: "20m", delete: "20m" },
        },
    );
}

function mqttFeatures(args: MqttLoadBalancerArgs, listeners: readonly Listener[]): LoadBalancerFeatures {
    return {
        kind: args.kind,
        vswitches: args.vswitches ?? [],
        backend: args.backend ?? LoadBalancerBackend.Eni,
        internet: args.exposeToInternet ?? false,
        protocol: listeners[0]?.protocol ?? "TCP",
        idleTimeoutSeconds: args.idleTimeoutSeconds ?? 900,
        connectionDrainSeconds: args.connectionDrainSeconds ?? DEFAULT_DRAIN_SECONDS,
        maxConnectRate: args.maxConnectRate,
        proxyProtocol: listeners.some((l) => l.proxyProtocol),
        clb: args.clb ?? {},
    };
}

/** As for MQTT, but never public, without a rate limit, and without the PROXY protocol, which the dashboard cannot read. */
function dashboardFeatures(args: MqttLoadBalancerArgs): LoadBalancerFeatures {
    return { ...mqttFeatures(args, []), internet: false, maxConnectRate: undefined, proxyProtocol: false };
}

function hostOf(service: core.Service): pulumi.Output<string> {
    return service.status.apply((status) => {
        const ingress = status?.loadBalancer?.ingress?.[0];
        return ingress?.hostname ?? ingress?.ip ?? "";
    });
}

function endpointsOf(
    service: core.Service | undefined,
    listeners: readonly Listener[],
): { [kind: string]: pulumi.Output<string> } {
    if (!service) return {};
    const host = hostOf(service);
    return Object.fromEntries(listeners.map(({ kind, port }) => [kind, pulumi.interpolate`${host}:${port}`]));
}

import * as core from "@pulumi/kubernetes/core/v1";
import * as pulumi from "@pulumi/pulumi";
import { type Listener, podPortName } from "../emqx/listeners/listeners";
import { objectLabels, podSelector } from "../naming/labels";
import { DASHBOARD_PORT } from "../naming/ports";
import { sayerOf } from "../validation/fromOutside";
import { planned } from "../validation/validated";
import { NLB_CLASS } from "./annotationNames";
import { annotationsThatGive, loadBalancerAnnotations } from "./annotations";
import { exposureWarnings } from "./exposure";
import { LoadBalancerBackend, LoadBalancerKind, type MqttLoadBalancerArgs } from "./mqttLoadBalancerArgs";
import { type LoadBalancerPlan, planLoadBalancer, type ServicePlan } from "./plan";
import { LOAD_BALANCER_PLACES } from "./schema";

/**
 * The way in: a load balancer inside the VPC for the MQTT listeners, in front of the replicants, one for QUIC where that
 * is on, one for listeners that differ in the PROXY protocol, and one for dashboard and API in front of the cores.
 */
export class MqttLoadBalancer extends pulumi.ComponentResource {
    /**
     * Address of the MQTT listeners over TCP: a DNS name (Nlb) or an IP address (Clb). Listeners that differ from the first
     * one in `proxyProtocol` have another, which `endpoints` says.
     */
    public readonly host: pulumi.Output<string>;
    /**
     * `host:port` of each listener that is offered, by its kind (`tcp`, `ssl`, `ws`, `wss`, `quic`) or its name under `more`;
     * of several ports the first one.
     */
    public readonly endpoints: pulumi.Output<{ [listener: string]: string }>;
    /** Address of the dashboard and the API inside the VPC; empty when `dashboard` is false. */
    public readonly dashboardUrl: pulumi.Output<string>;

    constructor(name: string, args: MqttLoadBalancerArgs, opts?: pulumi.ComponentResourceOptions) {
        const { plan } = planned("MqttLoadBalancer", name, args, planLoadBalancer);
        super("emqx-ack:index:MqttLoadBalancer", name, {}, opts);
        const say = sayerOf(name, opts?.parent, LOAD_BALANCER_PLACES);
        for (const warning of [...plan.warnings, ...exposureWarnings(args)]) say("warn", warning);

        const options = { parent: this, dependsOn: opts?.dependsOn };
        const mqtt = plan.mqtt.map((planned) => ({
            planned,
            service: createService(name, plan, planned, options),
        }));
        const dashboardService = plan.dashboard && createService(name, plan, plan.dashboard, options);

        this.host = hostOf(mqtt[0]?.service as core.Service);
        this.endpoints = pulumi.output(
            Object.fromEntries(mqtt.flatMap(({ service, planned }) => endpointsOf(service, planned))),
        );
        this.dashboardUrl = dashboardService
            ? pulumi.interpolate`http://${hostOf(dashboardService)}:${DASHBOARD_PORT}`
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

const DASHBOARD_SERVICE_PORT: ServicePort = {
    name: "dashboard",
    port: DASHBOARD_PORT,
    targetPort: DASHBOARD_PORT,
    protocol: "TCP",
};

/** The first port is called as the listener, so that a change of it is one; the others carry their number. */
function listenerPorts({ key, ports, protocol }: Listener): ServicePort[] {
    return ports.map((port, i) => ({
        name: i === 0 ? key : `${key}-${port}`,
        port,
        targetPort: podPortName(key),
        protocol,
    }));
}

function createService(
    name: string,
    { kind, instance, namespace }: LoadBalancerPlan,
    { use, role, listeners, features, annotations }: ServicePlan,
    options: pulumi.CustomResourceOptions,
): core.Service {
    // The kind is in both names: it cannot be changed on a Service, and the new one is to be there before the old one goes.
    const suffix = `${use}-${kind.toLowerCase()}`;
    return new core.Service(
        `${name}-${suffix}`,
        {
            metadata: {
                name: `${instance}-${suffix}`,
                namespace,
                labels: objectLabels(instance),
                annotations: {
                    ...annotationsThatGive(features),
                    ...annotations,
                    ...loadBalancerAnnotations(features),
                },
            },
            spec: {
                type: "LoadBalancer",
                ...(kind === LoadBalancerKind.Nlb ? { loadBalancerClass: NLB_CLASS } : {}),
                // Without a second hop: half the connection tracking, and brokers see the clients' addresses.
                ...(features.backend === LoadBalancerBackend.NodePort
                    ? { externalTrafficPolicy: "Local" }
                    : {}),
                selector: podSelector(instance, role),
                ports: use === "dashboard" ? [DASHBOARD_SERVICE_PORT] : listeners.flatMap(listenerPorts),
            },
        },
        {
            ...options,
            // The controller takes minutes to make a load balancer and to take one down.
            customTimeouts: { create: "20m", update: "20m", delete: "20m" },
        },
    );
}

function hostOf(service: core.Service): pulumi.Output<string> {
    return service.status.apply((status) => {
        const ingress = status?.loadBalancer?.ingress?.[0];
        return ingress?.hostname ?? ingress?.ip ?? "";
    });
}

function endpointsOf(
    service: core.Service,
    { listeners }: ServicePlan,
): [listener: string, endpoint: pulumi.Output<string>][] {
    const host = hostOf(service);
    return listeners.map(({ key, ports: [port] }) => [key, pulumi.interpolate`${host}:${port}`]);
}

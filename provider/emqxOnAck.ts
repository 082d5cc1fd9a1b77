import * as pulumi from "@pulumi/pulumi";
import { cloudRegion } from "./ack/cloudRegion";
import type { CapacityCeiling } from "./capacity/ceiling";
import { createCertManager, createCluster, createEmqx, createLoadBalancer, createOperator } from "./chain";
import { createDrain, createNodes } from "./chainNodes";
import type { EmqxNode } from "./emqx/lines/line/observation";
import type { EmqxOnAckArgs } from "./emqxOnAckArgs";
import { reportCapacity } from "./plan/capacityReport";
import { planStack } from "./plan/planStack";
import { placeOf } from "./plan/tenants";
import { stackWarnings } from "./plan/warnings";
import { tell } from "./validation/tell";
import { planned } from "./validation/validated";

/**
 * EMQX for a million MQTT connections on ACK: cluster, tuned node pools, cert-manager, EMQX operator, cores and
 * replicants, load balancer inside the VPC. Each link depends on the one before it, on create, update and destroy.
 */
export class EmqxOnAck extends pulumi.ComponentResource {
    /** Id of the ACK cluster. */
    public readonly clusterId: pulumi.Output<string>;
    /** Credentials for the Kubernetes API; a secret. */
    public readonly kubeconfig: pulumi.Output<string>;
    /** Namespace of EMQX. */
    public readonly namespace: pulumi.Output<string>;
    /** Name of the EMQX object. */
    public readonly instanceName: pulumi.Output<string>;
    /** What the EMQX cluster consists of once it has rolled out. */
    public readonly nodes: pulumi.Output<EmqxNode[]>;
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
    /** Port that the pods bind for each listener that is on, by its kind or its name under `more`. */
    public readonly listenerPorts: pulumi.Output<{ [listener: string]: number }>;
    /** Address of dashboard and API: of their load balancer, or inside the Kubernetes cluster where there is none. */
    public readonly dashboardUrl: pulumi.Output<string>;
    /** Name of the dashboard's first user. */
    public readonly dashboardUsername: pulumi.Output<string>;
    /** Password of the dashboard's first user; a secret. */
    public readonly dashboardPassword: pulumi.Output<string>;
    /** What limits the stack, the tightest first: connections, CPU, memory, network, load balancer, addresses, quotas. */
    public readonly capacity: pulumi.Output<CapacityCeiling[]>;

    constructor(name: string, args: EmqxOnAckArgs, opts?: pulumi.ComponentResourceOptions) {
        const region = cloudRegion(opts);
        const place = placeOf(name, args);
        const { args: checked, plan } = planned("EmqxOnAck", name, args, (given, problems) =>
            place.checked(planStack(name, given, problems, region), problems),
        );
        super("emqx-ack:index:EmqxOnAck", name, {}, opts);
        const stack = { name, args: checked, plan, parent: this, dependsOn: opts?.dependsOn };
        for (const warning of stackWarnings(checked)) tell("warn", name, warning);
        this.capacity = reportCapacity(name, plan);

        const cluster = createCluster(stack);
        const nodes = createNodes(stack, cluster);
        const certManager = createCertManager(stack, cluster, nodes.all);
        const operator = createOperator(stack, cluster, [...nodes.all, ...certManager]);
        const emqx = createEmqx(stack, cluster, [...nodes.all, ...certManager, ...operator]);
        const loadBalancer = createLoadBalancer(stack, cluster, emqx);
        createDrain(stack, cluster, nodes, emqx, loadBalancer);

        this.clusterId = cluster.ack.clusterId;
        place.take(plan, this.clusterId);
        this.kubeconfig = cluster.ack.kubeconfig;
        this.namespace = emqx.namespace;
        this.instanceName = emqx.instanceName;
        this.nodes = emqx.nodes;
        this.host = loadBalancer.host;
        this.endpoints = loadBalancer.endpoints;
        this.listenerPorts = emqx.listenerPorts;
        this.dashboardUrl =
            plan.loadBalancer.dashboard === false ? emqx.dashboardUrl : loadBalancer.dashboardUrl;
        this.dashboardUsername = emqx.dashboardUsername;
        this.dashboardPassword = emqx.dashboardPassword;
        this.registerOutputs({
            clusterId: this.clusterId,
            kubeconfig: this.kubeconfig,
            namespace: this.namespace,
            instanceName: this.instanceName,
            nodes: this.nodes,
            host: this.host,
            endpoints: this.endpoints,
            listenerPorts: this.listenerPorts,
            dashboardUrl: this.dashboardUrl,
            dashboardUsername: this.dashboardUsername,
            dashboardPassword: this.dashboardPassword,
            capacity: this.capacity,
        });
    }
}

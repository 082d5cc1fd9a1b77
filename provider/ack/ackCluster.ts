import * as cs from "@pulumi/alicloud/cs";
import * as pulumi from "@pulumi/pulumi";
import { isPlain } from "../validation/conform";
import { tell } from "../validation/tell";
import { validated } from "../validation/validated";
import type { AckClusterArgs, ExistingClusterArgs, NewClusterArgs } from "./ackClusterArgs";
import { type AckClusterInternals, setAckClusterInternals } from "./ackClusterInternals";
import { cloudRegion } from "./cloudRegion";
import { kubernetesWarnings } from "./kubernetesVersion";
import { createManagedKubernetes } from "./managedKubernetes";
import { createNetwork } from "./network";
import { type CloudRegion, otherRegionWarnings } from "./regionRules";
import { checkAckCluster, clusterIdWarnings } from "./rules";
import { zoneWarnings } from "./zoneId";

/** An ACK cluster without nodes: made with its network, or one that exists. */
export class AckCluster extends pulumi.ComponentResource {
    /** Id of the cluster. */
    public readonly clusterId: pulumi.Output<string>;
    /** Credentials for the Kubernetes API; a secret. */
    public readonly kubeconfig: pulumi.Output<string>;
    /** vSwitches of the nodes with their zones. */
    public readonly vswitches: pulumi.Output<ZoneVswitch[]>;
    /** Id of the VPC; empty for a cluster that existed. */
    public readonly vpcId: pulumi.Output<string>;

    constructor(name: string, args: AckClusterArgs, opts?: pulumi.ComponentResourceOptions) {
        // The region of a provider is known late, and then refused as an argument is.
        const given = { args, region: cloudRegion(opts) };
        args = validated("AckCluster", name, given, (problems, { args, region }) =>
            checkAckCluster(problems, name, args, region),
        ).args;
        super("emqx-ack:index:AckCluster", name, {}, opts);
        tellBefore(name, args, given.region);

        const parts = args.existingCluster
            ? adoptCluster(args.existingCluster, this)
            : createCluster(name, args.newCluster as NewClusterArgs, args.protect, this, opts);

        this.clusterId = parts.clusterId;
        this.kubeconfig = parts.kubeconfig;
        this.vswitches = pulumi.output(parts.vswitches);
        this.vpcId = parts.vpcId;
        setAckClusterInternals(this, parts);
        this.registerOutputs({
            clusterId: this.clusterId,
            kubeconfig: this.kubeconfig,
            vswitches: this.vswitches,
            vpcId: this.vpcId,
        });
    }
}

/** What a person should know before anything moves; of a secret nothing is said. */
function tellBefore(
    name: string,
    { newCluster, existingCluster }: AckClusterArgs,
    cloud: CloudRegion | undefined,
): void {
    tellOf(name, newCluster?.version, (version) => kubernetesWarnings(version, new Date()));
    tellOf(name, newCluster?.zones, zoneWarnings);
    if (existingCluster === undefined) return;
    const { clusterId, vswitches } = existingCluster;
    // What comes out of a resource is an id.
    if (isPlain(clusterId)) tellOf(name, clusterId, clusterIdWarnings);
    const zones = vswitches.map(({ zoneId }) => zoneId).filter((zone) => isPlain(zone));
    tellOf(name, cloud?.region as pulumi.Input<string | undefined>, (region = "") =>
        otherRegionWarnings(zones, cloud?.of ?? "", region),
    );
}

/** At once where the input is known. */
function tellOf<T>(name: string, input: pulumi.Input<T> | undefined, warnings: (value: T) => string[]): void {
    const say = (value: T) => {
        for (const warning of warnings(value)) tell("warn", name, warning);
    };
    if (isPlain(input)) say(input);
    else if (input !== undefined) {
        const output = pulumi.output(input) as pulumi.Output<T>;
        pulumi.all([output, pulumi.isSecret(output)]).apply(([value, secret]) => secret || say(value as T));
    }
}

/** A vSwitch and the zone it is in, as an output. */
export interface ZoneVswitch {
    /** Zone, e.g. `cn-hangzhou-g`. */
    zoneId: string;
    /** Id of the vSwitch. */
    vswitchId: string;
}

function createCluster(
    name: string,
    args: NewClusterArgs,
    protect: boolean | undefined,
    parent: AckCluster,
    opts: pulumi.ComponentResourceOptions | undefined,
): AckClusterInternals {
    const childOpts: pulumi.CustomResourceOptions = { parent, dependsOn: opts?.dependsOn };
    const network = createNetwork(name, args, childOpts);
    const cluster = createManagedKubernetes(name, args, network, { ...childOpts, protect });
    return {
        clusterId: cluster.id,
        kubeconfig: fetchKubeconfig(cluster.id, parent),
        vswitches: network.nodes.map(({ zone, vswitch }) => ({ zoneId: zone, vswitchId: vswitch.id })),
        vpcId: network.vpc.id,
        cluster,
        readyForNodes: [cluster, ...network.wayOut],
    };
}

function adoptCluster(args: ExistingClusterArgs, parent: AckCluster): AckClusterInternals {
    return {
        clusterId: pulumi.output(args.clusterId),
        kubeconfig:
            args.kubeconfig !== undefined
                ? pulumi.secret(args.kubeconfig)
                : fetchKubeconfig(args.clusterId, parent),
        vswitches: args.vswitches,
        vpcId: pulumi.output(""),
        readyForNodes: [],
    };
}

/** Without a duration: a temporary credential would be another one at every update, and show as a change. */
function fetchKubeconfig(clusterId: pulumi.Input<string>, parent: AckCluster): pulumi.Output<string> {
    return pulumi.secret(cs.getClusterCredentialOutput({ clusterId }, { parent }).kubeConfig);
}

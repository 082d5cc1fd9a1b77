import { CustomResource } from "@pulumi/kubernetes/apiextensions";
import * as pulumi from "@pulumi/pulumi";
import { imageBehind } from "../images/imageReference";
import { profileOf } from "../nodes/kernel";
import { Problems } from "../validation/problems";
import { tell } from "../validation/tell";
import { validated } from "../validation/validated";
import { environment } from "./config/environment";
import { configData } from "./config/text";
import type { EmqxClusterArgs } from "./emqxClusterArgs";
import { readyForChange } from "./gate/changeGate";
import { clientsDuringChange } from "./gate/meant/clients";
import { clientsInWords } from "./gate/meant/clientsInWords";
import { type RolledOut, rolledOut } from "./gate/rolloutGate";
import type { EmqxNode } from "./lines/observation";
import { API_VERSION_22, emqxSpec22, objectLabels } from "./lines/v2beta1/object";
import { rolloutMinutes } from "./lines/v2beta1/pace";
import { EmqxEdition, resolveVersion, versionWarnings } from "./lines/versions";
import { type Listener, resolveListeners } from "./listeners/listeners";
import { createNamespace } from "./namespace";
import {
    DASHBOARD_USERNAME,
    DEFAULT_DRAIN_SECONDS,
    DEFAULT_INSTANCE,
    DEFAULT_NAMESPACE,
    replicasOf,
} from "./plan/defaults";
import { backlogOf, podTuning } from "./plan/podTuning";
import { workOf } from "./plan/rolloutWork";
import { checkEmqxCluster } from "./plan/rules";
import { mounts } from "./secrets/mounts";
import { secretNames } from "./secrets/secretNames";
import { createSecrets } from "./secrets/secrets";

/**
 * An EMQX cluster of core and replicant nodes, run by an EMQX operator 2.2 that is there already: namespace, secrets
 * and the EMQX object. Works on any Kubernetes.
 */
export class EmqxCluster extends pulumi.ComponentResource {
    /** Namespace of the cluster. Whoever takes it from here comes after the cluster has rolled out. */
    public readonly namespace: pulumi.Output<string>;
    /** What the cluster consists of once it has rolled out; empty where the rollout is not watched. */
    public readonly nodes: pulumi.Output<EmqxNode[]>;
    /** Name of the EMQX object. */
    public readonly instanceName: pulumi.Output<string>;
    /** Image that the cluster runs. */
    public readonly image: pulumi.Output<string>;
    /** Name of the dashboard's first user. */
    public readonly dashboardUsername: pulumi.Output<string>;
    /** Password of the dashboard's first user; a secret. */
    public readonly dashboardPassword: pulumi.Output<string>;
    /** Address of dashboard and API inside the Kubernetes cluster; served by the cores. */
    public readonly dashboardUrl: pulumi.Output<string>;
    /** Port of each listener that is on, by its kind (`tcp`, `ssl`, `ws`, `wss`, `quic`). */
    public readonly listenerPorts: pulumi.Output<{ [kind: string]: number }>;
    /** Connections that the cluster is made for: what the time of its rollouts is computed from. */
    public readonly connections: pulumi.Output<number>;

    constructor(name: string, args: EmqxClusterArgs = {}, opts?: pulumi.ComponentResourceOptions) {
        args = validated("EmqxCluster", name, args, checkEmqxCluster);
        super("emqx-ack:index:EmqxCluster", name, {}, opts);

        const childOpts: pulumi.CustomResourceOptions = { parent: this, dependsOn: opts?.dependsOn };
        const instance = args.instanceName ?? DEFAULT_INSTANCE;
        const names = secretNames(instance);
        const version = resolveVersion(args.edition, args.version);
        const profile = args.kernelProfile ? profileOf(args.kernelProfile, new Problems()) : undefined;
        const replicas = replicasOf(args);
        const work = workOf(args);
        const timeoutMinutes = args.timeoutMinutes ?? rolloutMinutes(work);
        const coreProfile = args.coreKernelProfile
            ? profileOf(args.coreKernelProfile, new Problems())
            : profile;
        const listeners = resolveListeners(args.listeners, profile && backlogOf(profile));
        for (const warning of versionWarnings(version, args.licenseKey !== undefined, new Date())) {
            tell("warn", name, warning);
        }

        const clients = clientsDuringChange(work, args.connectionDrainSeconds ?? DEFAULT_DRAIN_SECONDS);
        tell(clients.cutAtOnce > 0 ? "warn" : "info", name, clientsInWords(clients));

        const namespace = args.namespace ?? DEFAULT_NAMESPACE;
        const created = createNamespace(name, namespace, args, this, childOpts);
        const inNamespace = { ...childOpts, dependsOn: created ?? childOpts.dependsOn };
        const secrets = createSecrets(name, instance, names, namespace, args, inNamespace);
        const image = pulumi.output(
            args.image ?? imageBehind(args.imageRegistry, version.repository, version.version),
        );

        const watched =
            args.kubeconfig !== undefined || this.getProvider("kubernetes:core/v1:Secret") === undefined;
        const { spec, revisions } = emqxSpec22({
            instance,
            image,
            imagePullSecrets: args.imagePullSecrets ?? [],
            configData: configData(listeners, args.config),
            env: environment({
                listeners,
                limits: args.limits ?? {},
                dashboardUsername: args.dashboard?.username ?? DASHBOARD_USERNAME,
                hasLicense: args.licenseKey !== undefined,
                secrets: names,
                environment: args.environment ?? {},
                secretVariables: Object.keys(args.secretEnvironment ?? {}),
            }),
            listeners,
            mounts: mounts(listeners, args.licenseKey !== undefined ? names.license : undefined),
            podAnnotations: args.podAnnotations ?? {},
            secretRevision: secrets.revision,
            tuning: { core: podTuning(coreProfile, image), replicant: podTuning(profile, image) },
            cores: args.cores ?? {},
            coreReplicas: replicas.core,
            replicants: args.replicants ?? {},
            replicantReplicas: replicas.replicant,
            evacuation: args.evacuation ?? {},
        });
        const target = pulumi.output(revisions).apply((current) => ({
            revisions: current,
            replicas,
            version: version.version,
            enterprise: version.edition === EmqxEdition.Enterprise,
        }));
        const watch = { kubeconfig: args.kubeconfig, instance, timeoutSeconds: timeoutMinutes * 60 };
        const emqx = new CustomResource(
            `${name}-emqx`,
            {
                apiVersion: API_VERSION_22,
                kind: "EMQX",
                metadata: {
                    name: instance,
                    namespace,
                    labels: objectLabels(instance),
                    // Where the rollout cannot be watched, a floor for the first one.
                    ...(watched ? {} : { annotations: { "pulumi.com/waitFor": "condition=Ready" } }),
                },
                spec,
            },
            {
                ...inNamespace,
                dependsOn: watched
                    ? readyForChange(this, {
                          ...watch,
                          name,
                          namespace,
                          wanted: target,
                          spec,
                          after: secrets.resources,
                      })
                    : secrets.resources,
                protect: args.protect,
                customTimeouts: { create: `${timeoutMinutes}m`, update: `${timeoutMinutes}m`, delete: "10m" },
            },
        );
        const cluster = watched ? rolledOut(emqx, { ...watch, target }) : notWatched(emqx, name);

        this.namespace = cluster.namespace;
        this.nodes = cluster.nodes;
        this.instanceName = pulumi.output(instance);
        this.image = image;
        this.dashboardUsername = pulumi.output(args.dashboard?.username ?? DASHBOARD_USERNAME);
        this.dashboardPassword = secrets.dashboardPassword;
        this.dashboardUrl = pulumi.interpolate`http://${instance}-dashboard.${this.namespace}.svc.cluster.local:18083`;
        this.listenerPorts = pulumi.output(portsByKind(listeners));
        this.connections = pulumi.output(work.connections);
        this.registerOutputs({
            namespace: this.namespace,
            nodes: this.nodes,
            instanceName: this.instanceName,
            image: this.image,
            dashboardUsername: this.dashboardUsername,
            dashboardPassword: this.dashboardPassword,
            dashboardUrl: this.dashboardUrl,
            listenerPorts: this.listenerPorts,
            connections: this.connections,
        });
    }
}

/** Without credentials of our own there is nothing to watch with; a provider does not give its away. */
function notWatched(emqx: CustomResource, name: string): RolledOut {
    tell(
        "warn",
        name,
        "rollouts are not waited for: give kubeconfig, the one of the Kubernetes provider in the options.",
    );
    return {
        namespace: emqx.metadata.apply((metadata) => metadata.namespace as string),
        nodes: pulumi.output([]),
    };
}

function portsByKind(listeners: readonly Listener[]): { [kind: string]: number } {
    return Object.fromEntries(listeners.map((listener) => [listener.kind, listener.port]));
}

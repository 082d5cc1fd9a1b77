import * as pulumi from "@pulumi/pulumi";
import { DASHBOARD_PORT } from "../naming/ports";
import { isLate } from "../validation/conform";
import { type Say, sayerOf } from "../validation/fromOutside";
import { planned } from "../validation/validated";
import type { EmqxClusterArgs } from "./args/emqxClusterArgs";
import { componentOf, isWatched } from "./component";
import { createBudgets, createObject } from "./createObject";
import { refuseUnsafeChange } from "./gate/changeGate";
import { clientsDuringChange } from "./gate/meant/clients";
import { clientsInWords } from "./gate/meant/clientsInWords";
import type { OperatorLine } from "./lines/line/line";
import type { EmqxNode } from "./lines/line/observation";
import { versionWarnings } from "./lines/versionRules";
import type { Listener } from "./listeners/listeners";
import { createNamespace } from "./namespace";
import { outlives, secretsThere, upsertProvider } from "./outliving";
import { imageWarnings } from "./plan/image";
import { licenseFindings } from "./plan/licenseRules";
import { emqxObject } from "./plan/object";
import { objectOn } from "./plan/objectOn";
import { type EmqxPlan, planEmqxCluster } from "./plan/plan";
import { EMQX_PLACES } from "./plan/schema";
import { createSecrets } from "./secrets/secrets";

/**
 * An EMQX cluster of core and replicant nodes, run by an EMQX operator that is there already: namespace, secrets
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
    /**
     * Port that the pods bind for each listener that is on, by its kind (`tcp`, `ssl`, `ws`, `wss`, `quic`) or its name under
     * `more`. What clients use is the load balancer's: `endpoints` of `MqttLoadBalancer`.
     */
    public readonly listenerPorts: pulumi.Output<{ [listener: string]: number }>;
    /** Connections that the cluster is made for: what the time of its rollouts is computed from. */
    public readonly connections: pulumi.Output<number>;

    constructor(name: string, args: EmqxClusterArgs = {}, opts?: pulumi.ComponentResourceOptions) {
        const { args: checked, plan } = planned("EmqxCluster", name, args, planEmqxCluster);
        super("emqx-ack:index:EmqxCluster", name, {}, opts);
        tellBefore(sayerOf(name, opts?.parent, EMQX_PLACES), plan, checked);

        const watched = isWatched(this, checked);
        const dependsOn = watched ? allowed(this, name, plan, checked, opts?.dependsOn) : opts?.dependsOn;
        const childOpts: pulumi.CustomResourceOptions = { parent: this, dependsOn };
        const upsert = upsertProvider(this, name, plan, checked);
        const created = createNamespace(name, plan.namespace, checked, upsert, childOpts);
        const inNamespace = { ...childOpts, dependsOn: created ?? childOpts.dependsOn };
        const outliving = outlives(plan, checked, upsert);
        const keeping = outliving && {
            options: outliving,
            found: (secret: string) =>
                secretsThere(this, plan, checked, watched, inNamespace.dependsOn, secret),
        };
        const secrets = createSecrets(name, plan, checked, inNamespace, keeping);
        const written = plan.line.write(emqxObject(plan, checked, secrets.revision));
        createBudgets(name, plan, written, inNamespace);
        const objectOpts = { ...inNamespace, ...outliving };
        const cluster = createObject(this, name, plan, written, checked, secrets.resources, objectOpts);

        this.namespace = cluster.namespace;
        this.nodes = cluster.nodes;
        this.instanceName = pulumi.output(plan.instance);
        this.image = pulumi.output(plan.image);
        this.dashboardUsername = pulumi.output(plan.dashboardUsername);
        this.dashboardPassword = secrets.dashboardPassword;
        this.dashboardUrl = pulumi.interpolate`http://${plan.instance}-dashboard.${this.namespace}.svc.cluster.local:${DASHBOARD_PORT}`;
        this.listenerPorts = pulumi.output(bindsByKey(plan.listeners));
        this.connections = pulumi.output(plan.connections);
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

/** What a person should know before anything moves. */
function tellBefore(say: Say, plan: EmqxPlan, args: EmqxClusterArgs): void {
    const { image, licenseKey } = args;
    const warnings = [...versionWarnings(plan.version, plan.versionUse, new Date()), ...plan.warnings];
    for (const warning of warnings) say("warn", warning);
    if (isLate(image)) tellOfLateImage(say, plan, pulumi.output(image as pulumi.Input<string>));
    if (isLate(licenseKey)) tellOfLateLicense(say, plan, args);
    const clients = clientsDuringChange(plan.line.pace, plan.work, plan.drainSeconds);
    say(clients.cutAtOnce > 0 ? "warn" : "info", clientsInWords(clients));
}

/** The same for an image that becomes known later; of a secret nothing is said. */
function tellOfLateImage(say: Say, { version }: EmqxPlan, image: pulumi.Output<string>): void {
    pulumi.all([image, pulumi.isSecret(image)]).apply(([known, secret]) => {
        if (secret) return;
        for (const warning of imageWarnings(known, version)) say("warn", warning);
    });
}

/** The same for a license, which mostly is a secret of the stack's; the key itself is never told. */
function tellOfLateLicense(say: Say, { version }: EmqxPlan, args: EmqxClusterArgs): void {
    pulumi.output(args.licenseKey).apply((licenseKey) => {
        const { warnings } = licenseFindings({ ...args, licenseKey }, version.version, new Date());
        for (const warning of warnings) say("warn", warning);
    });
}

/** What is refused is refused before namespace and Secrets change, which running nodes read. */
function allowed(
    component: pulumi.ComponentResource,
    name: string,
    { line, namespace, instance, wanted }: EmqxPlan,
    args: EmqxClusterArgs,
    dependencies: pulumi.ComponentResourceOptions["dependsOn"],
) {
    const change = {
        component: "EmqxCluster" as const,
        name,
        line,
        kubeconfig: args.kubeconfig,
        namespace,
        instance,
        wanted,
        owner: componentOf(name),
        objectOn: (other: OperatorLine) => objectOn(args, other),
        inputs: {
            operator: "operatorVersion",
            writeOperator: (version: string) => `operatorVersion: "${version}"`,
            operatorMayCome: dependencies !== undefined && [dependencies].flat().length > 0,
            emqx: "",
        },
        changedBefore: "Nothing of it was changed.",
    };
    return refuseUnsafeChange(component, change, dependencies);
}

function bindsByKey(listeners: readonly Listener[]): { [listener: string]: number } {
    return Object.fromEntries(listeners.filter(({ enabled }) => enabled).map(({ key, bind }) => [key, bind]));
}

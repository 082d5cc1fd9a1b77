import { CustomResource } from "@pulumi/kubernetes/apiextensions";
import * as policy from "@pulumi/kubernetes/policy/v1";
import * as pulumi from "@pulumi/pulumi";
import { objectLabels } from "../naming/labels";
import { DASHBOARD_PORT } from "../naming/ports";
import { isLate } from "../validation/conform";
import { type Say, sayerOf } from "../validation/fromOutside";
import { tell } from "../validation/tell";
import { planned } from "../validation/validated";
import type { EmqxClusterArgs } from "./args/emqxClusterArgs";
import { readyForChange, refuseUnsafeChange } from "./gate/changeGate";
import { clientsDuringChange } from "./gate/meant/clients";
import { clientsInWords } from "./gate/meant/clientsInWords";
import { type RolledOut, rolledOut } from "./gate/rolloutGate";
import { formerTypes } from "./lines";
import { apiVersionOf, type OperatorLine } from "./lines/line/line";
import type { WrittenObject } from "./lines/line/object";
import type { EmqxNode } from "./lines/line/observation";
import { revisionOf } from "./lines/line/revision";
import { versionWarnings } from "./lines/versionRules";
import type { Listener } from "./listeners/listeners";
import { createNamespace } from "./namespace";
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
        const created = createNamespace(name, plan.namespace, checked, this, childOpts);
        const inNamespace = { ...childOpts, dependsOn: created ?? childOpts.dependsOn };
        const secrets = createSecrets(name, plan, checked, inNamespace);
        const written = plan.line.write(emqxObject(plan, checked, secrets.revision));
        createBudgets(name, plan, written, inNamespace);
        const cluster = createObject(this, name, plan, written, checked, secrets.resources, inNamespace);

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

/** Without credentials of our own there is nothing to look with: a provider does not give its away. */
function isWatched(component: pulumi.ComponentResource, { kubeconfig }: EmqxClusterArgs): boolean {
    return kubeconfig !== undefined || component.getProvider("kubernetes:core/v1:Secret") === undefined;
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
        objectOn: (other: OperatorLine) => objectOn(args, other),
        inputs: {
            operator: "operatorVersion",
            writeOperator: (version: string) => `operatorVersion: "${version}"`,
            emqx: "",
        },
        changedBefore: "Nothing of it was changed.",
    };
    return refuseUnsafeChange(component, change, dependencies);
}

/** Disruption budgets that the operator does not make. */
function createBudgets(
    name: string,
    { namespace, instance }: EmqxPlan,
    { budgets }: WrittenObject,
    opts: pulumi.CustomResourceOptions,
): void {
    for (const { role, name: budget, spec } of budgets) {
        new policy.PodDisruptionBudget(
            `${name}-${role}-budget`,
            { metadata: { name: budget, namespace, labels: objectLabels(instance) }, spec },
            opts,
        );
    }
}

/** The EMQX object between its two gates: what it depends on, and what depends on it. */
function createObject(
    component: pulumi.ComponentResource,
    name: string,
    plan: EmqxPlan,
    written: WrittenObject,
    args: EmqxClusterArgs,
    after: pulumi.Resource[],
    opts: pulumi.CustomResourceOptions,
): RolledOut {
    const { line, instance, namespace, wanted, timeoutSeconds } = plan;
    const watched = isWatched(component, args);
    const revisions = {
        core: pulumi.output(written.pods.core).apply(revisionOf),
        replicant: pulumi.output(written.pods.replicant).apply(revisionOf),
    };
    const spec = written.spec(revisions);
    const object = pulumi.output({ annotations: { ...written.annotations }, spec });
    const target = pulumi.output(revisions).apply((current) => ({ ...wanted, revisions: current }));
    const watch = { line, kubeconfig: args.kubeconfig, instance, timeoutSeconds };
    const timeout = `${timeoutSeconds / 60}m`;
    const ready = watched
        ? readyForChange(component, { ...watch, name, namespace, wanted: target, object, after })
        : { dependsOn: after, changes: () => true };
    const emqx = new CustomResource(
        `${name}-emqx`,
        {
            apiVersion: apiVersionOf(line),
            kind: "EMQX",
            metadata: {
                name: instance,
                namespace,
                labels: objectLabels(instance),
                ...annotations(line, written, watched),
            },
            spec,
        },
        {
            ...opts,
            ...takingOver(line),
            dependsOn: ready.dependsOn,
            protect: args.protect,
            ...(line.fixedFields.length > 0 ? { ignoreChanges: [...line.fixedFields] } : {}),
            customTimeouts: { create: timeout, update: timeout, delete: "10m" },
        },
    );
    return watched ? rolledOut(emqx, { ...watch, target, changes: ready.changes }) : notWatched(emqx, name);
}

function annotations(
    line: OperatorLine,
    written: WrittenObject,
    watched: boolean,
): { annotations?: Record<string, pulumi.Input<string>> } {
    // Where the rollout cannot be watched, a floor for the first one.
    const all = {
        ...line.annotations,
        ...written.annotations,
        ...(watched ? {} : { "pulumi.com/waitFor": "condition=Ready" }),
    };
    return Object.keys(all).length > 0 ? { annotations: all } : {};
}

/** The type of an object holds its API version, so an object of a former one would be deleted after the new one is made. */
function takingOver(line: OperatorLine): pulumi.CustomResourceOptions {
    const former = formerTypes(line);
    return former.length === 0 ? {} : { aliases: former.map((type) => ({ type })) };
}

/** Nothing is waited for. */
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

function bindsByKey(listeners: readonly Listener[]): { [listener: string]: number } {
    return Object.fromEntries(listeners.filter(({ enabled }) => enabled).map(({ key, bind }) => [key, bind]));
}

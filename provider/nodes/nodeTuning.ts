import * as apps from "@pulumi/kubernetes/apps/v1";
import * as core from "@pulumi/kubernetes/core/v1";
import * as rbac from "@pulumi/kubernetes/rbac/v1";
import * as pulumi from "@pulumi/pulumi";
import { imageBehind } from "../images/imageReference";
import { OPEN_SOURCE_EMQX } from "../images/officialImages";
import { tell } from "../validation/tell";
import { planned } from "../validation/validated";
import { KernelRollout, NODE_TUNING_VOLUME, renderNodeTuning, rolloutNote } from "./kernel";
import type { NodeTuningArgs } from "./nodeTuningArgs";
import { planNodeTuning } from "./plan";

/** A privileged DaemonSet that applies a kernel profile to nodes that exist, keeps it there, and labels them. */
export class NodeTuning extends pulumi.ComponentResource {
    /** Hash of the kernel profile, which becomes a label of the nodes once it is applied. */
    public readonly kernelProfileHash: pulumi.Output<string>;

    constructor(name: string, args: NodeTuningArgs = {}, opts?: pulumi.ComponentResourceOptions) {
        const { plan } = planned("NodeTuning", name, args, (given, problems) =>
            planNodeTuning(name, given, problems),
        );
        super("emqx-ack:index:NodeTuning", name, {}, opts);

        const childOpts: pulumi.CustomResourceOptions = { parent: this, dependsOn: opts?.dependsOn };
        const { profile, namespace } = plan;
        const { repository, version } = OPEN_SOURCE_EMQX;
        const image = pulumi.output(plan.image ?? imageBehind(plan.imageRegistry, repository, version));
        const parts = renderNodeTuning(profile, "");
        const labels = {
            "app.kubernetes.io/name": "emqx-ack-node-tuning",
            "app.kubernetes.io/instance": name,
        };

        const account = new core.ServiceAccount(
            `${name}-account`,
            { metadata: { name, namespace, labels } },
            childOpts,
        );
        const role = new rbac.ClusterRole(
            `${name}-role`,
            { metadata: { name, labels }, rules: parts.rules },
            childOpts,
        );
        const binding = new rbac.ClusterRoleBinding(
            `${name}-role-binding`,
            {
                metadata: { name, labels },
                roleRef: { apiGroup: "rbac.authorization.k8s.io", kind: "ClusterRole", name },
                subjects: [{ kind: "ServiceAccount", name, namespace }],
            },
            { ...childOpts, dependsOn: [account, role] },
        );
        const scriptsName = `${name}-${profile.hash}`;
        const scripts = new core.ConfigMap(
            `${name}-scripts`,
            // A name of its own for every profile: pods of the old one keep their scripts until they are replaced.
            { metadata: { name: scriptsName, namespace, labels }, data: parts.files },
            childOpts,
        );
        new apps.DaemonSet(
            `${name}-daemonset`,
            {
                metadata: { name, namespace, labels },
                spec: {
                    selector: { matchLabels: labels },
                    // They serve nothing, and a change should be on every node at once.
                    updateStrategy: { type: "RollingUpdate", rollingUpdate: { maxUnavailable: "100%" } },
                    template: {
                        metadata: { labels },
                        spec: {
                            serviceAccountName: name,
                            hostPID: parts.hostPID,
                            nodeSelector: { "kubernetes.io/os": "linux", ...plan.nodeSelector },
                            tolerations: [{ operator: "Exists" }],
                            containers: [{ ...parts.container, image }],
                            volumes: [{ name: NODE_TUNING_VOLUME, configMap: { name: scriptsName } }],
                        },
                    },
                },
            },
            { ...childOpts, dependsOn: [binding, scripts] },
        );

        tell("info", name, rolloutNote({ ...profile, rollout: KernelRollout.DaemonSet }));
        this.kernelProfileHash = pulumi.output(profile.hash);
        this.registerOutputs({ kernelProfileHash: this.kernelProfileHash });
    }
}

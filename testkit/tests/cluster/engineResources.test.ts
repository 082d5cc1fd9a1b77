import assert from "node:assert";
import { setTimeout as sleep } from "node:timers/promises";
import * as alicloud from "@pulumi/alicloud";
import * as k8s from "@pulumi/kubernetes";
import { CertManager, EmqxOperator } from "../../../provider";
import { cleanUp } from "../../engine";
import { assertBefore, changed, succeeded } from "../../engine/steps";
import { engineSuite } from "../../engine/suite";

describe("the resources of the deployment engine for tests", function () {
    this.timeout(120_000);
    const suite = engineSuite("engineResources");

    it("leaves alone what is retained, and what goes with something else", async () => {
        const { deployment, input } = suite.stack();
        const { kubeconfig, namespace } = input;
        const program = (kept: boolean) => () => {
            const provider = new k8s.Provider("k8s", { kubeconfig });
            const inNamespace = { metadata: { name: namespace } };
            const owner = new k8s.core.v1.Namespace("owner", inNamespace, { provider });
            const settings = (name: string, opts: object) =>
                new k8s.core.v1.ConfigMap(
                    name,
                    { metadata: { name, namespace: owner.metadata.name } },
                    { provider, ...opts },
                );
            settings("with-owner", { deletedWith: owner });
            if (kept) settings("retained", { retainOnDelete: true });
        };
        succeeded(await deployment.up(program(true)));
        const { steps } = succeeded(await deployment.up(program(false)));
        assert.deepStrictEqual(changed(steps), { retained: "delete" });
        assert.strictEqual(steps.find(({ name }) => name === "retained")?.how, "retained");
        assert.ok(await suite.object("v1", "ConfigMap", "retained", namespace));
        const destroyed = await deployment.destroy();
        assert.strictEqual(destroyed.find(({ name }) => name === "with-owner")?.how, "gone with its cluster");
        assert.strictEqual(await suite.object("v1", "Namespace", namespace), undefined);
    });

    it("refuses to delete what is protected, before it deletes anything", async () => {
        const { deployment, input } = suite.stack();
        const program = (protect: boolean) => () => {
            const provider = new k8s.Provider("k8s", { kubeconfig: input.kubeconfig });
            const metadata = { name: input.namespace };
            const owner = new k8s.core.v1.Namespace("owner", { metadata }, { provider, protect });
            const inside = { name: "inside", namespace: owner.metadata.name };
            new k8s.core.v1.ConfigMap("inside", { metadata: inside }, { provider });
        };
        succeeded(await deployment.up(program(true)));
        await assert.rejects(deployment.destroy(), /unable to delete .*owner" as it is currently marked/);
        assert.ok(await suite.object("v1", "ConfigMap", "inside", input.namespace));
        succeeded(await deployment.up(program(false)));
        await deployment.destroy();
    });

    it("does not take over what exists already, unless the provider says so", async () => {
        const { deployment, input } = suite.stack();
        const { namespace, kubeconfig } = input;
        const manifest = { apiVersion: "v1", kind: "Namespace", metadata: { name: namespace } } as const;
        await suite.kube.apply({ ...manifest, metadata: { ...manifest.metadata, labels: { mine: "yes" } } });
        const program = (upsertExistingObjects: boolean) => () => {
            const provider = new k8s.Provider("k8s", { kubeconfig, upsertExistingObjects });
            new k8s.core.v1.Namespace("owner", manifest, { provider });
        };
        const { error } = await deployment.up(program(false));
        assert.match(String(error?.message), new RegExp(`Namespace ${namespace} already exists`));
        succeeded(await deployment.up(program(true)));
        const live = await suite.kube.get(manifest);
        assert.strictEqual(live?.metadata.labels.mine, "yes");
        await deployment.destroy();
    });

    it("makes node pools of fake nodes", async () => {
        const { deployment } = suite.stack();
        const pool = (nodePoolName: string, desiredSize: string, profile: string) => () => {
            new alicloud.cs.NodePool(
                "pool",
                {
                    clusterId: "c",
                    nodePoolName,
                    desiredSize,
                    vswitchIds: ["vsw-0"],
                    labels: [{ key: "profile", value: profile }],
                    taints: [{ key: "dedicated", value: "mqtt", effect: "NoSchedule" }],
                },
                { replaceOnChanges: ["nodePoolName"] },
            );
        };
        const nodes = async () =>
            (await suite.kube.list({ apiVersion: "v1", kind: "Node" }))
                .filter(({ metadata }) => metadata.name.startsWith("pool-"))
                .map(
                    ({ metadata, spec }) =>
                        `${metadata.name} ${metadata.labels.profile} ${spec.taints[0].key}`,
                )
                .sort();
        succeeded(await deployment.up(pool("pool-a", "2", "one")));
        assert.deepStrictEqual(await nodes(), ["pool-a-1 one dedicated", "pool-a-2 one dedicated"]);
        const grown = succeeded(await deployment.up(pool("pool-a", "3", "two")));
        assert.deepStrictEqual(changed(grown.steps), { pool: "update" });
        assert.deepStrictEqual(
            await nodes(),
            [1, 2, 3].map((i) => `pool-a-${i} two dedicated`),
        );
        const replaced = succeeded(await deployment.up(pool("pool-b", "1", "two")));
        assert.deepStrictEqual(
            replaced.steps.map(({ op, name }) => `${op} ${name}`),
            ["replace pool", "delete pool"],
        );
        assert.deepStrictEqual(await nodes(), ["pool-b-1 two dedicated"]);
        await deployment.destroy();
        assert.deepStrictEqual(await nodes(), []);
    });

    it("installs the charts, upgrades what differs, and keeps the definitions", async () => {
        const { deployment } = suite.stack();
        const { kubeconfig } = suite;
        const operator = (version: string) => () => {
            const certManager = new CertManager("cert-manager");
            new EmqxOperator("operator", { kubeconfig, version }, { dependsOn: certManager });
        };
        const upgraded = "operator-chart:emqx-operator-system/emqx-operator-controller-manager";
        const definition = async () =>
            (await suite.object("apiextensions.k8s.io/v1", "CustomResourceDefinition", "emqxes.apps.emqx.io"))
                ?.metadata.uid;
        const first = succeeded(await deployment.up(operator("2.2.29")));
        assertBefore(first.steps, "cert-manager-release", "operator-namespace");
        assertBefore(first.steps, "operator-crds", upgraded);
        const manager = () =>
            suite.object("apps/v1", "Deployment", "emqx-operator-controller-manager", "emqx-operator-system");
        assert.strictEqual((await manager())?.status.availableReplicas, 2);
        const webhook = await suite.object("apps/v1", "Deployment", "cert-manager-webhook", "cert-manager");
        assert.strictEqual(webhook?.status.availableReplicas, 1);

        const { steps } = succeeded(await deployment.up(operator("2.2.30")));
        // The definitions are the same ones, from a chart in another place.
        assert.deepStrictEqual(changed(steps), { "operator-crds": "update", [upgraded]: "update" });
        const [container] = (await manager())?.spec.template.spec.containers ?? [];
        assert.match(container.image, /:2\.2\.30$/);

        const kept = await definition();
        await deployment.destroy();
        assert.strictEqual(await manager(), undefined);
        assert.ok(kept);
        succeeded(await deployment.up(operator("2.2.29")));
        assert.strictEqual(await definition(), kept);
        await deployment.destroy();
    });

    it("gives claims disks in the zone of their pod, and takes them away as their class says", async () => {
        const { kube } = suite;
        const storageClass = (reclaimPolicy: string) => ({
            metadata: { name: `disks-${reclaimPolicy.toLowerCase()}` },
            provisioner: "diskplugin.csi.alibabacloud.com",
            volumeBindingMode: "WaitForFirstConsumer",
            reclaimPolicy,
        });
        const claim = (reclaimPolicy: string) => ({
            metadata: { name: reclaimPolicy.toLowerCase() },
            spec: {
                storageClassName: `disks-${reclaimPolicy.toLowerCase()}`,
                accessModes: ["ReadWriteOnce"],
                resources: { requests: { storage: "20Gi" } },
            },
        });
        const policies = ["Delete", "Retain"];
        const labels = { app: "disks" };
        const namespace = { metadata: { name: "disks" } };
        const { deployment } = suite.stack();
        const program = () => {
            const provider = new k8s.Provider("k8s", { kubeconfig: suite.kubeconfig });
            const owner = new k8s.core.v1.Namespace("owner", namespace, { provider });
            const classes = policies.map(
                (policy) => new k8s.storage.v1.StorageClass(policy, storageClass(policy), { provider }),
            );
            new k8s.apps.v1.StatefulSet(
                "set",
                {
                    metadata: { name: "set", namespace: owner.metadata.name },
                    spec: {
                        serviceName: "set",
                        selector: { matchLabels: labels },
                        template: {
                            metadata: { labels },
                            spec: { containers: [{ name: "c", image: "c:1" }] },
                        },
                        volumeClaimTemplates: policies.map(claim),
                    },
                },
                { provider, dependsOn: classes },
            );
        };
        succeeded(await deployment.up(program));
        const pod = await suite.object("v1", "Pod", "set-0", "disks");
        const node = await suite.object("v1", "Node", pod?.spec.nodeName);
        const volumes = async () =>
            (await kube.list({ apiVersion: "v1", kind: "PersistentVolume" })).filter(({ spec }) =>
                spec.storageClassName.startsWith("disks-"),
            );
        const zones = (await volumes()).map(
            ({ spec }) => spec.nodeAffinity.required.nodeSelectorTerms[0].matchExpressions[0].values,
        );
        const zone = node?.metadata.labels["topology.kubernetes.io/zone"];
        assert.deepStrictEqual(zones, [[zone], [zone]]);
        // The namespace takes the claims with it.
        await deployment.destroy();
        for (let tries = 0; tries < 50 && (await volumes()).length > 1; tries++) await sleep(200);
        assert.deepStrictEqual(
            (await volumes()).map(({ spec, status }) => [spec.storageClassName, status.phase]),
            [["disks-retain", "Released"]],
        );
    });

    it("cleans up what stacks have left", async () => {
        const { up, namespace } = suite.stack();
        succeeded(await up());
        const retained = await suite.object("v1", "Namespace", "cert-manager");
        assert.ok(retained, "Helm leaves the namespace it made");
        await cleanUp(suite.kubeconfig);
        assert.strictEqual(await suite.object("v1", "Namespace", namespace), undefined);
        assert.strictEqual(await suite.object("v1", "Namespace", "cert-manager"), undefined);
        assert.ok(await suite.object("v1", "Namespace", "default"));
    });
});

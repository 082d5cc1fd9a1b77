import * as assert from "node:assert/strict";
import { type Cloud, startCloud } from "../../cloud";
import {
    addNodes,
    type ControlPlane,
    connect,
    type Kube,
    needsControlPlane,
    removeNodes,
    startControlPlane,
} from "../../controlPlane";
import type { LiveObject } from "../../controlPlane/kube";
import { waitUntil } from "../../controlPlane/waitUntil";

const NAMESPACE = "claims";
const PROVISIONER = "diskplugin.csi.alibabacloud.com";

/** What a core's disk goes through when more is asked for: the API server, its admission, and the cloud's resizer. */
describe("claims that grow", function () {
    this.timeout(120_000);
    let controlPlane: ControlPlane | undefined;
    let cloud: Cloud | undefined;
    let kube: Kube;

    before(async function () {
        this.timeout(900_000);
        needsControlPlane.call(this);
        controlPlane = await startControlPlane({ name: "claims" });
        kube = await connect(controlPlane.kubeconfig);
        await addNodes(kube, [{ name: "claims-a", zone: "cn-hangzhou-g" }]);
        cloud = await startCloud(controlPlane.kubeconfig);
        await kube.apply({ apiVersion: "v1", kind: "Namespace", metadata: { name: NAMESPACE } });
        for (const allowVolumeExpansion of [true, false]) {
            await kube.apply({
                apiVersion: "storage.k8s.io/v1",
                kind: "StorageClass",
                metadata: { name: allowVolumeExpansion ? "growing" : "fixed" },
                provisioner: PROVISIONER,
                volumeBindingMode: "WaitForFirstConsumer",
                allowVolumeExpansion,
            });
        }
    });

    after(async () => {
        await cloud?.stop();
        if (controlPlane?.external) {
            await kube.delete({ apiVersion: "v1", kind: "Namespace", metadata: { name: NAMESPACE } });
            await removeNodes(kube, ["claims-a"]);
        }
        await controlPlane?.stop();
    });

    const setOf = (name: string, replicas: number): LiveObject => ({
        apiVersion: "apps/v1",
        kind: "StatefulSet",
        metadata: { name, namespace: NAMESPACE },
        spec: {
            serviceName: name,
            replicas,
            podManagementPolicy: "Parallel",
            updateStrategy: { type: "OnDelete" },
            selector: { matchLabels: { of: name } },
            template: {
                metadata: { labels: { of: name } },
                spec: { containers: [{ name: "main", image: "image" }] },
            },
            volumeClaimTemplates: [
                {
                    metadata: { name: "data" },
                    spec: {
                        accessModes: ["ReadWriteOnce"],
                        storageClassName: name,
                        resources: { requests: { storage: "20Gi" } },
                    },
                },
            ],
        },
    });
    const claimOf = (name: string, ordinal: number) => ({
        apiVersion: "v1",
        kind: "PersistentVolumeClaim",
        metadata: { name: `data-${name}-${ordinal}`, namespace: NAMESPACE },
    });
    const ask = (claim: LiveObject, storage: string) =>
        kube.mergePatch(claim, { spec: { resources: { requests: { storage } } } });
    const has = (claim: LiveObject, storage: string) =>
        waitUntil(`${claim.metadata.name} has ${storage}`, 60_000, async () => {
            const live = await kube.get(claim);
            return live?.status?.capacity?.storage === storage ? live : undefined;
        });

    it("grow while a pod runs on them, and the set's new pods come with the first size", async () => {
        await kube.apply(setOf("growing", 1));
        await has(claimOf("growing", 0), "20Gi");
        await ask(claimOf("growing", 0), "40Gi");
        const { spec, status } = await has(claimOf("growing", 0), "40Gi");
        assert.deepEqual(status.conditions ?? [], []);
        const metadata = { name: spec.volumeName };
        const volume = await kube.get({ apiVersion: "v1", kind: "PersistentVolume", metadata });
        assert.equal(volume?.spec.capacity.storage, "40Gi");
        await kube.apply(setOf("growing", 2));
        await has(claimOf("growing", 1), "20Gi");
        const larger = setOf("growing", 2);
        larger.spec.volumeClaimTemplates[0].spec.resources.requests.storage = "40Gi";
        await assert.rejects(kube.apply(larger, { force: true }), /Forbidden/);
    });

    it("wait for a pod with their file system", async () => {
        await kube.apply(setOf("growing", 0));
        await waitUntil("no pod runs", 30_000, async () => {
            const pods = await kube.list({ apiVersion: "v1", kind: "Pod", namespace: NAMESPACE });
            return pods.length === 0 || undefined;
        });
        await ask(claimOf("growing", 0), "60Gi");
        await waitUntil("its file system is pending", 30_000, async () => {
            const live = await kube.get(claimOf("growing", 0));
            const pending = live?.status.conditions?.some(
                ({ type }: LiveObject) => type === "FileSystemResizePending",
            );
            return (pending && live?.status.capacity.storage === "40Gi") || undefined;
        });
        await kube.apply(setOf("growing", 1));
        await has(claimOf("growing", 0), "60Gi");
    });

    it("never shrink, and do not grow where their class does not let them", async () => {
        await assert.rejects(ask(claimOf("growing", 0), "10Gi"), /can not be less than/);
        await kube.apply(setOf("fixed", 1));
        await has(claimOf("fixed", 0), "20Gi");
        await assert.rejects(
            ask(claimOf("fixed", 0), "40Gi"),
            /storageclass that provisions the pvc must support resize/,
        );
    });
});

import assert from "node:assert/strict";
import * as k8s from "@pulumi/kubernetes";
import { KernelPreset, NodeTuning, type NodeTuningArgs } from "../../provider";
import { notAwaited } from "../support/chain";
import { KUBECONFIG, MODES, type Mode, run } from "../support/stacks";

function create(args: NodeTuningArgs, mode: Mode = "update") {
    return run(() => {
        const kubernetes = new k8s.Provider("given", { kubeconfig: KUBECONFIG });
        const { kernelProfileHash } = new NodeTuning("tuning", args, { providers: { kubernetes } });
        return { kernelProfileHash };
    }, mode);
}

describe("NodeTuning", () => {
    for (const mode of MODES) {
        it(`is a DaemonSet with the rights and scripts it needs, made before it (${mode})`, async () => {
            const graph = await create({}, mode);
            const component = graph.get("NodeTuning");
            assert.deepEqual(
                graph
                    .childrenOf(component)
                    .map((r) => r.type.split(":").at(-1))
                    .sort(),
                ["ClusterRole", "ClusterRoleBinding", "ConfigMap", "DaemonSet", "ServiceAccount"],
            );
            const others = graph.childrenOf(component).filter((r) => !r.type.endsWith(":DaemonSet"));
            assert.deepEqual(notAwaited(graph, graph.get("DaemonSet"), others), []);
            for (const r of graph.childrenOf(component)) assert.equal(graph.providerOf(r)?.name, "given");
        });
    }

    it("mounts the scripts and uses the account that are made with it", async () => {
        const graph = await create({ namespace: "tuning-system" });
        const metadata = (type: string) => graph.get(type).inputs.metadata as any;
        const pod = (graph.get("DaemonSet").inputs.spec as any).template.spec;
        assert.equal(pod.serviceAccountName, metadata("ServiceAccount").name);
        assert.deepEqual(
            pod.volumes.map((v: any) => v.configMap.name),
            [metadata("ConfigMap").name],
        );
        assert.deepEqual(
            pod.containers[0].volumeMounts.map((m: any) => m.name),
            pod.volumes.map((v: any) => v.name),
        );
        const binding = graph.get("ClusterRoleBinding").inputs as any;
        assert.equal(binding.roleRef.name, metadata("ClusterRole").name);
        assert.deepEqual(binding.subjects, [
            { kind: "ServiceAccount", name: metadata("ServiceAccount").name, namespace: "tuning-system" },
        ]);
        for (const type of ["ServiceAccount", "ConfigMap", "DaemonSet"]) {
            assert.equal(metadata(type).namespace, "tuning-system");
        }
    });

    it("runs on the nodes that are named, whatever their taints", async () => {
        const graph = await create({ nodeSelector: { pool: "mqtt" } });
        const { nodeSelector, tolerations } = (graph.get("DaemonSet").inputs.spec as any).template.spec;
        assert.deepEqual(nodeSelector, { "kubernetes.io/os": "linux", pool: "mqtt" });
        assert.deepEqual(tolerations, [{ operator: "Exists" }]);
    });

    it("keeps the scripts of a pod that is not replaced yet when the profile changes", async () => {
        const scripts = async (args: NodeTuningArgs) => {
            const graph = await create(args);
            return [(graph.get("ConfigMap").inputs.metadata as any).name, graph.outputs.kernelProfileHash];
        };
        const [before, hash] = await scripts({});
        const [after, otherHash] = await scripts({ kernelProfile: { preset: KernelPreset.Million } });
        assert.notEqual(before, after);
        assert.notEqual(hash, otherHash);
        assert.equal(before, `tuning-${hash}`);
    });

    it("takes an image of one's own", async () => {
        const graph = await create({ image: "registry.example/tools:1", imageRegistry: "ignored.example" });
        const [container] = (graph.get("DaemonSet").inputs.spec as any).template.spec.containers;
        assert.equal(container.image, "registry.example/tools:1");
    });
});

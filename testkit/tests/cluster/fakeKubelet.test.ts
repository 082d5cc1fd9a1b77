import assert from "node:assert/strict";
import {
    addNodes,
    type ControlPlane,
    connect,
    deleteNamespace,
    type Kube,
    NEVER_READY_ANNOTATION,
    needsControlPlane,
    removeNodes,
    startControlPlane,
} from "../../controlPlane";
import type { LiveObject } from "../../controlPlane/kube";
import { waitUntil } from "../../controlPlane/waitUntil";

const NAMESPACE = "fake-kubelet";
const GATE = "apps.emqx.io/on-serving";
const CONTAINERS = [{ name: "main", image: "example.com/main:1" }];

describe("What KWOK plays of a kubelet", function () {
    this.timeout(60_000);

    let controlPlane: ControlPlane;
    let kube: Kube;

    before(async function () {
        this.timeout(900_000);
        needsControlPlane.call(this);
        controlPlane = await startControlPlane({ name: "fake-kubelet" });
        kube = await connect(controlPlane.kubeconfig);
        await addNodes(kube, [{ name: "kubelet-1", zone: "cn-hangzhou-g" }]);
        await kube.apply({ apiVersion: "v1", kind: "Namespace", metadata: { name: NAMESPACE } });
    });

    after(async () => {
        if (controlPlane?.external) {
            await deleteNamespace(kube, NAMESPACE);
            await removeNodes(kube, ["kubelet-1"]);
        }
        await controlPlane?.stop();
    });

    function pod(name: string, spec: object = {}, annotations: Record<string, string> = {}) {
        return {
            apiVersion: "v1",
            kind: "Pod",
            metadata: { name, namespace: NAMESPACE, annotations },
            spec: { containers: CONTAINERS, ...spec },
        };
    }

    /** The live pod, once `test` holds of it. */
    function podWhen(name: string, what: string, test: (pod: LiveObject) => boolean): Promise<LiveObject> {
        return waitUntil(`pod ${name} ${what}`, 20_000, async () => {
            const live = await kube.get(pod(name));
            return live !== undefined && test(live) ? live : undefined;
        });
    }

    function condition(live: LiveObject, type: string): LiveObject | undefined {
        return live.status.conditions?.find((one: LiveObject) => one.type === type);
    }

    const is = (live: LiveObject, type: string) => condition(live, type)?.status === "True";

    async function setGate(name: string, status: "True" | "False"): Promise<void> {
        const live = await kube.get(pod(name));
        assert.ok(live);
        const others = live.status.conditions.filter((one: LiveObject) => one.type !== GATE);
        await kube.mergePatch(
            live,
            { status: { conditions: [...others, { type: GATE, status }] } },
            "status",
        );
    }

    it("runs a pod a second after it was scheduled, init containers first", async () => {
        const created = Date.now();
        await kube.create(pod("plain", { initContainers: [{ name: "init", image: "example.com/init:1" }] }));
        const live = await podWhen("plain", "is ready", (one) => is(one, "Ready"));
        assert.ok(Date.now() - created >= 1000, "it took its second");
        assert.equal(live.status.phase, "Running");
        assert.equal(live.status.initContainerStatuses[0].state.terminated.exitCode, 0);
        assert.equal(live.status.containerStatuses[0].ready, true);
        assert.ok(is(live, "PodScheduled") && is(live, "Initialized") && is(live, "ContainersReady"));
    });

    it("keeps a pod with a readiness gate unready until somebody opens it, and again when it is closed", async () => {
        await kube.create(pod("gated", { readinessGates: [{ conditionType: GATE }] }));
        const waiting = await podWhen("gated", "has ready containers", (live) => is(live, "ContainersReady"));
        assert.equal(condition(waiting, "Ready")?.status, "False");
        assert.equal(condition(waiting, "Ready")?.reason, "ReadinessGatesNotReady");

        await setGate("gated", "True");
        const open = await podWhen("gated", "is ready", (live) => is(live, "Ready"));
        assert.equal(condition(open, "Ready")?.reason, undefined);

        await setGate("gated", "False");
        const closed = await podWhen("gated", "is not ready", (live) => !is(live, "Ready"));
        assert.ok(is(closed, "ContainersReady"));
        assert.equal(closed.status.containerStatuses[0].ready, true);
    });

    it("has a pod that is marked so crash again and again, and recover without the mark", async () => {
        await kube.create(pod("crashing", {}, { [NEVER_READY_ANNOTATION]: "" }));
        const live = await podWhen(
            "crashing",
            "has crashed",
            (one) => one.status.containerStatuses?.length > 0,
        );
        const [container] = live.status.containerStatuses;
        assert.equal(container.ready, false);
        assert.equal(container.restartCount, 3);
        assert.equal(container.state.waiting.reason, "CrashLoopBackOff");
        assert.deepEqual(
            [container.lastState.terminated.exitCode, container.lastState.terminated.reason],
            [1, "Error"],
        );
        assert.match(container.lastState.terminated.message, /eaddrinuse/);
        assert.equal(condition(live, "Ready")?.status, "False");
        assert.equal(condition(live, "ContainersReady")?.message, "containers with unready status: [main]");

        await kube.mergePatch(live, { metadata: { annotations: { [NEVER_READY_ANNOTATION]: null } } });
        const healed = await podWhen("crashing", "is ready", (one) => is(one, "Ready"));
        assert.equal(healed.status.containerStatuses[0].state.waiting, undefined);
    });

    it("completes the pods of Jobs", async () => {
        const job = { apiVersion: "batch/v1", kind: "Job", metadata: { name: "once", namespace: NAMESPACE } };
        const template = { spec: { restartPolicy: "Never", containers: CONTAINERS } };
        await kube.create({ ...job, spec: { completions: 2, parallelism: 2, template } });
        await waitUntil("the Job completes", 30_000, async () => {
            const live = await kube.get(job);
            return live?.status?.succeeded === 2 || undefined;
        });
    });

    it("lets deleted pods go at once, whatever their grace period", async () => {
        await kube.create(pod("leaving", { terminationGracePeriodSeconds: 600 }));
        await podWhen("leaving", "is ready", (live) => is(live, "Ready"));
        await kube.delete(pod("leaving"));
        await waitUntil("the pod is gone", 5000, async () =>
            (await kube.get(pod("leaving"))) === undefined ? true : undefined,
        );
    });

    it("keeps nodes ready with the labels of a machine, which change when they are added again", async () => {
        const taints = [{ key: "emqx-ack.io/dedicated", value: "core", effect: "NoSchedule" }];
        const node = { name: "kubelet-2", zone: "cn-hangzhou-h" };
        // The node controller adds labels of names that are out of use, when it comes to it.
        const ours = (live?: LiveObject) =>
            Object.fromEntries(
                Object.entries(live?.metadata.labels ?? {}).filter(([key]) => !key.startsWith("beta.")),
            );
        await addNodes(kube, [{ ...node, labels: { "emqx-ack.io/pool": "one" }, taints, cpu: "16" }]);
        const manifest = { apiVersion: "v1", kind: "Node", metadata: { name: node.name } };
        const live = await kube.get(manifest);
        const labels = {
            "kubernetes.io/arch": "amd64",
            "kubernetes.io/os": "linux",
            "kubernetes.io/hostname": "kubelet-2",
            "node.kubernetes.io/instance-type": "ecs.c7.8xlarge",
            "topology.kubernetes.io/region": "cn-hangzhou",
            "topology.kubernetes.io/zone": "cn-hangzhou-h",
        };
        assert.deepEqual(ours(live), { ...labels, "emqx-ack.io/pool": "one" });
        assert.deepEqual(live?.spec.taints, taints);
        assert.equal(live?.status.allocatable.cpu, "16");

        await addNodes(kube, [{ ...node, labels: { use: "other" } }]);
        const changed = await kube.get(manifest);
        assert.deepEqual(ours(changed), { ...labels, use: "other" });
        assert.equal(changed?.spec.taints, undefined);

        await removeNodes(kube, [node.name]);
        assert.equal(await kube.get(manifest), undefined);
    });
});

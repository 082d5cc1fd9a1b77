import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Cloud, startCloud } from "../../../testkit/cloud";
import {
    addNodes,
    type ControlPlane,
    connect,
    deleteNamespace,
    type Kube,
    removeNodes,
    startControlPlane,
} from "../../../testkit/controlPlane";
import { type Operator, type OperatorOptions, startOperator } from "../../../testkit/operator";
import { recordTimeline, type Timeline, type TimelineEntry } from "../../../testkit/operator/timeline";
import { type Charts, writeCharts } from "./charts";
import { createRealStack, type RealStack, type RunResult } from "./realStack";

export const NAMESPACE = "mqtt-e2e";
const NODE_LABEL = { "emqx-ack-tests/e2e": "mqtt" };
const NODES = ["g", "h", "i"].flatMap((zone) =>
    [1, 2, 3].map((n) => ({
        name: `e2e-${zone}-${n}`,
        zone: `cn-hangzhou-${zone}`,
        labels: NODE_LABEL,
    })),
);

/** Given to the program as secrets: whoever finds one of them in plain text has found a leak. */
export const SECRETS = {
    dashboardPassword: "e2e-dashboard-p4ssw0rd",
    apiKeySecret: "e2e-api-key-s3cret",
    environmentToken: "e2e-environment-t0ken",
};

/** A cluster with an operator's stand-in and a cloud, a stack on the real engine, and a record of what happens. */
export interface Scene {
    readonly kube: Kube;
    readonly kubeconfig: string;
    readonly stack: RealStack;
    readonly charts: Charts;
    readonly timeline: Timeline;
    /** What happened while a run went on. */
    during(run: Pick<RunResult, "began" | "ended">): TimelineEntry[];
    /** Another operator takes over, or the same one comes back. */
    startOperator(options?: OperatorOptions): Promise<void>;
    stopOperator(): Promise<void>;
    /** Whole arguments of the stack, with the parts given put in. */
    arguments(parts?: { operator?: object; emqx?: object; loadBalancer?: object }): object;
    stop(): Promise<void>;
}

export async function startScene(name: string): Promise<Scene> {
    const controlPlane = await startControlPlane({ name });
    const folder = mkdtempSync(join(tmpdir(), `emqx-ack-${name}-`));
    const ends: End[] = [
        () => controlPlane.stop(),
        async () => rmSync(folder, { recursive: true, force: true }),
    ];
    try {
        return await build(controlPlane, folder, ends);
    } catch (error) {
        await endAll(ends);
        throw error;
    }
}

type End = () => Promise<unknown>;

/** One after the other, every one of them; what went wrong on the way is told in the end. */
async function endAll(ends: readonly End[]): Promise<void> {
    const failures: unknown[] = [];
    for (const end of ends) await end().catch((error) => failures.push(error));
    if (failures.length > 0) throw failures[0];
}

/** Puts what ends each part it makes in front of the ends. */
async function build(controlPlane: ControlPlane, folder: string, ends: End[]): Promise<Scene> {
    const { kubeconfig } = controlPlane;
    const kube = await connect(kubeconfig);
    if (controlPlane.external) ends.unshift(await cleanerOf(kube));
    await addNodes(kube, NODES);
    let operator: Operator | undefined;
    ends.unshift(async () => operator?.stop());
    const cloud: Cloud = await startCloud(kubeconfig);
    ends.unshift(() => cloud.stop());
    const charts = writeCharts(join(folder, "charts"));
    const stack = await createRealStack({ folder, secrets: { ...SECRETS, kubeconfig } });
    if (controlPlane.external) ends.unshift(() => stack.destroy());
    ends.unshift(() => stack.stop());
    const timeline = await recordTimeline(kubeconfig, { namespace: NAMESPACE });
    const began = Date.now();
    ends.unshift(() => timeline.stop());
    const scene: Scene = {
        kube,
        kubeconfig,
        stack,
        charts,
        timeline,
        during: (run) => {
            const at = ({ t }: TimelineEntry) => began + t * 1000;
            const before = timeline.entries.filter((entry) => at(entry) < run.began).slice(-1);
            const within = timeline.entries.filter(
                (entry) => at(entry) >= run.began && at(entry) <= run.ended,
            );
            return [...before, ...within];
        },
        startOperator: async (options = {}) => {
            await operator?.stop();
            operator = await startOperator(kubeconfig, { namespaces: [NAMESPACE], ...options });
        },
        stopOperator: async () => operator?.stop(),
        arguments: ({ operator: given, emqx, loadBalancer } = {}) => ({
            existingNodes: { nodeSelector: NODE_LABEL },
            certManager: { source: { chart: charts.certManager } },
            operator: { source: { chart: charts.operator }, webhook: false, ...given },
            emqx: {
                namespace: NAMESPACE,
                version: "5.7.0",
                evacuation: { waitTakeoverSeconds: 1, initialDelaySeconds: 2 },
                ...emqx,
            },
            loadBalancer: { kind: "Nlb", ...loadBalancer },
        }),
        stop: () => endAll(ends),
    };
    await scene.startOperator();
    return scene;
}

/** What outlives a stack by design, taken off a cluster that is not ours. */
async function cleanerOf(kube: Kube): Promise<() => Promise<void>> {
    const kind = { apiVersion: "apiextensions.k8s.io/v1", kind: "CustomResourceDefinition" };
    const crds = async () =>
        (await kube.list(kind))
            .filter(({ spec }) => spec.group === "apps.emqx.io")
            .map((c) => c.metadata.name);
    const there = new Set(await crds());
    return async () => {
        for (const namespace of [NAMESPACE, "cert-manager"]) await deleteNamespace(kube, namespace);
        for (const name of (await crds()).filter((crd) => !there.has(crd))) {
            await kube.delete({ ...kind, metadata: { name } });
        }
        const volumes = await kube.list({ apiVersion: "v1", kind: "PersistentVolume" });
        const ours = volumes.filter(({ spec }) => spec.claimRef?.namespace === NAMESPACE);
        for (const volume of ours) await kube.delete(volume);
        await removeNodes(
            kube,
            NODES.map(({ name }) => name),
        );
    };
}

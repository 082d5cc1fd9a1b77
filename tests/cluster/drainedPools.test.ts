import assert from "node:assert/strict";
import { drainAccess } from "../../provider/drain/seen/drainAccess";
import { ADD_ON_LABEL, addOn, addOnEverywhere } from "../../testkit/scenario/addOns";
import { assertOrderly, type Change, moved } from "../../testkit/scenario/change";
import {
    type ScenarioCluster,
    scenarioCluster,
    separateScenarioCluster,
} from "../../testkit/scenario/cluster";
import { recordServing, type Service, type ServingRecord } from "../../testkit/scenario/serving";
import { Stack, ZONES } from "../../testkit/scenario/stack";

/** The whole chain, with its own cert-manager and operator, one pod each, in a cluster whose add-ons live on the core pool. */
const WHOLE = {
    newCluster: { zones: ZONES },
    existingCertManager: false,
    certManager: { replicas: 1 },
    existingOperator: false,
    operator: { replicas: 1 },
};
const kernel = (backlog: number) => ({ parameters: { "net.core.netdev_max_backlog": String(backlog) } });

/** What kubectl writes to roll a Deployment. */
const RESTARTED_AT = "kubectl.kubernetes.io/restartedAt";

const addOnService = (name: string): Service => ({
    name,
    namespace: "kube-system",
    label: ADD_ON_LABEL,
    value: name,
});
const byName = (name: string, namespace: string, value: string): Service => ({
    name,
    namespace,
    label: "app.kubernetes.io/name",
    value,
});
const SERVICES: readonly Service[] = [
    addOnService("coredns"),
    addOnService("metrics-server"),
    byName("operator", "emqx-operator-system", "emqx-operator"),
    byName("cert-manager", "cert-manager", "cert-manager"),
    byName("cert-manager's webhook", "cert-manager", "cert-manager-webhook"),
    byName("cert-manager's injector", "cert-manager", "cert-manager-cainjector"),
];

describe("old node pools, on which DNS, operator and cert-manager live", function () {
    this.timeout(300_000);
    let cluster: ScenarioCluster;
    let stack: Stack;
    let endCluster: (() => Promise<void>) | undefined;
    before(async function () {
        // Its ACK cluster would take operator and cert-manager with it; the one that other files go on with does not end here.
        endCluster = await separateScenarioCluster(this);
        cluster = await scenarioCluster();
        stack = await Stack.of("drained", { args: WHOLE });
        assertOrderly(await stack.up(), {});
        await addOn(cluster.kube, { name: "coredns", replicas: 2, budget: { maxUnavailable: 1 } });
        await addOn(cluster.kube, { name: "metrics-server", replicas: 2 });
        await addOnEverywhere(cluster.kube, "kube-proxy");
    });
    after(async () => {
        await stack?.end();
        await endCluster?.();
    });

    it("are emptied before they are deleted, and each serves at every moment", async () => {
        const { change, serving } = await changeKernel(20_000);
        assertOrderly(change, { leastServing: 2 });
        assert.deepEqual(serving.blinks, []);
        assert.deepEqual([...serving.gone.keys()].length, 6, "cores' and replicants' nodes went");
        assert.deepEqual([...serving.gone.values()].flat(), [], "nothing but DaemonSets' pods was on them");
        const { "drained-core-pool": core, "drained-replicant-pool": replicant } = moved(change);
        assert.deepEqual([core, replicant], ["delete", "delete"]);
    });

    it("an update that changes nothing afterwards moves nothing", async () => {
        const before = await deployments();
        const change = await stack.up({ kernel: kernel(20_000) });
        if (change.result.error) throw change.result.error;
        assert.deepEqual(moved(change), {});
        assert.deepEqual(await deployments(), before, "no Deployment was rolled again");
    });

    it("a later change of what was rolled meets no conflict, and rolls it for that change alone", async () => {
        const before = await operator();
        assert.match(
            String(before.annotations?.[RESTARTED_AT]),
            /^20\d\d-/,
            "the only pod was moved by a rollout",
        );
        const change = await stack.up({ kernel: kernel(20_000), operator: { replicas: 2 } });
        if (change.result.error) throw change.result.error;
        assert.deepEqual(await operator(), before, "its pods are as they were");
    });

    it("without the drain they would be away for a while, which this test would see", async () => {
        const { open } = drainAccess;
        drainAccess.open = async (kubeconfig) => ({ ...(await open(kubeconfig)), nodes: async () => [] });
        try {
            const { change, serving } = await changeKernel(30_000);
            assertOrderly(change, { leastServing: 2 });
            assert.notDeepEqual(serving.blinks, []);
            assert.notDeepEqual([...serving.gone.values()].flat(), []);
        } finally {
            drainAccess.open = open;
        }
    });

    async function changeKernel(backlog: number): Promise<{ change: Change; serving: ServingRecord }> {
        const serving = await recordServing(cluster.kube, SERVICES);
        assert.deepEqual(serving.blinks, [], "all of them serve before");
        try {
            return { change: await stack.up({ kernel: kernel(backlog) }), serving };
        } finally {
            await serving.stop();
        }
    }

    /** What makes pods of the operator the pods they are, beside their spec. */
    async function operator() {
        const metadata = { name: "emqx-operator-controller-manager", namespace: "emqx-operator-system" };
        const live = await cluster.kube.get({ apiVersion: "apps/v1", kind: "Deployment", metadata });
        return live?.spec.template.metadata;
    }

    /** Generations of all Deployments. */
    async function deployments(): Promise<Record<string, number>> {
        const all = await cluster.kube.list({ apiVersion: "apps/v1", kind: "Deployment" });
        return Object.fromEntries(
            all.map(({ metadata }) => [`${metadata.namespace}/${metadata.name}`, metadata.generation]),
        );
    }
});

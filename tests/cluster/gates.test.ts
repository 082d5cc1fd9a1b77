import assert from "node:assert/strict";
import { LoadBalancerKind } from "../../provider";
import { addNodes, deleteNamespace, removeNodes } from "../../testkit/controlPlane";
import { waitUntil } from "../../testkit/controlPlane/waitUntil";
import { assertOrderly, type Change, moved } from "../../testkit/scenario/change";
import { needsScenarioCluster, type ScenarioCluster } from "../../testkit/scenario/cluster";
import { kubeconfigBy, limitedKubeconfig, rulesWithout } from "../../testkit/scenario/credentials";
import { silentWay } from "../../testkit/scenario/silence";
import { Stack } from "../../testkit/scenario/stack";

const OPERATORS = "operators";
const OPERATOR_NODE = "node-of-the-operator";

describe("the gates, with others at work and rights and answers missing", function () {
    this.timeout(240_000);
    let cluster: ScenarioCluster;
    let stack: Stack | undefined;
    before(async function () {
        cluster = await needsScenarioCluster(this);
    });
    afterEach(async () => {
        await stack?.end();
        stack = undefined;
    });

    it("kubectl scale beside the program, then an unrelated update: goes through, and says who asks for what", async () => {
        stack = await Stack.of("scaled");
        assertOrderly(await stack.up(), {});
        await cluster.kube.mergePatch(stack.object, {
            spec: { replicantTemplate: { spec: { replicas: 2 } } },
        });
        const change = await stack.up({ loadBalancer: { kind: LoadBalancerKind.Nlb, maxConnectRate: 500 } });
        if (change.result.error) throw change.result.error;
        assert.match(told(change), /asks for 2 replicants, and 3 were sent/);
        const object = await cluster.kube.get(stack.object);
        assert.equal(object?.spec.replicantTemplate.spec.replicas, 2, "nobody took it back");
        assert.equal(moved(change)["scaled-emqx-emqx"], undefined);
    });

    it("a look that is never answered: another one is, and the update ends well", async () => {
        const way = await silentWay(cluster.kubeconfig);
        try {
            stack = await Stack.of("unanswered", { kubeconfig: kubeconfigBy(cluster.kubeconfig, way.port) });
            assertOrderly(await stack.up(), {});
            way.isSilent = true;
            setTimeout(() => {
                way.isSilent = false;
            }, 20_000);
            const change = await stack.up({ emqx: { config: "mqtt.max_inflight = 33" } });
            if (change.result.error) throw change.result.error;
            assert.ok(way.swallowed > 0, "a request went unanswered");
            assert.equal(moved(change)["unanswered-emqx-emqx"], "update");
        } finally {
            await way.close();
        }
    });

    it("events that may not be seen are done without", async () => {
        const rules = await rulesWithout(cluster.kube, "events");
        const kubeconfig = await limitedKubeconfig(cluster.kube, cluster.kubeconfig, "no-events", rules);
        stack = await Stack.of("no-events", { kubeconfig });
        assertOrderly(await stack.up(), {});
        assertOrderly(await stack.up({ emqx: { version: "5.7.2" } }), { leastServing: 2 });
    });

    it("a webhook that is silent costs an update that changes nothing no time", async () => {
        stack = await Stack.of("silent-webhook");
        assertOrderly(await stack.up(), {});
        await youngOperatorWithSilentWebhook(cluster);
        // An operator that this very update installed counts from the update's first seconds on.
        await new Promise((resolve) => setTimeout(resolve, 8000));
        try {
            const began = Date.now();
            const change = await stack.up();
            if (change.result.error) throw change.result.error;
            assert.deepEqual(moved(change), {});
            assert.ok(Date.now() - began < 30_000, `${(Date.now() - began) / 1000} s for nothing`);
        } finally {
            await cluster.kube.delete(WEBHOOKS);
            await deleteNamespace(cluster.kube, OPERATORS);
            await removeNodes(cluster.kube, [OPERATOR_NODE]);
        }
    });
});

function told({ result }: Change): string {
    return result.messages.map(({ message }) => message).join("\n");
}

const WEBHOOKS = {
    apiVersion: "admissionregistration.k8s.io/v1",
    kind: "ValidatingWebhookConfiguration",
    metadata: { name: "emqx-operator-of-the-tests" },
};

/** A Deployment that the gate takes for the operator's, made just now, and a webhook that nobody serves. */
async function youngOperatorWithSilentWebhook({ kube }: ScenarioCluster): Promise<void> {
    const labels = { "control-plane": "controller-manager", "app.kubernetes.io/name": "emqx-operator" };
    const metadata = { name: "emqx-operator-controller-manager", namespace: OPERATORS, labels };
    await addNodes(kube, [{ name: OPERATOR_NODE, zone: "cn-hangzhou-g" }]);
    await kube.apply({ apiVersion: "v1", kind: "Namespace", metadata: { name: OPERATORS } });
    await kube.apply({
        apiVersion: "apps/v1",
        kind: "Deployment",
        metadata,
        spec: {
            selector: { matchLabels: labels },
            template: {
                metadata: { labels },
                spec: { containers: [{ name: "manager", image: "emqx/emqx-operator:2.2.29" }] },
            },
        },
    });
    await waitUntil("the operator's Deployment is available", 60_000, async () => {
        const live = await kube.get({ apiVersion: "apps/v1", kind: "Deployment", metadata });
        return live?.status?.availableReplicas === 1 || undefined;
    });
    const service = { name: "emqx-operator-webhook-service", namespace: OPERATORS };
    await kube.apply({
        apiVersion: "v1",
        kind: "Service",
        metadata: service,
        spec: { ports: [{ port: 443 }] },
    });
    await kube.apply({
        ...WEBHOOKS,
        webhooks: [
            {
                name: "rebalance.emqx-operator.of.the.tests",
                clientConfig: { service: { ...service, path: "/validate" } },
                rules: [
                    {
                        apiGroups: ["apps.emqx.io"],
                        apiVersions: ["*"],
                        operations: ["CREATE"],
                        resources: ["rebalances"],
                    },
                ],
                sideEffects: "None",
                admissionReviewVersions: ["v1"],
                failurePolicy: "Fail",
                timeoutSeconds: 10,
            },
        ],
    });
}

import assert from "node:assert/strict";
import { LoadBalancerKind } from "../../provider";
import { assertOrderly, type Change, moved } from "../../testkit/scenario/change";
import { needsScenarioCluster, type ScenarioCluster } from "../../testkit/scenario/cluster";
import { kubeconfigBy, limitedKubeconfig, rulesWithout } from "../../testkit/scenario/credentials";
import { silentWay } from "../../testkit/scenario/silence";
import { Stack } from "../../testkit/scenario/stack";

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
});

function told({ result }: Change): string {
    return result.messages.map(({ message }) => message).join("\n");
}

import assert from "node:assert/strict";
import type { Step } from "../../testkit/engine";
import type { TimelineEntry } from "../../testkit/operator/timeline";
import { assertOrderly, moved } from "../../testkit/scenario/change";
import { needsScenarioCluster } from "../../testkit/scenario/cluster";
import { DEFINITION } from "../../testkit/scenario/definitions";
import { Stack } from "../../testkit/scenario/stack";

/**
 * Node pools, cert-manager and operator are the stack's own. Not the ACK cluster: what is in it would go with it, and
 * that of the test does not.
 */
const ALL = { existingCertManager: false, existingOperator: false };

describe("the whole chain", function () {
    this.timeout(240_000);
    let stack: Stack;
    let claims: string[] = [];
    before(async function () {
        await needsScenarioCluster(this);
        stack = await Stack.of("chain", { args: ALL });
    });
    after(() => stack?.end());

    it("is created link by link, EMQX before what is in front of it", async () => {
        const change = await stack.up();
        assertOrderly(change, {});
        assertInOrder(change.steps, [
            "chain-replicant-pool",
            "chain-cert-manager-release",
            "emqx-operator-controller-manager",
            "chain-emqx-emqx",
            "chain-lb-mqtt-nlb",
        ]);
        const { endpoints, nodes } = change.result.outputs as { endpoints: object; nodes: object[] };
        assert.match(JSON.stringify(endpoints), /nlb-\w+\.cn-hangzhou\.nlb\.aliyuncsslb\.com:1883/);
        assert.equal(nodes.length, 6);
        assert.deepEqual(moved(await stack.up()), {}, "nothing differs the second time");
    });

    it("is destroyed from its end: load balancers and what they hold, EMQX, the operator, nodes", async () => {
        // A configuration that was changed outlives the object in a ConfigMap without an owner.
        assertOrderly(await stack.up({ emqx: { config: 'mqtt.max_packet_size = "2MB"' } }), {});
        claims = (await volumeClaims()).map(({ metadata }) => metadata.uid);
        const timeline = await stack.record();
        const steps = await stack.destroy();
        await timeline.stop();
        assertInOrder(steps, [
            "chain-lb-mqtt-nlb",
            "chain-emqx-emqx",
            "emqx-operator-controller-manager",
            "chain-cert-manager-release",
            "chain-replicant-pool",
        ]);
        const [balancer] = steps.filter(({ name }) => name === "chain-lb-mqtt-nlb");
        assert.ok(balancer && balancer.ended - balancer.started >= 1000, "its finalizer was waited for");
        assert.deepEqual(withoutEmqx(timeline.entries), [], "load balancers went while EMQX was there");
    });

    it("leaves the definitions, the namespace and the claims of the disks", async () => {
        const { kube } = stack.cluster;
        assert.ok(await kube.get(DEFINITION));
        assert.ok(await kube.get(namespace()));
        assert.equal(claims.length, 3);
        assert.deepEqual(
            (await volumeClaims()).map(({ metadata }) => metadata.uid),
            claims,
        );
    });

    it("is created again on what was left, without the configuration of before", async () => {
        const change = await stack.up();
        assertOrderly(change, {});
        const warned = change.result.messages.map(({ message }) => message).join("\n");
        assert.match(warned, /ConfigMap emqx-configs of a deleted EMQX object was removed/);
        const config = await stack.cluster.kube.get({
            apiVersion: "v1",
            kind: "ConfigMap",
            metadata: { name: "emqx-configs", namespace: stack.namespace },
        });
        assert.doesNotMatch(config?.data["emqx.conf"], /max_packet_size/);
        const now = (await volumeClaims()).map(({ metadata }) => metadata.uid);
        assert.deepEqual(
            claims.filter((uid) => !now.includes(uid)),
            [],
            "the disks of before stay",
        );
    });

    it("deleteDataOnDestroy: namespace and claims go too", async () => {
        const change = await stack.up({ emqx: { deleteDataOnDestroy: true } });
        assertOrderly(change, { leastServing: 3 });
        await stack.destroy();
        assert.equal(await stack.cluster.kube.get(namespace()), undefined);
        assert.deepEqual(await volumeClaims(), []);
        assert.ok(await stack.cluster.kube.get(DEFINITION));
    });

    const namespace = () => ({ apiVersion: "v1", kind: "Namespace", metadata: { name: stack.namespace } });

    async function volumeClaims() {
        const kind = { apiVersion: "v1", kind: "PersistentVolumeClaim", namespace: stack.namespace };
        return stack.cluster.kube.list(kind);
    }
});

/** Moments at which a load balancer stood and the EMQX object did not. */
function withoutEmqx(entries: readonly TimelineEntry[]): string[] {
    return entries
        .filter(({ emqx }) => emqx === undefined)
        .flatMap(({ t, services }) =>
            Object.entries(services)
                .filter(([, { type }]) => type === "LoadBalancer")
                .map(([name]) => `${t} s: ${name}`),
        );
}

function assertInOrder(steps: readonly Step[], names: readonly string[]): void {
    const found = names.map((name) => {
        const step = steps.find((one) => one.name === name || one.name.endsWith(`/${name}`));
        assert.ok(step, `${name} is among ${steps.map((one) => one.name).join(", ")}`);
        return step;
    });
    for (const [i, step] of found.slice(1).entries()) {
        const earlier = found[i] as Step;
        assert.ok(step.started >= earlier.ended, `${step.name} began before ${earlier.name} had ended`);
    }
}

import assert from "node:assert/strict";
import { EmqxEdition, LoadBalancerKind } from "../../provider";
import type { TimelineEntry } from "../../testkit/operator/timeline";
import { assertOrderly, moved } from "../../testkit/scenario/change";
import { needsScenarioCluster, type ScenarioCluster } from "../../testkit/scenario/cluster";
import { Stack } from "../../testkit/scenario/stack";

const CONNECTIONS_PER_REPLICANT = 150;

describe("an upgrade of Enterprise with connected clients", function () {
    this.timeout(180_000);
    const emqx = {
        edition: EmqxEdition.Enterprise,
        licenseKey: "license-of-the-tests",
        evacuation: {
            connectionsPerSecond: 50,
            sessionsPerSecond: 50,
            waitTakeoverSeconds: 1,
            initialDelaySeconds: 0,
        },
    };
    let cluster: ScenarioCluster | undefined;
    let stack: Stack;
    before(async function () {
        cluster = await needsScenarioCluster(this);
        await cluster.replaceOperator({ connectionsPerReplicant: CONNECTIONS_PER_REPLICANT });
        stack = await Stack.of("evacuation");
        assertOrderly(await stack.up({ emqx: { ...emqx, version: "5.8.10" } }), {});
    });
    after(async () => {
        await cluster?.replaceOperator({});
        await stack?.end();
    });

    it("moves the clients while the old load balancer stands; the new one comes when all are moved", async () => {
        const change = await stack.up({
            emqx: { ...emqx, version: "5.8.11" },
            loadBalancer: { kind: LoadBalancerKind.Clb },
        });
        assertOrderly(change, { leastServing: 2 });
        const evacuating = change.entries.filter((entry) => (entry.emqx?.evacuating.length ?? 0) > 0);
        assert.deepEqual(evacuatedNodes(evacuating).length, 3, "each old replicant was emptied");
        for (const { services, t } of evacuating) {
            assert.ok(services["emqx-mqtt-nlb"]?.ingress, `the load balancer stands at ${t} s`);
            assert.equal(services["emqx-mqtt-clb"], undefined, `the new one is not there at ${t} s`);
        }
        assert.equal(moved(change)["evacuation-lb-mqtt-clb"], "create");
        assert.equal(moved(change)["evacuation-lb-mqtt-nlb"], "delete");
        assert.equal(change.entries.at(-1)?.services["emqx-mqtt-nlb"], undefined);
    });
});

function evacuatedNodes(entries: readonly TimelineEntry[]): string[] {
    return [...new Set(entries.flatMap(({ emqx }) => (emqx?.evacuating ?? []).map(([node]) => node)))];
}

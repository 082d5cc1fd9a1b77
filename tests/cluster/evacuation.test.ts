import assert from "node:assert/strict";
import { EmqxEdition, LoadBalancerKind } from "../../provider";
import type { Fleet } from "../../testkit/broker";
import type { TimelineEntry } from "../../testkit/operator/timeline";
import { assertOrderly, moved } from "../../testkit/scenario/change";
import { needsScenarioCluster } from "../../testkit/scenario/cluster";
import { LiveBrokers } from "../../testkit/scenario/liveBrokers";
import { Stack } from "../../testkit/scenario/stack";

const CLIENTS = 60;

describe("an upgrade of Enterprise with connected clients", function () {
    this.timeout(300_000);
    const emqx = {
        edition: EmqxEdition.Enterprise,
        licenseKey: "bGljZW5zZSBvZiB0aGUgdGVzdHM=.c2lnbmVk",
        evacuation: {
            connectionsPerSecond: 10,
            sessionsPerSecond: 10,
            waitTakeoverSeconds: 1,
            initialDelaySeconds: 0,
        },
    };
    let stack: Stack;
    let live: LiveBrokers;
    let clients: Fleet;
    before(async function () {
        await needsScenarioCluster(this);
        stack = await Stack.of("evacuation");
        live = await LiveBrokers.of(stack);
        assertOrderly(await stack.up({ emqx: { ...emqx, version: "5.8.10" } }), {});
        clients = await live.clients(1883, CLIENTS);
    });
    after(async () => {
        await live?.end();
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
        assert.ok(
            states(evacuating).includes("waiting_health_check"),
            "EMQX waits before it closes the first",
        );
        for (const { services, t } of evacuating) {
            assert.ok(services["emqx-mqtt-nlb"]?.ingress, `the load balancer stands at ${t} s`);
            assert.equal(services["emqx-mqtt-clb"], undefined, `the new one is not there at ${t} s`);
        }
        assert.ok(clients.total("evicted") >= CLIENTS, "who was connected was told to go elsewhere");
        assert.equal(live.brokers.registry.counts.lost, 0, "every session came along");
        assert.equal(moved(change)["evacuation-lb-mqtt-clb"], "create");
        assert.equal(moved(change)["evacuation-lb-mqtt-nlb"], "delete");
        assert.equal(change.entries.at(-1)?.services["emqx-mqtt-nlb"], undefined);
    });
});

function evacuatedNodes(entries: readonly TimelineEntry[]): string[] {
    return [...new Set(entries.flatMap(({ emqx }) => (emqx?.evacuating ?? []).map(([node]) => node)))];
}

function states(entries: readonly TimelineEntry[]): string[] {
    return [...new Set(entries.flatMap(({ emqx }) => (emqx?.evacuating ?? []).map(([, state]) => state)))];
}

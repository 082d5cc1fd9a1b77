import assert from "node:assert/strict";
import type { TimelineEntry } from "../../testkit/operator/timeline";
import { assertOrderly, moved } from "../../testkit/scenario/change";
import { needsScenarioCluster } from "../../testkit/scenario/cluster";
import { recordConfig } from "../../testkit/scenario/recordConfig";
import { Stack } from "../../testkit/scenario/stack";
import { servingReplicants } from "../../testkit/scenario/timelines/serving";

describe("changes that restart nothing", function () {
    this.timeout(120_000);
    let stack: Stack;
    before(async function () {
        await needsScenarioCluster(this);
        stack = await Stack.of("in-place");
        assertOrderly(await stack.up(), {});
    });
    after(() => stack?.end());

    it("configuration: every pod stays, and what depends on EMQX comes after the brokers have it", async () => {
        const config = await recordConfig(stack);
        const change = await stack.up({ emqx: { config: 'mqtt.max_packet_size = "2MB"' } });
        await config.stop();
        assertOrderly(change, { leastServing: 3 });
        assert.deepEqual(moved(change), { "in-place-emqx-emqx": "update" });
        assert.deepEqual(comeAndGone(change.entries), []);
        const dependents = change.steps.filter(({ urn }) => urn.includes("MqttLoadBalancer"));
        assert.deepEqual(
            dependents.map(({ name, started }) => ({ name, pending: config.pendingAfter(started) })),
            dependents.map(({ name }) => ({ name, pending: false })),
        );
        assert.ok(config.wasPending(), "there was a moment at which the brokers did not have it");
    });

    it("more replicants: the new ones join, the others stay", async () => {
        const change = await stack.up({ emqx: { replicants: { replicas: 5 } } });
        assertOrderly(change, { leastServing: 3 });
        assert.deepEqual(moved(change), {
            "in-place-emqx-emqx": "update",
            "in-place-replicant-pool": "update",
        });
        assert.deepEqual(comeAndGone(change.entries).map(role), ["replicant", "replicant"]);
    });

    it("fewer replicants: as many go as were too many, after a node of theirs has gone", async () => {
        const change = await stack.up({ emqx: { replicants: { replicas: 4 } } });
        assertOrderly(change, { leastServing: 3, losesNodes: true });
        assert.deepEqual([...new Set(comeAndGone(change.entries).map(role))], ["replicant"]);
        assert.equal(servingReplicants(change.entries.at(-1) as TimelineEntry), 4);
    });
});

/** Pods that are not there from the first moment to the last. */
function comeAndGone(entries: readonly TimelineEntry[]): string[] {
    const names = new Set(entries.flatMap(({ pods }) => Object.keys(pods)));
    return [...names].filter((name) => !entries.every(({ pods }) => name in pods));
}

function role(pod: string): string {
    return /-(core|replicant)-/.exec(pod)?.[1] ?? pod;
}

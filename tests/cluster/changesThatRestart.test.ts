import assert from "node:assert/strict";
import { LoadBalancerKind } from "../../provider";
import type { TimelineEntry } from "../../testkit/operator/timeline";
import { assertOrderly, moved } from "../../testkit/scenario/change";
import { needsScenarioCluster } from "../../testkit/scenario/cluster";
import { keepPicture } from "../../testkit/scenario/picture";
import { Stack } from "../../testkit/scenario/stack";

describe("changes that restart EMQX", function () {
    this.timeout(180_000);
    let stack: Stack;
    before(async function () {
        await needsScenarioCluster(this);
        stack = await Stack.of("restart");
        assertOrderly(await stack.up(), {});
    });
    after(() => stack?.end());

    it("an image: cores, then replicants, and the load balancer's own change when all is rolled out", async () => {
        const loadBalancer = { kind: LoadBalancerKind.Nlb, connectionDrainSeconds: 600 };
        const evacuation = { waitTakeoverSeconds: 1, initialDelaySeconds: 2 };
        const change = await stack.up({ emqx: { version: "5.7.2", evacuation }, loadBalancer });
        keepPicture(change, "An image change, EMQX 5.7.1 to 5.7.2, three cores and three replicants");
        assertOrderly(change, { leastServing: 2 });
        assert.deepEqual(moved(change), {
            "restart-emqx-emqx": "update",
            "restart-lb-mqtt-nlb": "update",
            "restart-lb-dashboard-nlb": "update",
        });
        assert.deepEqual(rolledRoles(change.entries), ["core", "replicant"]);
    });

    it("resources of the replicants: the cores stay as they are, and the load balancer is not touched", async () => {
        const emqx = { version: "5.7.2", replicants: { resources: { cpuRequest: "2" } } };
        const loadBalancer = { kind: LoadBalancerKind.Nlb, connectionDrainSeconds: 600 };
        const change = await stack.up({ emqx, loadBalancer });
        assertOrderly(change, { leastServing: 2 });
        assert.deepEqual(moved(change), { "restart-emqx-emqx": "update" });
        assert.deepEqual(rolledRoles(change.entries), ["replicant"]);
    });
});

/** Roles whose pods are others in the end. */
function rolledRoles(entries: readonly TimelineEntry[]): string[] {
    const [first, last] = [entries[0], entries.at(-1)] as [TimelineEntry, TimelineEntry];
    const fresh = Object.keys(last.pods).filter((name) => !(name in first.pods));
    return [...new Set(fresh.map((name) => last.pods[name]?.role ?? ""))].sort();
}

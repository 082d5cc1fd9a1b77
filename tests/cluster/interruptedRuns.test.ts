import assert from "node:assert/strict";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import type { TimelineEntry } from "../../testkit/operator/timeline";
import { assertOrderly, moved } from "../../testkit/scenario/change";
import { needsScenarioCluster } from "../../testkit/scenario/cluster";
import { Stack } from "../../testkit/scenario/stack";
import { timed } from "../../testkit/scenario/timedStep";
import { until } from "../../testkit/scenario/until";

describe("a rollout that is interrupted", function () {
    this.timeout(240_000);
    let folder: string | undefined;
    let stack: Stack;
    before(async function () {
        await needsScenarioCluster(this);
        folder = mkdtempSync(join(tmpdir(), "emqx-ack-interrupted-"));
        stack = await Stack.of("interrupted", { stateFile: join(folder, "state.json") });
        assertOrderly(await stack.up(), {});
    });
    after(async () => {
        await stack?.end();
        if (folder !== undefined) rmSync(folder, { recursive: true });
    });

    it("by a kill of the run: the next one waits for the rest, although nothing differs any more", async () => {
        const args = { emqx: { version: "5.7.2" } };
        const timeline = await stack.record();
        const run = stack.startUp(args);
        try {
            await until("new cores are coming up", () => isRolling(timeline.entries));
            await run.kill();
            assert.deepEqual(dependents(run.steps), [], "nothing that depends on EMQX was dealt with");
            stack = stack.resumed();
            const { result } = await stack.up(args);
            await timeline.stop();
            const change = {
                result,
                entries: timeline.entries,
                steps: timed(result.steps, timeline.began),
            };
            assertOrderly(change, { leastServing: 2 });
            const { "interrupted-emqx-emqx": emqx = "same", ...others } = moved(change);
            assert.deepEqual(others, {});
            assert.match(emqx, /^(same|update)$/);
        } finally {
            await run.kill();
            await timeline.stop();
        }
    });

    it("by an API server that is away for 20 s: the run goes on when it is back", async function () {
        const { controlPlane } = stack.cluster;
        if (controlPlane.external) {
            console.log("      skipped: the API server of TEST_KUBECONFIG is not ours to stop");
            this.skip();
        }
        const timeline = await stack.record();
        const outage = (async () => {
            await until("new cores are coming up", () => isRolling(timeline.entries));
            await controlPlane.stopApiServer();
            await sleep(20_000);
            await controlPlane.startApiServer();
        })();
        const [change] = await Promise.all([stack.up({ emqx: { version: "5.7.1" } }), outage]);
        await timeline.stop();
        assertOrderly(change, { leastServing: 2 });
        const told = change.result.messages.map(({ message }) => message);
        assert.ok(
            told.some((line) => line.includes("API server does not answer")),
            told.join("\n"),
        );
    });
});

/** There are pods that were not there at first. */
function isRolling(entries: readonly TimelineEntry[]): boolean {
    const [first, last] = [entries[0], entries.at(-1)];
    return Object.keys(last?.pods ?? {}).some((name) => !(name in (first?.pods ?? {})));
}

function dependents(steps: readonly { urn: string; name: string }[]): string[] {
    return steps.filter(({ urn }) => urn.includes("MqttLoadBalancer")).map(({ name }) => name);
}

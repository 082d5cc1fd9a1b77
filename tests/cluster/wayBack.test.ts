import assert from "node:assert/strict";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { assertOrderly, moved } from "../../testkit/scenario/change";
import { needsScenarioCluster } from "../../testkit/scenario/cluster";
import { Stack, ZONES } from "../../testkit/scenario/stack";
import { until } from "../../testkit/scenario/until";

describe("the way back from a replacement of a pool", function () {
    this.timeout(300_000);
    const args = (instanceType: string) => ({
        newCluster: { zones: ZONES },
        replicantPool: { instanceTypes: [instanceType] },
    });
    const [former, changed] = [args("ecs.c7.4xlarge"), args("ecs.g7.4xlarge")];
    let folder: string | undefined;
    let stack: Stack | undefined;
    before(async function () {
        await needsScenarioCluster(this);
        folder = mkdtempSync(join(tmpdir(), "emqx-ack-way-back-"));
    });
    after(async () => {
        await stack?.end();
        if (folder !== undefined) rmSync(folder, { recursive: true });
    });

    it("is refused while the old pool waits to be deleted; forwards, and then back, is the way", async () => {
        stack = await Stack.of("wayback", { args: former, stateFile: join(folder as string, "state.json") });
        assertOrderly(await stack.up(), {});

        const timeline = await stack.record();
        const run = stack.startUp(changed);
        const old = Object.keys(timeline.entries[0]?.nodes ?? {});
        const joined = () =>
            Object.keys(timeline.entries.at(-1)?.nodes ?? {}).some((one) => !old.includes(one));
        try {
            await until("nodes of the new pool have joined, and it is in the state", joined);
            await until("EMQX moves", () => run.steps.some(({ name }) => name === "wayback-emqx-emqx"));
        } finally {
            await run.kill();
            await timeline.stop();
        }
        stack = stack.resumed();

        const back = await stack.up(former);
        const reason = String(back.result.error?.message);
        assert.match(reason, /replicantPool: asks for node pool wayback-replicant-\w+ again/);
        assert.match(reason, /Run the program that asks for wayback-replicant-\w+ to its end/);
        assert.deepEqual(
            back.steps.filter(({ op }) => op !== "same").map(({ op, name }) => `${op} ${name}`),
            [],
        );

        const forwards = await stack.up(changed);
        assert.equal(forwards.result.error, undefined);
        assert.equal(moved(forwards)["wayback-replicant-pool"], "delete");

        const again = await stack.up(former);
        assertOrderly(again, { leastServing: 2 });
        assert.equal(moved(again)["wayback-replicant-pool"], "delete");
    });
});

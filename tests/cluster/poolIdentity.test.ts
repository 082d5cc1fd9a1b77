import assert from "node:assert/strict";
import { assertOrderly, moved } from "../../testkit/scenario/change";
import { needsScenarioCluster } from "../../testkit/scenario/cluster";
import { Stack, ZONES } from "../../testkit/scenario/stack";

describe("a change of a pool's machines", function () {
    this.timeout(240_000);
    let stack: Stack | undefined;
    before(async function () {
        await needsScenarioCluster(this);
    });
    afterEach(() => stack?.end());

    it("is a new pool for its role, with EMQX on it before the old one goes; a fallback moves nobody", async () => {
        const types = (...instanceTypes: string[]) => ({ replicantPool: { instanceTypes } });
        const args = { newCluster: { zones: ZONES }, ...types("ecs.c7.4xlarge") };
        stack = await Stack.of("machines", { args });
        assertOrderly(await stack.up(), {});

        const fallback = await stack.up(types("ecs.c7.4xlarge", "ecs.c7.2xlarge", "ecs.g7.4xlarge"));
        assertOrderly(fallback, { leastServing: 3 });
        assert.equal(moved(fallback)["machines-replicant-pool"], "update");
        const [, same] = [fallback.entries[0], fallback.entries.at(-1)];
        assert.deepEqual(Object.keys(same!.pods), Object.keys(fallback.entries[0]!.pods));

        const change = await stack.up(types("ecs.g7.4xlarge", "ecs.c7.4xlarge"));
        assertOrderly(change, { leastServing: 2 });
        const pools = moved(change);
        assert.equal(pools["machines-replicant-pool"], "delete");
        assert.ok(!("machines-core-pool" in pools), "the cores' pool stays");
        const [first, last] = [change.entries[0]!, change.entries.at(-1)!];
        const old = Object.keys(first.nodes).filter((name) => name.startsWith("machines-rep"));
        assert.deepEqual(
            old.filter((node) => node in last.nodes),
            [],
        );
        const cores = (entry: typeof first) =>
            Object.keys(entry.pods).filter((pod) => entry.pods[pod]?.node?.startsWith("machines-core"));
        assert.deepEqual(cores(last), cores(first), "no core moves");
    });
});

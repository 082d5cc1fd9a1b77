import assert from "node:assert/strict";
import { EmqxEdition } from "../../provider";
import { assertOrderly, type Change } from "../../testkit/scenario/change";
import { needsScenarioCluster } from "../../testkit/scenario/cluster";
import { Stack } from "../../testkit/scenario/stack";
import { whatMoved } from "../../testkit/scenario/timelines/movement";

describe("a change that would hurt the running cluster", function () {
    this.timeout(120_000);
    const emqx = {
        edition: EmqxEdition.Enterprise,
        version: "5.8.11",
        licenseKey: "license-of-the-tests",
        cores: { replicas: 5 },
        replicants: { replicas: 1 },
    };
    let stack: Stack;
    before(async function () {
        await needsScenarioCluster(this);
        stack = await Stack.of("refused");
        assertOrderly(await stack.up({ emqx }), {});
    });
    after(() => stack?.end());

    it("is refused: fewer cores than a quorum", async () => {
        const change = await stack.up({ emqx: { ...emqx, cores: { replicas: 2 } } });
        assert.match(String(change.result.error?.message), /emqx\.cores\.replicas.*is 2, but 5 cores run/s);
        assert.match(String(change.result.error?.message), /Write 3 first/);
        assertNothingMoved(change);
    });

    it("is refused: from Enterprise to open source", async () => {
        const change = await stack.up({
            emqx: { version: "5.7.2", cores: { replicas: 5 }, replicants: { replicas: 1 } },
        });
        assert.match(String(change.result.error?.message), /emqx\.edition.*is "OpenSource"/s);
        assertNothingMoved(change);
    });
});

/** Not a node pool, not a Secret, nothing in the cluster. */
function assertNothingMoved({ entries, steps }: Change): void {
    assert.deepEqual(
        steps.filter(({ op }) => op !== "same").map(({ op, name }) => `${op} ${name}`),
        [],
    );
    assert.deepEqual(whatMoved(entries), []);
    assert.deepEqual(entries[0]?.emqx?.conditions[0], "Ready");
}

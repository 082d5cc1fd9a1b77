import assert from "node:assert/strict";
import { setTimeout as sleep } from "node:timers/promises";
import type { Step } from "../../testkit/engine";
import type { TimelineEntry } from "../../testkit/operator/timeline";
import { assertOrderly, type Change, moved, wantedOf } from "../../testkit/scenario/change";
import { needsScenarioCluster, type ScenarioCluster } from "../../testkit/scenario/cluster";
import { Stack, type StackArgs } from "../../testkit/scenario/stack";
import { missing } from "../../testkit/scenario/timelines/completion";

/** A new operator acts when its predecessor's lease has run out, 30 s at the most. */
const LEASE_MS = 25_000;

/** An operator of the stack's own, of a version. */
const operator = (version: string): StackArgs => ({
    existingOperator: false,
    operator: { version, replicas: 1 },
});

describe("a change of the EMQX operator", function () {
    this.timeout(300_000);
    let cluster: ScenarioCluster;
    let stack: Stack;
    let created: Change;
    before(async function () {
        cluster = await needsScenarioCluster(this);
        stack = await Stack.of("operator", { args: operator("2.2.29") });
        created = await stack.up();
        assertOrderly(created, {});
    });
    after(async () => {
        await stack?.end();
        await cluster?.replaceOperator({});
    });

    it("alone: the cluster comes to rest under the new one before anything that depends on it", async () => {
        const change = await upUnderNewOperator(operator("2.2.30"), "2.2.30");
        assertOrderly(change, { leastServing: 2 });
        assert.deepEqual(
            Object.keys(moved(change)).filter((name) => name.includes("-emqx") || name.includes("-lb")),
            [],
        );
        assert.deepEqual(keptPods(change.entries), [], "the new operator rolled every pod");
    });

    it("together with EMQX's image: operator, rest, and only then EMQX", async () => {
        const before = wantedOf(created);
        const change = await upUnderNewOperator(
            { ...operator("2.2.31"), emqx: { version: "5.7.2" } },
            "2.2.31",
        );
        assertOrderly(change, { leastServing: 2 });
        const { generation } = change.entries[0]?.emqx ?? {};
        const settled = change.entries.filter(({ emqx }) => emqx?.generation === generation);
        const last = settled.at(-1) as TimelineEntry;
        assert.equal(missing(last, before), undefined, "at rest when its own spec moved");
        assert.deepEqual(keptPods(settled), [], "the new operator had rolled every pod by then");
        const operatorStep = stepOf(change, "emqx-operator-controller-manager");
        const object = stepOf(change, "operator-emqx-emqx");
        assert.deepEqual([operatorStep.op, object.op], ["update", "update"]);
        assert.ok(object.at - operatorStep.until >= 38, "the lease had run out by then");
    });

    async function upUnderNewOperator(args: StackArgs, salt: string): Promise<Change> {
        let takeover: Promise<void> | undefined;
        const onStep = ({ op, name }: Step) => {
            if (op !== "update" || !name.endsWith("/emqx-operator-controller-manager")) return;
            takeover = sleep(LEASE_MS).then(() => cluster.replaceOperator({ templateSalt: salt }));
        };
        const change = await stack.up(args, { onStep });
        assert.ok(takeover, "the operator's Deployment was updated");
        await takeover;
        return change;
    }
});

function stepOf({ steps }: Change, name: string) {
    const step = steps.find((one) => one.name === name || one.name.endsWith(`/${name}`));
    assert.ok(step, `${name} is among the steps`);
    return step;
}

/** Pods that are there from the first moment to the last. */
function keptPods(entries: readonly TimelineEntry[]): string[] {
    const [first, last] = [entries[0], entries.at(-1)];
    return Object.keys(first?.pods ?? {}).filter((name) => name in (last?.pods ?? {}));
}

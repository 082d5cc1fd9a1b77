import * as assert from "node:assert/strict";
import { needsControlPlane } from "../../testkit/controlPlane";
import { waitUntil } from "../../testkit/controlPlane/waitUntil";
import { needsPulumi } from "../support/e2e/pulumiTools";
import type { RunResult } from "../support/e2e/realStack";
import { isRolledOut, servicesTooEarly } from "../support/e2e/rollout";
import { type Scene, startScene } from "../support/e2e/scene";
import { changes } from "../support/e2e/steps";

const CORES = { replicas: 5 };
const WAITING_FOR_CORES = /s cores 0\/5/;
/** What people see of a program that has thrown instead of telling them. */
const STACK_TRACE = /^\s+at .+[(/].+:\d+:\d+\)?$/m;

/** Updates that must not, cannot or did not finish; every test goes on where the one before it ended. */
describe("the chain on the real engine: troubles", function () {
    this.bail(true);
    this.timeout(1_200_000);
    let scene: Scene;

    before(async function () {
        needsPulumi.call(this);
        needsControlPlane.call(this);
        scene = await startScene("e2e-troubles");
        await expectSuccess(up({ cores: CORES }));
        assert.ok(isRolledOut(now(), "5.7.0"));
    });

    after(() => scene?.stop());

    async function up(emqx?: object, options = {}): Promise<RunResult> {
        if (emqx !== undefined) await scene.stack.setArguments(scene.arguments({ emqx }));
        return scene.stack.up(options);
    }

    async function expectSuccess(running: Promise<RunResult>): Promise<RunResult> {
        const result = await running;
        assert.ok(result.succeeded, result.output);
        return result;
    }

    const now = () => scene.timeline.entries.at(-1)!;

    it("a change that is refused moves nothing, the operator before EMQX included", async () => {
        const before = now();
        scene.charts.setOperatorVersion("2.2.30");
        const { succeeded, output, events } = await up({ cores: { replicas: 2 }, version: "5.7.1" });
        scene.charts.setOperatorVersion("2.2.29");
        assert.equal(succeeded, false);
        assert.match(output, /EmqxOnAck "mqtt" has 1 problem in its arguments:/);
        assert.match(output, /emqx\.cores\.replicas: is 2, but 5 cores run/);
        assert.doesNotMatch(output, STACK_TRACE);
        assert.deepEqual(changes(events), []);
        assert.deepEqual({ ...now(), t: 0 }, { ...before, t: 0 });
    });

    it("a rollout that stalls fails with the scheduler's words; the load balancer stays as it is", async () => {
        const result = await scene.stack
            .setArguments(
                scene.arguments({
                    emqx: { cores: { ...CORES, nodeSelector: { "no-node": "has-it" } }, timeoutMinutes: 1 },
                    loadBalancer: { connectionDrainSeconds: 600 },
                }),
            )
            .then(() => scene.stack.up());
        assert.equal(result.succeeded, false);
        assert.match(result.output, /EMQX "emqx" in namespace "mqtt-e2e" did not roll out within 1 min\b/);
        assert.match(result.output, /cannot be scheduled: 0\/\d+ nodes are available/);
        assert.doesNotMatch(result.output, STACK_TRACE);
        assert.deepEqual(changes(result.events), ["update mqtt-emqx-emqx"]);
        const entries = scene.during(result);
        assert.deepEqual(servicesTooEarly(entries, "no version"), []);
        const serving = Object.values(now().pods).filter((pod) => pod.role === "replicant" && pod.ready);
        assert.equal(serving.length, 3);
    });

    it("its revert succeeds, names and empties the set that is left, and frees the budget", async () => {
        const left = Object.entries(now().sets).filter(([, set]) => set.pods > 0 && set.ready === 0);
        assert.equal(left.length, 1);
        const [name] = left[0]!;
        assert.equal(now().budgets.core, 0);
        const { output } = await expectSuccess(up({ cores: CORES }));
        assert.match(output, new RegExp(`statefulset ${name} is left over .*It was scaled to 0`));
        await waitUntil("the budget allows a disruption", 60_000, async () =>
            now().sets[name]?.pods === 0 && now().budgets.core === 1 ? true : undefined,
        );
    });

    it("an interrupted run is taken up by the next one, although nothing differs any more", async () => {
        await scene.stopOperator();
        const interrupt = new AbortController();
        const interrupted = await up(
            { cores: CORES, version: "5.7.1" },
            { signal: interrupt.signal, onOutput: once(WAITING_FOR_CORES, () => interrupt.abort()) },
        );
        assert.equal(interrupted.succeeded, false);
        assert.ok(interrupt.signal.aborted, interrupted.output);
        assert.deepEqual(changes(interrupted.events), ["update mqtt-emqx-emqx"]);

        // The operator comes back only when the next run is seen waiting, with nothing of its own to do.
        let resumed: Promise<void> | undefined;
        const { events, output } = await expectSuccess(
            up(undefined, {
                onOutput: once(WAITING_FOR_CORES, () => {
                    resumed = scene.startOperator();
                }),
            }),
        );
        assert.ok(resumed, output);
        await resumed;
        assert.deepEqual(changes(events), []);
        assert.ok(isRolledOut(now(), "5.7.1"), "EMQX has not rolled out");
    });
});

/** Does something once, when a pattern is seen in output that comes in pieces. */
function once(pattern: RegExp, act: () => void): (text: string) => void {
    let seen = "";
    let done = false;
    return (text) => {
        seen += text;
        if (done || !pattern.test(seen)) return;
        done = true;
        act();
    };
}

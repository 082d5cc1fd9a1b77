import assert from "node:assert/strict";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { EmqxLicense } from "../../provider";
import { CallFailed } from "../../testkit/operator/brokerAccess";
import { Brokers } from "../../testkit/operator/brokers";
import { lineOf } from "../../testkit/operator/lines";
import type { TimelineEntry } from "../../testkit/operator/timeline";
import { attempt } from "../../testkit/scenario/attempt";
import { assertOrderly, type Change, moved } from "../../testkit/scenario/change";
import {
    type ScenarioCluster,
    scenarioCluster,
    separateScenarioCluster,
} from "../../testkit/scenario/cluster";
import { Stack, type StackArgs } from "../../testkit/scenario/stack";
import { timed } from "../../testkit/scenario/timedStep";
import { until } from "../../testkit/scenario/until";

/** A line of the operator, and what its changes do to pods and disks. */
export interface WalkedLine {
    readonly apiVersion: string;
    readonly operator: string;
    /** Two releases of EMQX that it runs, an upgrade apart. */
    readonly versions: readonly [string, string];
    /** Larger disks: grown where they are, or new ones with new cores. */
    readonly disks: "grow" | "new";
    /** What stays when the stack goes. */
    readonly outlives: readonly ("object" | "namespace" | "claims")[];
}

const CONFIG = 'mqtt.max_packet_size = "2MB"';

/** Pods that never come up cost a minute, which is the least that a rollout can be given. */
const NOWHERE = { nodeSelector: { disk: "nowhere" } };

/** Every kind of change, once, on a stack of its own whose operator is of the line. */
export function everyChange(name: string, line: WalkedLine): void {
    describe(`every change on the operator that serves ${line.apiVersion}`, function () {
        this.timeout(300_000);
        const { rollout } = lineOf(line.apiVersion);
        const [from, to] = line.versions;
        let folder: string | undefined;
        let end: (() => Promise<void>) | undefined;
        let cluster: ScenarioCluster;
        let stack: Stack;
        before(async function () {
            end = await separateScenarioCluster(this);
            cluster = await scenarioCluster();
            await cluster.endOperator();
            await cluster.replaceOperator({ apiVersion: line.apiVersion });
            folder = mkdtempSync(join(tmpdir(), "emqx-ack-line-"));
            stack = await Stack.of(name, {
                apiVersion: line.apiVersion,
                stateFile: join(folder, "state.json"),
                args: {
                    operator: { version: line.operator },
                    emqx: {
                        version: from,
                        license: EmqxLicense.Evaluation,
                        cores: { replicas: 3 },
                        replicants: { replicas: 3 },
                    },
                },
            });
        });
        after(async () => {
            await end?.();
            if (folder !== undefined) rmSync(folder, { recursive: true });
        });

        const emqx = (more: StackArgs["emqx"] = {}): StackArgs => ({
            emqx: {
                version: from,
                license: EmqxLicense.Evaluation,
                cores: { replicas: 3 },
                replicants: { replicas: 3 },
                ...more,
            },
        });
        const upgraded = (more: StackArgs["emqx"] = {}) => emqx({ version: to, config: CONFIG, ...more });

        it("a creation, and nothing in the update after it", async () => {
            assertOrderly(await stack.up(), {});
            const again = await stack.up();
            if (again.result.error) throw again.result.error;
            assert.deepEqual(moved(again), {});
        });

        it("a configuration: applied while all run, and no pod is another one", async () => {
            const change = await stack.up(emqx({ config: CONFIG }));
            assertOrderly(change, { leastServing: 3 });
            assert.deepEqual(newPods(change), []);
        });

        it("a configuration that EMQX refuses: fails the update in EMQX's words, and nothing after it moves", async () => {
            await cluster.replaceOperator({ apiVersion: line.apiVersion, brokers: new RefusingBrokers() });
            const change = await stack.up(emqx({ config: "mqtt.max_inflight = 33" }));
            assert.match(change.result.error?.message ?? "", /400|refuse|reject/i);
            assert.deepEqual(dependents(change), []);
            await cluster.replaceOperator({ apiVersion: line.apiVersion });
            assertOrderly(await stack.up(emqx({ config: CONFIG })), { leastServing: 3 });
        });

        it("an image: in the order of the line, never more than one replicant away", async () => {
            const change = await stack.up(upgraded());
            assertOrderly(change, { leastServing: 2 });
            assert.equal(newPods(change).length > 0, true);
        });

        it("an environment: every pod is made anew", async () => {
            const change = await stack.up(upgraded({ environment: { EMQX_LOG__CONSOLE__LEVEL: "info" } }));
            assertOrderly(change, { leastServing: 2 });
            assert.deepEqual(unchangedPods(change), []);
        });

        const env = { environment: { EMQX_LOG__CONSOLE__LEVEL: "info" } };

        it("more replicants and cores, and fewer again", async () => {
            const more = { cores: { replicas: 4 }, replicants: { replicas: 5 } };
            assertOrderly(await stack.up(upgraded({ ...env, ...more })), { leastServing: 3 });
            const fewer = await stack.up(upgraded(env));
            assertOrderly(fewer, { leastServing: 3, losesNodes: true });
        });

        it(
            line.disks === "grow"
                ? "larger disks: grown where they are, no pod moves"
                : "larger disks: new cores on new ones",
            async () => {
                const storage = { cores: { replicas: 3, storage: { size: "60Gi" } } };
                const change = await stack.up(upgraded({ ...env, ...storage }));
                assertOrderly(change, { leastServing: 2 });
                const held = (await claims()).map(({ status }) => status?.capacity?.storage);
                assert.equal(held.filter((size) => size === "60Gi").length, 3, held.join());
                if (line.disks === "grow") assert.deepEqual(newPods(change), []);
            },
        );

        const grown = (more: StackArgs["emqx"] = {}) =>
            upgraded({ ...env, cores: { replicas: 3, storage: { size: "60Gi" } }, ...more });

        it("a rollout that finds no node: fails with the scheduler's words, and its way back succeeds", async () => {
            const cores = { replicas: 3, storage: { size: "60Gi" }, ...NOWHERE };
            const failed = await attempt(stack, grown({ cores, timeoutMinutes: 1 }));
            assert.match(
                failed.error,
                /cannot be scheduled|need room|no nodes|were not changed|was not changed/,
            );
            assert.deepEqual(dependents(failed), []);
            stack = stack.resumed();
            assertOrderly(await stack.up(grown()), { leastServing: 2 });
        });

        it("a run that is killed: the next one waits for the rest", async () => {
            const args = grown({ podAnnotations: { turn: "1" } });
            const timeline = await stack.record();
            const run = stack.startUp(args);
            try {
                await until("pods are coming up", () =>
                    timeline.entries.some((entry) => isOther(entry, timeline.entries[0])),
                );
                await run.kill();
                stack = stack.resumed();
                const { result } = await stack.up(args);
                await timeline.stop();
                assertOrderly(
                    {
                        result,
                        entries: timeline.entries,
                        steps: timed(result.steps, timeline.began),
                        rollout,
                    },
                    { leastServing: 2 },
                );
            } finally {
                await run.kill();
                await timeline.stop();
            }
        });

        it("an operator that is down: the update waits for it and says so", async () => {
            await cluster.endOperator();
            const back = sleep(10_000).then(() => cluster.replaceOperator({ apiVersion: line.apiVersion }));
            const [change] = await Promise.all([stack.up(grown({ podAnnotations: { turn: "2" } })), back]);
            assertOrderly(change, { leastServing: 2 });
        });

        it(`the end of the stack: ${line.outlives.join(", ")} stay`, async () => {
            await stack.destroy();
            const there = {
                object: await cluster.kube.get(stack.object),
                namespace: await cluster.kube.get({
                    apiVersion: "v1",
                    kind: "Namespace",
                    metadata: { name: stack.namespace },
                }),
                claims: (await claims()).length > 0 ? true : undefined,
            };
            const left = Object.entries(there).flatMap(([what, is]) => (is === undefined ? [] : [what]));
            assert.deepEqual(left.sort(), [...line.outlives].sort());
        });

        async function claims() {
            return cluster.kube.list({
                apiVersion: "v1",
                kind: "PersistentVolumeClaim",
                namespace: stack.namespace,
            });
        }
    });
}

/** EMQX that takes no configuration, whatever it says. */
class RefusingBrokers extends Brokers {
    constructor() {
        super({ connectionsPerReplicant: 0, bootSeconds: 0, waitHealthCheckSeconds: 0 }, Date.now);
    }

    override async pushConfig(): Promise<void> {
        throw new CallFailed("put", "/api/v5/configs", 400, '{"errors":{"mqtt":"validation_error"}}');
    }
}

type Happened = Pick<Change, "entries" | "steps">;

function dependents({ steps }: Pick<Change, "steps">): string[] {
    const late = steps.filter(({ urn, op }) => urn.includes("MqttLoadBalancer") && op !== "same");
    return late.map(({ name }) => name);
}

function ends({ entries }: Pick<Happened, "entries">): [TimelineEntry, TimelineEntry] {
    return [entries[0], entries.at(-1)] as [TimelineEntry, TimelineEntry];
}

/** A pod of a StatefulSet keeps its name; from what it was made tells which one it is. */
function isOther(entry: TimelineEntry, first: TimelineEntry | undefined): boolean {
    return Object.entries(entry.pods).some(
        ([name, pod]) => identityOf(first?.pods[name]) !== identityOf(pod),
    );
}

function identityOf(pod: TimelineEntry["pods"][string] | undefined): unknown {
    return pod === undefined ? undefined : JSON.stringify([pod.set, pod.image, pod.revision]);
}

function newPods(change: Pick<Happened, "entries">): string[] {
    const [first, last] = ends(change);
    return Object.keys(last.pods).filter(
        (name) => identityOf(first.pods[name]) !== identityOf(last.pods[name]),
    );
}

function unchangedPods(change: Pick<Happened, "entries">): string[] {
    const [first, last] = ends(change);
    return Object.keys(last.pods).filter(
        (name) => identityOf(first.pods[name]) === identityOf(last.pods[name]),
    );
}

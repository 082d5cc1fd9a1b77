import assert from "node:assert/strict";
import type { ListenersArgs } from "../../provider";
import type { Fleet } from "../../testkit/broker";
import { PEM } from "../../testkit/emqx";
import { assertOrderly, type Change, moved } from "../../testkit/scenario/change";
import { separateScenarioCluster } from "../../testkit/scenario/cluster";
import { LiveBrokers } from "../../testkit/scenario/liveBrokers";
import { Stack } from "../../testkit/scenario/stack";

const CLIENTS = 20;
const TLS = { tlsSecretName: "mqtt-tls" };

/** Line 2.2 has more of it in runningListeners.test.ts. */
const LINES = [
    { name: "ssl-on-23", apiVersion: "apps.emqx.io/v2", operator: "2.3.3", emqx: "6.3.1" },
    { name: "ssl-on-30", apiVersion: "apps.emqx.io/v3beta1", operator: "3.0.0", emqx: "6.3.1" },
];

for (const line of LINES) {
    describe(`ssl comes to a running tcp stack on the operator that serves ${line.apiVersion}`, function () {
        this.timeout(300_000);
        let endCluster: (() => Promise<void>) | undefined;
        let stack: Stack;
        let live: LiveBrokers;
        let clients: Fleet;

        before(async function () {
            endCluster = await separateScenarioCluster(this);
            stack = await Stack.of(line.name, {
                apiVersion: line.apiVersion,
                args: { operator: { version: line.operator } },
            });
            live = await LiveBrokers.of(stack);
            assertOrderly(await change({ tcp: {} }), {});
            clients = await live.clients(1883, CLIENTS);
            live.moves();
            await stack.cluster.kube.create({
                apiVersion: "v1",
                kind: "Secret",
                type: "kubernetes.io/tls",
                metadata: { name: TLS.tlsSecretName, namespace: stack.namespace },
                stringData: { "tls.crt": PEM, "tls.key": PEM, "ca.crt": PEM },
            });
        });
        after(async () => {
            await live?.end();
            await stack?.end();
            await endCluster?.();
        });
        afterEach(function () {
            if (this.currentTest?.state === "failed") console.log([...live.log].slice(-20).join("\n"));
        });

        const change = (listeners: ListenersArgs): Promise<Change> =>
            stack.up({
                emqx: {
                    version: line.emqx,
                    licenseKey: "bGljZW5zZSBvZiB0aGUgdGVzdHM=.c2lnbmVk",
                    cores: { replicas: 2 },
                    replicants: { replicas: 2 },
                    listeners,
                },
            });

        it("in one update: refused with the steps, before anything moves", async () => {
            const attempt = await change({ tcp: {}, ssl: TLS });
            assert.match(
                String(attempt.result.error?.message),
                /listeners\.ssl\.enabled: is true, but no running pod mounts its Secret yet.*Write enabled: false first, with the same tlsSecretName/s,
            );
            assert.deepEqual(moved(attempt), {});
            assert.deepEqual([clients.total("cut"), live.moves(), live.brokers.pushes.length], [0, [], 0]);
        });

        it("off at first: every pod is made anew with its Secret, clients are moved and not cut", async () => {
            assertOrderly(await change({ tcp: {}, ssl: { ...TLS, enabled: false } }), { leastServing: 1 });
            await clients.allConnected(120);
            assert.deepEqual([clients.total("cut"), live.moves()], [0, []]);
            assert.equal(live.brokers.registry.counts.lost, 0, "every session came along");
        });

        it("then on: it listens on every node at once, and nobody is cut", async () => {
            assertOrderly(await change({ tcp: {}, ssl: TLS }), { leastServing: 1 });
            await clients.allConnected(120);
            assert.deepEqual([clients.total("cut"), live.moves()], [0, ["ssl:default started"]]);
            assert.equal(live.brokers.registry.counts.lost, 0, "every session came along");
            for (const node of live.brokers.running) assert.ok(node.portFor(8883), `${node.name} listens`);
            assert.equal((await live.clients(8883, 5)).connected, 5);
        });
    });
}

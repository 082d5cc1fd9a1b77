import assert from "node:assert/strict";
import { EmqxEdition, ListenerProtocol, type ListenersArgs } from "../../provider";
import type { Fleet } from "../../testkit/broker";
import { PEM } from "../../testkit/emqx";
import { assertOrderly, moved } from "../../testkit/scenario/change";
import { needsScenarioCluster } from "../../testkit/scenario/cluster";
import { LiveBrokers } from "../../testkit/scenario/liveBrokers";
import { Stack } from "../../testkit/scenario/stack";

const CLIENTS = 20;
/** A takeover of 0 is EMQX's own 60 s, which operator 2.2 does not shorten. */
const QUICK = { waitTakeoverSeconds: 1, initialDelaySeconds: 0 };
const EMQX = {
    version: "5.8.11",
    edition: EmqxEdition.Enterprise,
    licenseKey: "bGljZW5zZSBvZiB0aGUgdGVzdHM=.c2lnbmVk",
    replicants: { replicas: 2 },
    evacuation: QUICK,
};
const TLS = { tlsSecretName: "mqtt-tls" };
const NEXT = { protocol: ListenerProtocol.Tcp, bind: 2883 };

describe("a listener of a running stack comes, goes inside, moves and leaves by the steps of docs/listeners.md", function () {
    this.timeout(400_000);
    let stack: Stack;
    let live: LiveBrokers;
    let clients: Fleet;

    before(async function () {
        await needsScenarioCluster(this);
        stack = await Stack.of("running-listeners");
        live = await LiveBrokers.of(stack);
        assertOrderly(await stack.up({ emqx: { ...EMQX, listeners: { tcp: {} } } }), {});
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
    });
    afterEach(function () {
        if (this.currentTest?.state === "failed") console.log([...live.log].slice(-20).join("\n"));
    });

    const change = (listeners: ListenersArgs) => stack.up({ emqx: { ...EMQX, listeners } });
    const orderly = async (listeners: ListenersArgs) => {
        assertOrderly(await change(listeners), { leastServing: 1 });
        await live.clock.wait(5);
    };

    it("ssl beside tcp, in one update: refused with the steps, before anything moves", async () => {
        const attempt = await change({ tcp: {}, ssl: TLS });
        assert.match(
            String(attempt.result.error?.message),
            /listeners\.ssl\.enabled: is true, but no running pod mounts its Secret yet.*Write enabled: false first, with the same tlsSecretName/s,
        );
        assert.deepEqual(moved(attempt), {});
        assert.deepEqual([clients.total("cut"), live.moves(), live.brokers.pushes.length], [0, [], 0]);
    });

    it("in two updates: the pods mount it, then it listens on every node at once, and nobody is cut", async () => {
        await orderly({ tcp: {}, ssl: { ...TLS, enabled: false } });
        assert.deepEqual([clients.total("cut"), live.moves()], [0, []]);
        await orderly({ tcp: {}, ssl: TLS });
        assert.deepEqual([clients.total("cut"), live.moves()], [0, ["ssl:default started"]]);
        assert.equal((await live.clients(8883, 5)).connected, 5);
    });

    it("made internal: the load balancer closes its port, EMQX does nothing, clients of tcp stay", async () => {
        await orderly({ tcp: {}, ssl: { ...TLS, exposed: false } });
        await live.offersNoMore(8883);
        assert.deepEqual([clients.total("cut"), live.moves()], [0, []]);
    });

    it("moved: a second listener takes the port over without a cut; only who is left on the old one is cut when it goes", async () => {
        const ssl = { ...TLS, exposed: false };
        const direct = await change({ tcp: { bind: 2883 }, ssl });
        assert.match(
            String(direct.result.error?.message),
            /listeners\.tcp\.bind: is 2883, but the running pods bind 1883/,
        );
        await orderly({ tcp: {}, ssl, more: { next: { ...NEXT, exposed: false } } });
        assert.deepEqual(live.moves(), ["tcp:next started"]);
        const held = clients.total("cut");
        await orderly({ tcp: { exposed: false, port: 1884 }, ssl, more: { next: { ...NEXT, port: 1883 } } });
        assert.deepEqual(live.moves(), []);
        assert.equal(clients.total("cut"), held, "the port leads elsewhere, and who is connected stays");
        await orderly({ tcp: { enabled: false }, ssl, more: { next: { ...NEXT, port: 1883 } } });
        assert.deepEqual(live.moves(), ["tcp:default stopped"]);
        await clients.allConnected(60);
    });

    it("removed: off first, then out, and the name that EMQX never forgets stays off", async () => {
        const next = { next: { ...NEXT, port: 1883 } };
        await orderly({ more: next, ssl: { ...TLS, enabled: false } });
        assert.deepEqual(live.moves(), ["ssl:default stopped"]);
        const before = clients.total("cut");
        await orderly({ more: next });
        assert.deepEqual([clients.total("cut") - before, live.moves()], [0, []]);
        for (const node of live.brokers.running) {
            assert.deepEqual([node.portFor(8883), node.portFor(1883)], [undefined, undefined]);
        }
    });
});

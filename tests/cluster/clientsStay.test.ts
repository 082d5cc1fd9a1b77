import assert from "node:assert/strict";
import { EmqxEdition } from "../../provider";
import type { Fleet } from "../../testkit/broker";
import { assertOrderly } from "../../testkit/scenario/change";
import { needsScenarioCluster } from "../../testkit/scenario/cluster";
import { LiveBrokers } from "../../testkit/scenario/liveBrokers";
import { Stack, type StackArgs } from "../../testkit/scenario/stack";

const CLIENTS = 30;
/** As EMQX reads it, signed or not: the double does not look at signatures. */
const LICENSE = "bGljZW5zZSBvZiB0aGUgdGVzdHM=.c2lnbmVk";
/** A takeover of 0 is EMQX's own 60 s, which operator 2.2 does not shorten. */
const QUICK = { waitTakeoverSeconds: 1, initialDelaySeconds: 0 };
const EMQX = { version: "5.8.11", edition: EmqxEdition.Enterprise, licenseKey: LICENSE, evacuation: QUICK };

describe("clients of a running stack, at changes that are not about their listener", function () {
    this.timeout(300_000);
    let stack: Stack;
    let live: LiveBrokers;
    let clients: Fleet;
    let asked: StackArgs = { emqx: EMQX };

    before(async function () {
        await needsScenarioCluster(this);
        stack = await Stack.of("clients-stay");
        live = await LiveBrokers.of(stack);
        assertOrderly(await stack.up(asked), {});
        clients = await live.clients(1883, CLIENTS);
        live.moves();
    });
    after(async () => {
        await live?.end();
        await stack?.end();
    });
    afterEach(function () {
        if (this.currentTest?.state === "failed") console.log([...live.log].slice(-20).join("\n"));
    });

    /** The arguments so far, and these. */
    const up = async (args: StackArgs, leastServing: number) => {
        const { emqx, ...rest } = args;
        asked = { ...asked, ...rest, emqx: { ...asked.emqx, ...emqx } };
        const before = { cut: clients.total("cut"), evicted: clients.total("evicted") };
        const change = await stack.up(asked);
        assertOrderly(change, { leastServing });
        await clients.allConnected(120);
        return { cut: clients.total("cut") - before.cut, evicted: clients.total("evicted") - before.evicted };
    };

    it("a key of `config`: pushed to every node, no listener moves, nobody is cut", async () => {
        const { cut, evicted } = await up({ emqx: { config: "mqtt.max_inflight = 33" } }, 3);
        assert.deepEqual([cut, evicted, live.moves()], [0, 0, []]);
        assert.equal(live.brokers.pushes.length, 1);
        for (const { configuration } of live.brokers.running) {
            const mqtt = configuration.written.get("mqtt") as Map<string, unknown>;
            assert.equal(mqtt.get("max_inflight"), 33);
        }
    });

    it("a limit of the listener: counts for new clients, nobody is cut, no pod restarts", async () => {
        const before = live.brokers.running.map(({ name }) => name).sort();
        const { cut, evicted } = await up({ emqx: { listeners: { tcp: { maxConnections: 500_000 } } } }, 3);
        assert.deepEqual([cut, evicted, live.moves()], [0, 0, []]);
        assert.deepEqual(live.brokers.running.map(({ name }) => name).sort(), before);
    });

    it("more replicas, and a kernel step by `connections`: pods are replaced after they were emptied, no listener moves", async () => {
        const { cut } = await up({ connections: 800_000, emqx: { replicants: { replicas: 4 } } }, 2);
        assert.deepEqual([cut, live.moves()], [0, []]);
        assert.equal(live.brokers.registry.counts.lost, 0, "every session came along");
    });

    it("an additional port of the load balancer: both lead to the same listener, and who moved stays when `port` does", async () => {
        const first = await up(
            { emqx: { listeners: { tcp: { maxConnections: 500_000, additionalPorts: [1884] } } } },
            3,
        );
        assert.deepEqual([first.cut, live.moves()], [0, []]);
        const moved = await live.clients(1884, 5);
        const before = clients.total("cut");
        clients.stop();
        asked = {
            ...asked,
            emqx: { ...asked.emqx, listeners: { tcp: { maxConnections: 500_000, port: 1884 } } },
        };
        assertOrderly(await stack.up(asked), { leastServing: 3 });
        assert.deepEqual(live.moves(), []);
        assert.deepEqual([moved.total("cut"), moved.connected, clients.total("cut") - before], [0, 5, 0]);
        await live.offersNoMore(1883);
    });
});

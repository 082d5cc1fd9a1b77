import * as assert from "node:assert/strict";
import { type BrokerNode, Fleet, LoadBalancer, type LoadBalancerOptions } from "../../../broker";
import { proxyHeader } from "../../../broker/proxyProtocol";
import { RawClient } from "./rawClient";
import { call, type World, world } from "./world";

const WITH_HEADER = "listeners.tcp.default.proxy_protocol = true";

describe("the double of the load balancer", () => {
    let here: World;
    let one: BrokerNode;
    let two: BrokerNode;

    beforeEach(async () => {
        here = world();
        one = await here.node("one");
        two = await here.node("two");
    });

    afterEach(() => here.close());

    const counts = () => [one.agent.connectionCount(), two.agent.connectionCount()];
    const portOf = (node: BrokerNode) => () => (node.isRunning ? node.mqttPort : undefined);

    async function inFront(
        options: Partial<LoadBalancerOptions> = {},
        weights: readonly [number, number] = [100, 100],
    ): Promise<LoadBalancer> {
        const healthCheck = { intervalSeconds: 2, ...options.healthCheck };
        const made = await new LoadBalancer(here.clock, { kind: "nlb", ...options, healthCheck }).listen();
        here.closing.unshift(() => made.close());
        for (const [i, node] of [one, two].entries()) {
            const healthPort = () => (node.isRunning ? node.apiPort : undefined);
            const http = healthCheck.protocol === "http" ? { healthPort } : {};
            made.add({ name: node.name, port: portOf(node), weight: weights[i] as number, ...http });
        }
        await here.clock.until("healthy", 20, () => [one, two].every(({ name }) => made.isHealthy(name)));
        return made;
    }

    function fleet(clients: number, balancer: LoadBalancer, more: object = {}): Fleet {
        const made = new Fleet({ clock: here.clock, clients, port: () => balancer.port, ...more });
        here.closing.push(() => made.close());
        return made;
    }

    it("shares connections by weight", async () => {
        const balancer = await inFront({}, [300, 100]);
        await fleet(200, balancer).start();
        assert.deepEqual(counts(), [150, 50]);
    });

    it("fills the emptier one first where it is told to", async () => {
        const balancer = await inFront({ scheduler: "wlc" });
        balancer.remove(two.name);
        await fleet(40, balancer).start();
        balancer.add({ name: two.name, port: portOf(two) });
        await here.clock.until("healthy again", 20, () => balancer.isHealthy(two.name));
        await fleet(60, balancer, { prefix: "later" }).start();
        assert.deepEqual(counts(), [50, 50]);
    });

    it("cuts those who stay when the time to leave is over, not before", async () => {
        const balancer = await inFront({ drainSeconds: 20 });
        const clients = await fleet(60, balancer).start();
        const removedAt = clients.age;
        balancer.remove(one.name);
        await here.clock.wait(18);
        assert.deepEqual(counts(), [30, 30]);
        assert.equal(clients.total("cut"), 0);
        await here.clock.until("the cut", 5, () => clients.connected < 60);
        const cutAt = clients.age - removedAt;
        assert.ok(cutAt >= 20 && cutAt < 21, `cut after ${cutAt} s`);
        await clients.allConnected(10);
        assert.deepEqual(counts(), [0, 60]);
        assert.deepEqual([clients.total("cut"), clients.total("resumed"), balancer.drained], [30, 30, 30]);
    });

    it("leaves connections alone without such a time, and sends nobody new", async () => {
        const balancer = await inFront();
        const clients = await fleet(20, balancer).start();
        balancer.remove(one.name);
        await here.clock.wait(60);
        assert.equal(clients.total("cut"), 0);
        await fleet(10, balancer, { prefix: "new" }).start();
        assert.deepEqual(counts(), [10, 20]);
    });

    it("cuts who says nothing for the idle time, and nobody who pings", async () => {
        const balancer = await inFront({ idleSeconds: 30 });
        const lively = await fleet(1, balancer, { keepAliveSeconds: 20 }).start();
        const silent = await fleet(1, balancer, { keepAliveSeconds: 60, prefix: "silent" }).start();
        const began = here.clock.now;
        await here.clock.until("the cut", 40, () => silent.total("cut") === 1);
        assert.ok(here.clock.now - began >= 29);
        await here.clock.wait(40);
        assert.equal(lively.total("cut"), 0);
    });

    it("looks at more than a port: a node that says 503 gets nobody, and keeps whom it has", async () => {
        const path = "/api/v5/load_rebalance/availability_check";
        const balancer = await inFront({ healthCheck: { protocol: "http", path } });
        await fleet(20, balancer).start();
        await call(two, "POST", `/api/v5/load_rebalance/${one.name}/evacuation/start`, { body: {} });
        await here.clock.until("unhealthy", 10, () => !balancer.isHealthy(one.name));
        assert.deepEqual(counts(), [10, 10]);
        await fleet(10, balancer, { prefix: "new" }).start();
        assert.deepEqual(counts(), [10, 20]);
    });

    it("finds out after the checks it takes that a node is gone, and until then clients try in vain", async () => {
        const balancer = await inFront({ healthCheck: { intervalSeconds: 10 } });
        const clients = await fleet(40, balancer).start();
        await one.cut();
        const began = here.clock.now;
        await here.clock.until("noticed", 30, () => !balancer.isHealthy(one.name));
        const after = here.clock.now - began;
        assert.ok(after >= 10 && after <= 20, `after ${after} s`);
        await clients.allConnected(30);
        assert.ok(clients.total("unanswered") > 0);
        assert.equal(clients.total("cut"), 20);
        assert.deepEqual(counts(), [0, 40]);
    });

    it("tries all of them when none is healthy, as an NLB does; a CLB turns clients away", async () => {
        for (const [kind, connected] of [
            ["nlb", 4],
            ["clb", 0],
        ] as const) {
            const balancer = await inFront({ kind, healthCheck: { protocol: "http", path: "/status" } });
            // A check that nothing answers: the API's port is not where health is asked for any more.
            for (const node of [one, two]) {
                balancer.remove(node.name);
                balancer.add({ name: node.name, port: portOf(node), healthPort: () => undefined });
            }
            const clients = fleet(4, balancer, { prefix: kind });
            for (const client of clients.clients) client.start();
            await here.clock.wait(3);
            assert.equal(clients.connected, connected, kind);
            clients.close();
        }
    });

    it("does not answer more connects a second than it may; those who wait try again", async () => {
        const balancer = await inFront({ connectsPerSecond: 20 });
        const clients = await fleet(60, balancer).start();
        const connects = clients.seconds().map((second) => second.connects);
        assert.ok(Math.max(...connects) <= 40, connects.join(" "));
        assert.ok(
            connects[0]! <= 20 && connects.slice(0, 9).filter((count) => count > 0).length >= 3,
            connects.join(" "),
        );
    });

    it("tells nodes who the client is where both sides are set so", async () => {
        const listener = await here.cluster
            .add({
                name: "emqx@behind.example",
                role: "core",
                begins: () => ({ ...here.cluster.beginning, text: WITH_HEADER }),
            })
            .start();
        const balancer = await new LoadBalancer(here.clock, { kind: "nlb", proxyProtocol: true }).listen();
        here.closing.push(() => balancer.close());
        balancer.add({ name: "behind", port: portOf(listener) });
        const client = new RawClient(balancer.port).hello("told");
        here.closing.push(() => client.close());
        await here.clock.until("connected", 5, () => client.last("connack") !== undefined);
        const { body } = await call(listener, "GET", "/api/v5/clients/told");
        assert.equal(body.port, client.localPort);
    });

    it("and nobody gets through where one side is", async () => {
        const listener = await here.cluster
            .add({
                name: "emqx@behind.example",
                role: "core",
                begins: () => ({ ...here.cluster.beginning, text: WITH_HEADER }),
            })
            .start();
        const withoutHeader = new RawClient(listener.mqttPort).hello("without");
        const header = proxyHeader({ clientPort: 40_000, serverPort: 1883 });
        const withHeader = new RawClient(one.mqttPort, 5, header).hello("with");
        const silent = new RawClient(listener.mqttPort);
        here.closing.push(() => silent.close());
        await here.clock.until("closed", 2, () => withoutHeader.isClosed && withHeader.isClosed);
        assert.deepEqual([withoutHeader.received, withHeader.received], [[], []]);
        await here.clock.until("closed as well", 5, () => silent.isClosed);
    });

    it("takes what Alibaba Cloud takes", () => {
        const make = (options: LoadBalancerOptions) => () => new LoadBalancer(here.clock, options);
        assert.throws(make({ kind: "clb", scheduler: "wlc" }), /a CLB has no scheduler wlc/);
        assert.throws(make({ kind: "nlb", drainSeconds: 5 }), /drainSeconds is 5; write 10 to 900/);
        assert.throws(make({ kind: "nlb", idleSeconds: 901 }), /idleSeconds is 901; write 1 to 900/);
    });
});

import * as assert from "node:assert/strict";
import { type BrokerNode, Fleet, LIBRARIES } from "../../../broker";
import { waitBefore } from "../../../broker/fleet/reconnect";
import { seededRandom } from "../../../broker/random";
import { type World, world } from "./world";

describe("a fleet of clients", () => {
    let here: World;
    let one: BrokerNode;
    let two: BrokerNode;

    beforeEach(async () => {
        here = world();
        one = await here.node("one");
        two = await here.node("two");
    });

    afterEach(() => here.close());

    const fleet = (options: Partial<ConstructorParameters<typeof Fleet>[0]>) => {
        const port = () => (one.isRunning ? one.mqttPort : two.mqttPort);
        const made = new Fleet({ clock: here.clock, clients: 100, port, ...options });
        here.closing.push(() => made.close());
        return made;
    };

    it("loses its sessions with the node they were on, and all come back", async () => {
        const clients = await fleet({ clients: 300 }).start();
        await one.cut();
        await here.clock.until("all are cut", 5, () => clients.total("cut") === 300);
        await clients.allConnected(10);
        assert.deepEqual([clients.total("resumed"), here.cluster.registry.counts.lost], [0, 300]);
        assert.equal(two.agent.connectionCount(), 300);
        // MQTT.js waits a second, all of them the same: one wave.
        const waves = clients.seconds().flatMap(({ connects }) => (connects > 0 ? [connects] : []));
        assert.deepEqual(waves, [300, 300]);
    });

    it("finds its sessions where it left them", async () => {
        const clients = await fleet({ clients: 50 }).start();
        clients.stop();
        await here.clock.until("all are away", 5, () => one.agent.connectionCount() === 0);
        const back = await fleet({ clients: 50 }).start();
        assert.deepEqual([back.total("connects"), back.total("resumed")], [50, 50]);
    });

    it("is told when somebody else comes with its name", async () => {
        const first = await fleet({ clients: 10 }).start();
        const second = fleet({ clients: 10, port: () => two.mqttPort });
        for (const client of second.clients) client.start();
        await here.clock.until("taken over", 5, () => first.total("takenOver") === 10);
        first.close();
        await second.allConnected(10);
        assert.equal(here.cluster.registry.size, 10);
    });

    it("dials at the rate it is told", async () => {
        const clients = await fleet({ clients: 60, startRate: 20 }).start();
        assert.deepEqual(
            clients
                .seconds()
                .slice(0, 3)
                .map(({ attempts }) => attempts),
            [20, 20, 20],
        );
    });

    it("comes back spread as its library spreads it, in the same way every time", async () => {
        const runs: number[][] = [];
        for (const prefix of ["first", "second"]) {
            await one.start();
            const clients = await fleet({ clients: 100, policy: LIBRARIES.awsCrt, prefix, seed: 7 }).start();
            await here.clock.wait(31);
            await one.cut();
            const cutAt = here.clock.now;
            await here.clock.until("all are cut", 5, () => clients.total("cut") === 100);
            await clients.allConnected(20);
            runs.push(clients.clients.map(({ lastConnack }) => (lastConnack?.at ?? 0) - cutAt));
            clients.close();
        }
        const [first, second] = runs as [number[], number[]];
        const sorted = [...first].sort((a, b) => a - b);
        assert.ok(sorted[25]! > 0.1 && sorted[75]! - sorted[25]! > 0.25 && sorted[99]! < 2, sorted.join(" "));
        // The dice are the same; what the network takes is not.
        for (const [i, wait] of first.entries())
            assert.ok(Math.abs(wait - second[i]!) < 1, `${wait} ${second[i]}`);
    });

    it("leaves nothing open behind it", async () => {
        const open = () => process.getActiveResourcesInfo().filter((name) => name.startsWith("TCP")).length;
        const [before, clients] = [open(), await fleet({ clients: 30 }).start()];
        assert.ok(open() >= before + 60, "client and broker have a socket each");
        clients.close();
        await here.close();
        for (let i = 0; i < 50 && open() > 0; i++) await new Promise((resolve) => setTimeout(resolve, 10));
        assert.equal(open(), 0);
    });

    it("waits as its library does", () => {
        const waits = (policy: Parameters<typeof waitBefore>[1]) => {
            const random = seededRandom(3);
            return [0, 1, 2, 3, 7, 9].map((failed) => waitBefore(failed, policy, random));
        };
        assert.deepEqual(waits(LIBRARIES.mqttJs), [1, 1, 1, 1, 1, 1]);
        assert.deepEqual(waits(LIBRARIES.pahoJava), [1, 2, 4, 8, 128, 128]);
        assert.deepEqual(waits(LIBRARIES.emqtt), [5, 5, 5, 5, 5, 5]);
        for (const [i, wait] of waits(LIBRARIES.awsCrt).entries())
            assert.ok(wait >= 0 && wait <= [1, 2, 4, 8, 120, 120][i]!);
        for (const [i, wait] of waits(LIBRARIES.hiveMq).entries()) {
            const middle = [1, 2.5, 5, 10, 120, 120][i]!;
            assert.ok(Math.abs(wait - middle) <= middle / 2, `${wait} of ${middle}`);
        }
    });
});

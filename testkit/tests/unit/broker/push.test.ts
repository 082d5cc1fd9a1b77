import * as assert from "node:assert/strict";
import type { BrokerNode } from "../../../broker";
import { Fleet } from "../../../broker";
import { RawClient } from "./rawClient";
import { call, type World, world } from "./world";

const CLIENTS = 20;
const BASE = `
listeners.tcp.default.bind = "0.0.0.0:1883"
listeners.ssl.default.enable = false
listeners.ws.default.enable = false
listeners.wss.default.enable = false
`;

describe("a push to brokers with clients", () => {
    let here: World;
    let nodes: BrokerNode[];
    let clients: Fleet;

    beforeEach(async () => {
        here = world({ config: BASE });
        nodes = [await here.node("core"), await here.node("worker", "replicant")];
        const worker = nodes[1] as BrokerNode;
        clients = new Fleet({ clock: here.clock, clients: CLIENTS, port: () => worker.portFor(1883) ?? 0 });
        here.closing.push(() => clients.close());
        await clients.start();
    });
    afterEach(() => here.close());

    const put = (text: string) =>
        call(nodes[0] as BrokerNode, "PUT", "/api/v5/configs?mode=merge&ignore_readonly=true", {
            body: text,
            headers: { "content-type": "text/plain" },
        });
    const cut = () => clients.total("cut");

    it("that changes nothing of a listener cuts nobody, on any node", async () => {
        const { status } = await put(
            `${BASE}mqtt.max_inflight = 33\nlisteners.tcp.default.max_connections = 500`,
        );
        assert.equal(status, 200);
        await here.clock.wait(2);
        assert.deepEqual([cut(), clients.connected], [0, CLIENTS]);
        for (const { configuration } of nodes) {
            assert.equal((configuration.written.get("mqtt") as Map<string, unknown>).get("max_inflight"), 33);
        }
    });

    for (const [what, change] of [
        ["a backlog", "listeners.tcp.default.tcp_options.backlog = 4096"],
        ["another spelling of bind", "listeners.tcp.default.bind = 1883"],
    ] as const) {
        it(`with ${what} cuts every client on every node, and their sessions are gone`, async () => {
            assert.equal((await put(BASE + change)).status, 200);
            await here.clock.until("all are cut", 5, () => cut() === CLIENTS);
            await clients.allConnected(30);
            assert.equal(here.cluster.registry.counts.lost, CLIENTS);
        });
    }

    it("that moves a listener leaves its port to nobody", async () => {
        await put(`${BASE}listeners.tcp.default.bind = "0.0.0.0:2883"`);
        const worker = nodes[1] as BrokerNode;
        assert.equal(worker.portFor(1883), undefined);
        const moved = new RawClient(worker.portFor(2883) as number).hello("moved");
        here.closing.push(() => moved.close());
        await here.clock.until("answered", 5, () => moved.last("connack") !== undefined);
    });

    it("with a limit lets stay who is there and resets who comes", async () => {
        await put(`${BASE}listeners.tcp.default.max_connections = ${CLIENTS}`);
        const late = new RawClient((nodes[1] as BrokerNode).portFor(1883) as number).hello("late");
        await here.clock.until("reset", 5, () => late.isClosed);
        assert.deepEqual([cut(), clients.connected, late.received], [0, CLIENTS, []]);
    });

    it("with a file that is not there is refused for listeners alone, in EMQX's words", async () => {
        const { status, body } = await put(
            `${BASE}listeners.ssl.fleet { bind = 9883, ssl_options.certfile = "/no.crt" }\nmqtt.max_inflight = 33`,
        );
        assert.equal(status, 400);
        assert.match(
            body.errors,
            /Root key: listeners\nReason: \{bad_ssl_config,.*enoent,file_path => "\/no\.crt"/,
        );
        assert.deepEqual([cut(), clients.connected], [0, CLIENTS]);
    });
});

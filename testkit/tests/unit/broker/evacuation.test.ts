import * as assert from "node:assert/strict";
import { type BrokerNode, Fleet, LoadBalancer } from "../../../broker";
import { RawClient } from "./rawClient";
import { call, type World, world } from "./world";

describe("evacuation of the broker double", () => {
    let here: World;
    let leaving: BrokerNode;
    let staying: BrokerNode;
    let core: BrokerNode;

    beforeEach(async () => {
        here = world();
        core = await here.node("core");
        leaving = await here.node("leaving", "replicant");
        staying = await here.node("staying", "replicant");
    });

    afterEach(() => here.close());

    const start = (body: object) =>
        call(core, "POST", `/api/v5/load_rebalance/${leaving.name}/evacuation/start`, { body });
    const stop = () => call(core, "POST", `/api/v5/load_rebalance/${leaving.name}/evacuation/stop`);
    const available = async (node: BrokerNode) =>
        (await call(node, "GET", "/api/v5/load_rebalance/availability_check", { authorization: "" })).status;
    const inState = (state: string) =>
        here.clock.until(state, 120, () => leaving.evacuation.status()?.state === state);
    const fleet = (clients: number, port: () => number | undefined) => {
        const made = new Fleet({ clock: here.clock, clients, port });
        here.closing.push(() => made.close());
        return made;
    };

    /** A load balancer in front of both replicants that looks at their availability every 5 s. */
    async function loadBalancer(): Promise<LoadBalancer> {
        const healthCheck = {
            protocol: "http" as const,
            path: "/api/v5/load_rebalance/availability_check",
            intervalSeconds: 5,
        };
        const made = await new LoadBalancer(here.clock, { kind: "nlb", healthCheck }).listen();
        here.closing.push(() => made.close());
        for (const node of [leaving, staying]) {
            const ifRuns = (port: () => number) => () => (node.isRunning ? port() : undefined);
            const [port, healthPort] = [ifRuns(() => node.mqttPort), ifRuns(() => node.apiPort)];
            made.add({ name: node.name, port, healthPort });
        }
        await here.clock.until(
            "healthy",
            30,
            () => made.isHealthy(leaving.name) && made.isHealthy(staying.name),
        );
        return made;
    }

    it("moves all clients at its pace through the load balancer, with their sessions, and nobody is refused", async () => {
        const balancer = await loadBalancer();
        const clients = await fleet(300, () => balancer.port).start();
        assert.deepEqual(
            [leaving, staying].map((node) => node.agent.connectionCount()),
            [150, 150],
        );
        const began = clients.age;
        await start({ wait_health_check: 15, conn_evict_rate: 40, sess_evict_rate: 40, wait_takeover: 6 });
        // Clients are let in until the load balancer looks away.
        assert.deepEqual([await available(leaving), await available(staying)], [503, 200]);
        const states: [number, string][] = [];
        const watch = () => {
            const { state } = leaving.evacuation.status()!;
            if (states.at(-1)?.[1] !== state) states.push([Math.round(clients.age - began), state]);
            here.clock.after(0.1, watch);
        };
        watch();
        await inState("waiting_takeover");
        await here.clock.wait(2);
        const { client: writer } = { client: new RawClient(staying.mqttPort).hello("writer") };
        here.closing.push(() => writer.close());
        for (const [i, { clientId }] of clients.clients.entries()) {
            const topic = `fleet/${clientId}`;
            writer.send({
                cmd: "publish",
                topic,
                payload: "hello",
                qos: 1,
                messageId: i + 1,
                dup: false,
                retain: false,
            });
        }
        await inState("prohibiting");
        // 150 clients at 40 a second: four bursts, a second apart, and the count that finds nobody.
        assert.deepEqual(states, [
            [0, "waiting_health_check"],
            [15, "evicting_conns"],
            [19, "waiting_takeover"],
            [25, "prohibiting"],
        ]);
        assert.deepEqual(
            [leaving, staying].map((node) => node.agent.sessionCount()),
            [0, 301],
        );
        assert.deepEqual(
            ["evicted", "resumed", "refused", "cut"].map((what) => clients.total(what as "evicted")),
            [150, 150, 0, 0],
        );
        const bursts = clients.seconds().flatMap(({ evicted }) => (evicted > 0 ? [evicted] : []));
        assert.deepEqual(bursts, [40, 40, 40, 30]);
        assert.ok(
            clients
                .seconds()
                .slice(1)
                .every(({ connected }) => connected >= 300 - 2 * 40),
        );
        await here.clock.until("all messages", 10, () =>
            clients.clients.every(({ messages }) => messages.length === 1),
        );
    });

    it("turns away who connects while clients are sent away, and says where else to go", async () => {
        await start({ wait_health_check: 2, redirect_to: "other:1883", wait_takeover: 60 });
        const early = new RawClient(leaving.mqttPort).hello("early");
        await here.clock.until("let in", 5, () => early.last("connack") !== undefined);
        assert.equal(early.last("connack").reasonCode, 0);
        await inState("waiting_takeover");
        const [late, old] = [new RawClient(leaving.mqttPort), new RawClient(leaving.mqttPort, 4)];
        here.closing.push(() => [early, late, old].map((client) => client.close()));
        late.hello("late");
        old.hello("old");
        await here.clock.until("closed", 5, () => late.isClosed && old.isClosed && early.isClosed);
        assert.equal(early.last("disconnect").reasonCode, 0x9c);
        assert.equal(early.last("disconnect").properties.serverReference, "other:1883");
        assert.equal(late.last("connack").reasonCode, 0x9c);
        assert.equal(late.last("connack").properties.serverReference, "other:1883");
        assert.equal(old.last("connack").returnCode, 3);
    });

    it("is left by a client that was refused for a node that takes it", async () => {
        await start({ wait_health_check: 0, wait_takeover: 60 });
        await inState("waiting_takeover");
        let dialled = 0;
        const clients = fleet(20, () => (dialled++ % 2 === 0 ? leaving.mqttPort : staying.mqttPort));
        await clients.start(30);
        assert.ok(clients.total("refused") > 0);
        assert.equal(staying.agent.connectionCount(), 20);
        assert.equal(leaving.agent.sessionCount(), 0);
    });

    it("moves the sessions of clients that do not come back to the nodes it was told", async () => {
        const clients = await fleet(50, () => leaving.mqttPort).start();
        clients.stop();
        await here.clock.until("all are away", 5, () => leaving.agent.connectionCount() === 0);
        const body = {
            wait_health_check: 0,
            wait_takeover: 3,
            sess_evict_rate: 20,
            migrate_to: [staying.name],
        };
        const began = here.clock.now;
        await start(body);
        await inState("evicting_sessions");
        assert.ok(here.clock.now - began >= 3);
        await inState("prohibiting");
        const took = here.clock.now - began;
        assert.ok(took >= 6 && took < 7, `${took} s for 3 s of wait and 50 sessions at 20 a second`);
        assert.deepEqual(
            [leaving, staying, core].map(({ sessions }) => sessions.size),
            [0, 50, 0],
        );
        assert.equal(here.cluster.registry.counts.moved, 50);
        const back = await fleet(50, () => core.mqttPort).start();
        assert.equal(back.total("resumed"), 50);
    });

    it("waits for a node that could take sessions", async () => {
        const clients = await fleet(5, () => leaving.mqttPort).start();
        clients.stop();
        await start({ wait_health_check: 0, wait_takeover: 5, migrate_to: [staying.name] });
        await staying.cut();
        await inState("evicting_sessions");
        await here.clock.wait(10);
        assert.equal(leaving.evacuation.status()?.state, "evicting_sessions");
        assert.equal(leaving.agent.sessionCount(), 5);
        await staying.start();
        await inState("prohibiting");
        assert.equal(staying.agent.sessionCount(), 5);
    });

    it("tells how far it is in EMQX's words, to whom it may concern", async () => {
        const clients = await fleet(30, () => leaving.mqttPort).start();
        clients.stop();
        const global = async () => (await call(core, "GET", "/api/v5/load_rebalance/global_status")).body;
        assert.deepEqual(await global(), { evacuations: [], purges: [], rebalances: [] });
        await start({ wait_health_check: 0, conn_evict_rate: 10, sess_evict_rate: 10, wait_takeover: 5 });
        await inState("waiting_takeover");
        assert.deepEqual((await global()).evacuations, [
            {
                node: leaving.name,
                state: "waiting_takeover",
                connection_eviction_rate: 10,
                session_eviction_rate: 10,
                connection_goal: 0,
                session_goal: 0,
                session_recipients: [core.name, staying.name],
                stats: {
                    initial_connected: 0,
                    current_connected: 0,
                    initial_sessions: 30,
                    current_sessions: 30,
                },
            },
        ]);
        const local = await call(leaving, "GET", "/api/v5/load_rebalance/status");
        assert.deepEqual([local.body.status, local.body.process], ["enabled", "evacuation"]);
        const other = await call(core, "GET", "/api/v5/load_rebalance/status");
        assert.deepEqual(other.body, { status: "disabled" });
    });

    it("refuses what it can not do, as EMQX says it", async () => {
        const name = `'${leaving.name}'`;
        assert.deepEqual((await stop()).body, {
            code: "BAD_REQUEST",
            message: `error on node ${name}: not_started`,
        });
        assert.deepEqual(await start({}).then(({ status, body }) => [status, body]), [200, {}]);
        assert.deepEqual((await start({})).body, {
            code: "BAD_REQUEST",
            message: `error on node ${name}: already_started`,
        });
        assert.equal((await stop()).status, 200);
        assert.equal(await available(leaving), 200);
        for (const [body, message] of [
            [{ conn_evict_rate: 0 }, /pos_integer/],
            [{ wait_takeover: "soon" }, /duration/],
            [{ connEvictRate: 5 }, /unknown_fields/],
            [{ migrate_to: [] }, /nonempty_list/],
            [{ migrate_to: ["emqx@nobody"] }, /^Invalid nodes: \[<<"emqx@nobody">>\]$/],
        ] as const) {
            const refused = await start(body);
            assert.equal(refused.status, 400);
            assert.match(refused.body.message, message);
        }
        await staying.cut();
        const unavailable = await start({ migrate_to: [staying.name] });
        assert.deepEqual(
            [unavailable.status, unavailable.body],
            [400, { code: "NOT_FOUND", message: `Nodes unavailable: ['${staying.name}']` }],
        );
        const path = `/api/v5/load_rebalance/${staying.name}/evacuation/start`;
        const gone = await call(core, "POST", path, { body: {} });
        assert.deepEqual([gone.status, gone.body.message], [404, `Node not found: ${staying.name}`]);
        assert.equal(leaving.evacuation.status(), undefined);
    });

    it("goes on after a restart where the data folder stays, and not where it went with the pod", async () => {
        for (const node of [core, leaving]) {
            const path = `/api/v5/load_rebalance/${node.name}/evacuation/start`;
            await call(staying, "POST", path, { body: { wait_health_check: 60, redirect_to: "x:1" } });
            await node.stop();
            await node.start();
        }
        // It does not wait for health checks a second time.
        await here.clock.until("going on", 2, () => core.evacuation.status()?.state === "waiting_takeover");
        assert.equal(leaving.evacuation.status(), undefined);
        assert.deepEqual([await available(core), await available(leaving)], [503, 200]);
    });
});

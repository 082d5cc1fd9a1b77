import * as assert from "node:assert/strict";
import { type BrokerNode, Fleet } from "../../../broker";
import { call, type World, world } from "./world";

describe("rebalance of the broker double", () => {
    let here: World;
    let full: BrokerNode;
    let empty: BrokerNode;

    beforeEach(async () => {
        here = world();
        full = await here.node("full");
        empty = await here.node("empty");
    });

    afterEach(() => here.close());

    const start = (body: object) => call(full, "POST", `/api/v5/load_rebalance/${full.name}/start`, { body });
    const statuses = async () =>
        (await call(empty, "GET", "/api/v5/load_rebalance/global_status")).body.rebalances;

    it("sends clients of the fuller node away until both have about as many", async () => {
        let port = full.mqttPort;
        const clients = new Fleet({
            clock: here.clock,
            clients: 100,
            port: () => port,
        });
        here.closing.push(() => clients.close());
        await clients.start();
        port = empty.mqttPort;
        const pace = { wait_health_check: 2, conn_evict_rate: 10, wait_takeover: 2, abs_conn_threshold: 10 };
        assert.equal((await start({ ...pace, abs_sess_threshold: 10 })).status, 200);
        assert.deepEqual(
            (await statuses()).map((status: any) => [
                status.state,
                status.donors,
                status.recipients,
                status.node,
            ]),
            [["wait_health_check", [full.name], [empty.name], full.name]],
        );
        assert.equal((await start(pace)).body.message, `error on node '${full.name}': already_started`);
        await here.clock.until("it is over", 60, () => full.rebalance.status() === undefined);
        const [left, moved] = [full.agent.connectionCount(), empty.agent.connectionCount()];
        assert.ok(left <= moved + 10 && left >= moved - 30, `${left} and ${moved}`);
        assert.equal(left + moved, 100);
        assert.deepEqual(await statuses(), []);
        const check = await call(full, "GET", "/api/v5/load_rebalance/availability_check");
        assert.equal(check.status, 200);
    });

    it("has nothing to do where there is nothing to do", async () => {
        const answer = await start({});
        assert.deepEqual(
            [answer.status, answer.body.message],
            [400, `error on node '${full.name}': nothing_to_balance`],
        );
    });

    it("ends when a node of it is gone", async () => {
        const clients = new Fleet({ clock: here.clock, clients: 20, port: () => full.mqttPort });
        here.closing.push(() => clients.close());
        await clients.start();
        await start({ abs_conn_threshold: 1, rel_conn_threshold: 1.01 });
        assert.equal((await statuses()).length, 1);
        await empty.cut();
        assert.equal(full.rebalance.status(), undefined);
        assert.equal(full.agent.isEnabled, false);
    });
});

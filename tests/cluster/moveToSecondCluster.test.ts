import assert from "node:assert/strict";
import { Clock, exported, Fleet, imported } from "../../testkit/broker";
import { assertOrderly, moved } from "../../testkit/scenario/change";
import { separateScenarioCluster } from "../../testkit/scenario/cluster";
import { LiveBrokers } from "../../testkit/scenario/liveBrokers";
import { Stack, type StackArgs } from "../../testkit/scenario/stack";
import { until } from "../../testkit/scenario/until";

const CLIENTS = 20;
const EMQX = {
    version: "6.3.1",
    licenseKey: "bGljZW5zZSBvZiB0aGUgdGVzdHM=.c2lnbmVk",
    cores: { replicas: 2 },
    replicants: { replicas: 2 },
    // What both lines have.
    evacuation: { waitTakeoverSeconds: 1, waitHealthCheckSeconds: 1 },
};
const ON_23: StackArgs = { operator: { version: "2.3.3" }, emqx: EMQX };
const ON_30: StackArgs = { operator: { version: "3.0.0" }, emqx: EMQX };

/** By the steps of docs/way-up.md, "A second Kubernetes cluster". */
describe("the move from operator 2.3 to 3.0, by a second Kubernetes cluster", function () {
    this.timeout(400_000);
    const clock = new Clock(40);
    const ends: (() => Promise<unknown>)[] = [];
    let old: Stack;
    let oldLive: LiveBrokers;
    let fresh: Stack;
    let freshLive: LiveBrokers;
    let clients: Fleet;
    /** The name that clients use, and where it leads. */
    let name: LiveBrokers;

    before(async function () {
        ends.push(await separateScenarioCluster(this));
        old = await Stack.of("old", { apiVersion: "apps.emqx.io/v2", args: ON_23 });
        oldLive = await LiveBrokers.of(old);
        assertOrderly(await old.up(), {});
        await oldLive.offers(1883);
        name = oldLive;
        clients = new Fleet({ clock, clients: CLIENTS, port: () => name.portOf(1883) });
        await clients.start(200);
    });
    after(async () => {
        clients?.close();
        clock.stop();
        await oldLive?.end();
        await freshLive?.end();
        await old?.end();
        await fresh?.end();
        for (const end of ends.reverse()) await end();
    });
    afterEach(function () {
        if (this.currentTest?.state !== "failed") return;
        console.log([...oldLive.log, ...(freshLive?.log ?? [])].slice(-30).join("\n"));
    });

    it("in one cluster: refused with the way, before anything moves", async () => {
        const attempt = await old.up(ON_30);
        assert.match(String(attempt.result.error?.message), /second Kubernetes cluster/);
        assert.deepEqual(moved(attempt), {});
        assert.equal(clients.connected, CLIENTS);
    });

    it("comes up in the second one, beside the old one, whose clients stay", async function () {
        ends.push(await separateScenarioCluster(this));
        this.timeout(400_000);
        fresh = await Stack.of("fresh", { apiVersion: "apps.emqx.io/v3beta1", args: ON_30 });
        freshLive = await LiveBrokers.of(fresh);
        assertOrderly(await fresh.up(), {});
        await freshLive.offers(1883);
        assert.deepEqual([clients.connected, clients.total("cut")], [CLIENTS, 0]);
    });

    it("takes the data over, and a core that starts again lets the operator back in", async () => {
        const [from, to] = [coreOf(oldLive), coreOf(freshLive)];
        const key = oldLive.brokers.accounts.createKey({
            name: "devices",
            role: "viewer",
            desc: "",
            enable: true,
            expired_at: "infinity",
        });
        assert.ok(typeof key === "object");
        const backup = exported(oldLive.brokers.accounts, from.release);
        assert.equal(imported(freshLive.brokers.accounts, to, backup), undefined);
        const authorization = `Basic ${Buffer.from(`${key.api_key}:${key.secret}`).toString("base64")}`;
        const answer = await fetch(`http://127.0.0.1:${to.apiPort}/api/v5/nodes`, {
            headers: { authorization },
        });
        assert.equal(answer.status, 200, "a key of the old cluster is one of the new cluster");
        const pod = { apiVersion: "v1", kind: "Pod", metadata: { name: "emqx-core-0", namespace: "fresh" } };
        const before = (await fresh.cluster.kube.get(pod))?.metadata.uid;
        await fresh.cluster.kube.delete(pod);
        await until("the core is another one", async () => {
            const now = await fresh.cluster.kube.get(pod);
            return now !== undefined && now.metadata.uid !== before && freshLive.brokers.running.length === 4;
        });
        const again = await fresh.up();
        if (again.result.error) throw again.result.error;
        assert.deepEqual(moved(again), {}, "the new stack is what its program says");
        assertOrderly(await fresh.up({ ...ON_30, emqx: { ...EMQX, config: "mqtt.max_inflight = 33" } }), {
            leastServing: 2,
        });
    });

    it("moves the name, then the old one goes: everybody is at the new one at the first attempt", async () => {
        const turnedAway = () => clients.total("refused") + clients.total("unanswered");
        const before = turnedAway();
        name = freshLive;
        await clock.wait(20);
        assert.equal(clients.connected, CLIENTS, "who is connected stays where they are");
        await old.destroy();
        await clients.allConnected(60);
        assert.equal(turnedAway(), before);
        const sessions = freshLive.brokers.running.map((node) => node.sessions.size);
        assert.equal(
            sessions.reduce((sum, size) => sum + size, 0),
            CLIENTS,
        );
    });

    function coreOf({ brokers }: LiveBrokers) {
        const core = brokers.running.find(({ role }) => role === "core");
        assert.ok(core);
        return core;
    }
});

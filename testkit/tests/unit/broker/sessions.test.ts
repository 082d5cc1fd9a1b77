import * as assert from "node:assert/strict";
import { connect, type IClientOptions, type MqttClient } from "mqtt";
import { type BrokerNode, ReasonCode } from "../../../broker";
import { RawClient } from "./rawClient";
import { type World, world } from "./world";

// MQTT.js speaks MQTT 5 as its authors read the standard; where its habits hide something, a raw client does.
describe("sessions of the broker double", () => {
    let here: World;
    let one: BrokerNode;
    let two: BrokerNode;

    beforeEach(async () => {
        here = world();
        one = await here.node("one");
        two = await here.node("two", "replicant");
    });

    afterEach(() => here.close());

    const soon = (what: string, isSo: () => boolean) => here.clock.until(what, 40, isSo);
    const raw = (node: BrokerNode, version = 5) => {
        const client = new RawClient(node.mqttPort, version);
        here.closing.push(() => client.close());
        return client;
    };
    const library = async (node: BrokerNode, clientId: string, options: IClientOptions = {}) => {
        const client = connect({
            host: "127.0.0.1",
            port: node.mqttPort,
            protocolVersion: 5,
            clientId,
            clean: false,
            reconnectPeriod: 0,
            properties: { sessionExpiryInterval: 600 },
            ...options,
        });
        here.closing.push(() => client.endAsync(true));
        const got: string[] = [];
        client.on("message", (topic, payload) => got.push(`${topic}: ${payload}`));
        const present = await new Promise<boolean>((resolve, reject) => {
            client.on("connect", ({ sessionPresent }) => resolve(sessionPresent));
            client.on("error", reject);
        });
        return { client, got, present };
    };
    const disconnectReason = (client: MqttClient) =>
        new Promise<number | undefined>((resolve) =>
            client.on("disconnect", ({ reasonCode }) => resolve(reasonCode)),
        );

    for (const qos of [0, 1, 2] as const) {
        it(`carries messages of QoS ${qos} from node to node`, async () => {
            const { client: reader, got } = await library(one, "reader");
            const { client: writer } = await library(two, "writer");
            const granted = await reader.subscribeAsync("rooms/+/heat", { qos });
            assert.deepEqual(
                granted.map((grant) => grant.qos),
                [qos],
            );
            await writer.publishAsync("rooms/4/heat", "21", { qos });
            await writer.publishAsync("rooms/4/light", "on", { qos });
            await writer.publishAsync("rooms/5/heat", "18", { qos });
            await soon("two messages", () => got.length === 2);
            assert.deepEqual(got, ["rooms/4/heat: 21", "rooms/5/heat: 18"]);
        });
    }

    it("gives a client its session wherever it connects, and tells the connection before why it ends", async () => {
        const first = await library(one, "device");
        await first.client.subscribeAsync("to/device", { qos: 1 });
        const reason = disconnectReason(first.client);
        const second = await library(two, "device");
        assert.equal(second.present, true);
        assert.equal(await reason, ReasonCode.SESSION_TAKEN_OVER);
        assert.equal(one.agent.sessionCount(), 0);
        assert.equal(two.agent.sessionCount(), 1);
        const { client: writer } = await library(one, "writer");
        await writer.publishAsync("to/device", "still subscribed", { qos: 1 });
        await soon("the message", () => second.got.length === 1);
        assert.deepEqual(first.got, []);
    });

    it("keeps what comes while a client is away, in order", async () => {
        const first = await library(one, "device");
        await first.client.subscribeAsync("to/device", { qos: 1 });
        await first.client.endAsync(true);
        await soon("the connection is lost", () => one.agent.connectionCount() === 0);
        const { client: writer } = await library(one, "writer");
        for (const text of ["1", "2", "3"]) await writer.publishAsync("to/device", text, { qos: 1 });
        const second = await library(two, "device");
        await soon("three messages", () => second.got.length === 3);
        assert.deepEqual(second.got, ["to/device: 1", "to/device: 2", "to/device: 3"]);
    });

    it("throws a session away when its client wants to start clean", async () => {
        const first = await library(one, "device");
        await first.client.subscribeAsync("to/device");
        const reason = disconnectReason(first.client);
        const second = await library(two, "device", { clean: true });
        assert.equal(second.present, false);
        assert.equal(await reason, ReasonCode.SESSION_TAKEN_OVER);
        const { client: writer } = await library(one, "writer");
        await writer.publishAsync("to/device", "nobody wants it", { qos: 1 });
        assert.deepEqual(second.got, []);
    });

    it("keeps a session for as long as its client asked, and not longer", async () => {
        const properties = { sessionExpiryInterval: 8 };
        for (const [awaySeconds, present] of [
            [5, true],
            [11, false],
        ] as const) {
            const { client } = await library(one, "device", { properties });
            await client.endAsync(true);
            await here.clock.wait(awaySeconds);
            const again = await library(two, "device", { properties });
            assert.equal(again.present, present, `after ${awaySeconds} s`);
            await again.client.endAsync(true);
            await here.clock.wait(9);
        }
        assert.equal(here.cluster.registry.counts.expired, 3);
    });

    it("keeps nothing of a client that asked for nothing", async () => {
        const { client } = await library(one, "device", { properties: { sessionExpiryInterval: 0 } });
        await client.endAsync(true);
        await soon("it is forgotten", () => here.cluster.registry.size === 0);
    });

    it("forgets with a node what was in its memory, and nothing else", async () => {
        await library(one, "lives here");
        const { client } = await library(two, "lives there");
        const closed = new Promise((resolve) => client.on("close", () => resolve(undefined)));
        await two.cut();
        await closed;
        assert.deepEqual([...one.sessions.keys()], ["lives here"]);
        assert.equal((await library(one, "lives there")).present, false);
        assert.equal(here.cluster.registry.counts.lost, 1);
    });

    it("publishes a will after its delay, unless the client is back before", async () => {
        const { client: reader, got } = await library(one, "reader");
        await reader.subscribeAsync("wills/#", { qos: 1 });
        const will = (name: string) => ({
            topic: `wills/${name}`,
            payload: "gone",
            qos: 1 as const,
            properties: { willDelayInterval: 10 },
        });
        raw(one).hello("stays away", { will: will("stays away"), properties: { sessionExpiryInterval: 60 } });
        raw(one).hello("comes back", { will: will("comes back"), properties: { sessionExpiryInterval: 60 } });
        raw(one)
            .hello("says goodbye", { will: will("says goodbye") })
            .send({ cmd: "disconnect", reasonCode: 0 });
        await soon("two are connected", () => one.agent.connectionCount() === 3);
        for (const { connection } of one.sessions.values()) {
            if (connection?.protocolVersion === 5 && connection.keepAliveSeconds === 0)
                connection.disconnect(0x98);
        }
        await here.clock.wait(5);
        raw(two).hello("comes back", { properties: { sessionExpiryInterval: 60 } });
        await here.clock.wait(10);
        assert.deepEqual(got, ["wills/stays away: gone"]);
    });

    it("cuts a client that says nothing for one and a half of its keep-alive", async () => {
        const client = raw(one).hello("silent", { keepalive: 10 });
        const began = here.clock.now;
        await soon("it is told", () => client.last("disconnect") !== undefined);
        assert.equal(client.last("disconnect").reasonCode, ReasonCode.KEEP_ALIVE_TIMEOUT);
        const after = here.clock.now - began;
        assert.ok(after >= 14.5 && after < 17, `after ${after} s`);
    });

    it("cuts a client that does not say CONNECT within 15 s, or says something else", async () => {
        const silent = raw(one);
        const wrong = raw(one).send({ cmd: "pingreq" });
        await soon("the wrong one is cut", () => wrong.isClosed);
        assert.equal(silent.isClosed, false);
        await soon("the silent one is cut", () => silent.isClosed);
        assert.deepEqual(silent.received, []);
    });

    it("sends no more than a client takes before it acknowledges", async () => {
        const reader = raw(one).hello("slow", { properties: { receiveMaximum: 2 } });
        reader.send({ cmd: "subscribe", messageId: 1, subscriptions: [{ topic: "t", qos: 1 }] });
        await soon("it is subscribed", () => reader.last("suback") !== undefined);
        const { client: writer } = await library(two, "writer");
        for (const text of ["1", "2", "3"]) await writer.publishAsync("t", text, { qos: 1 });
        const payloads = () =>
            reader.received.flatMap((packet) => (packet.cmd === "publish" ? [String(packet.payload)] : []));
        await here.clock.wait(2);
        assert.deepEqual(payloads(), ["1", "2"]);
        const [first] = reader.received.filter(({ cmd }) => cmd === "publish");
        reader.send({ cmd: "puback", messageId: first?.messageId as number, reasonCode: 0 });
        await soon("the third", () => payloads().length === 3);
    });

    it("sends again, marked so, what a client had not acknowledged", async () => {
        const reader = raw(one).hello("forgetful", { properties: { sessionExpiryInterval: 60 } });
        reader.send({ cmd: "subscribe", messageId: 1, subscriptions: [{ topic: "t", qos: 1 }] });
        await soon("it is subscribed", () => reader.last("suback") !== undefined);
        const { client: writer } = await library(two, "writer");
        await writer.publishAsync("t", "once", { qos: 1 });
        await soon("it came", () => reader.last("publish") !== undefined);
        reader.close();
        const again = raw(two).hello("forgetful", { properties: { sessionExpiryInterval: 60 } });
        await soon("it came again", () => again.last("publish") !== undefined);
        assert.equal(again.last("connack").sessionPresent, true);
        assert.deepEqual([again.last("publish").dup, String(again.last("publish").payload)], [true, "once"]);
    });

    it("takes clients of MQTT 3.1.1 with their own answers", async () => {
        const client = raw(one, 4).hello("old");
        await soon("it is in", () => client.last("connack") !== undefined);
        assert.equal(client.last("connack").returnCode, 0);
        const taker = raw(two, 4).hello("old");
        await soon("the first is out", () => client.isClosed);
        assert.equal(client.last("disconnect"), undefined);
        assert.equal(taker.last("connack").sessionPresent, true);
    });

    it("says what it can not do", async () => {
        const client = raw(one).hello("asks");
        client.send({ cmd: "subscribe", messageId: 1, subscriptions: [{ topic: "$share/g/t", qos: 1 }] });
        client.send({ cmd: "subscribe", messageId: 2, subscriptions: [{ topic: "a/#/b", qos: 1 }] });
        await soon(
            "it is answered",
            () => client.received.filter(({ cmd }) => cmd === "suback").length === 2,
        );
        const { retainAvailable, sharedSubscriptionAvailable } = client.last("connack").properties;
        assert.deepEqual([retainAvailable, sharedSubscriptionAvailable], [false, false]);
        const granted = client.received.flatMap((packet) => (packet.cmd === "suback" ? packet.granted : []));
        assert.deepEqual(granted, [
            ReasonCode.SHARED_SUBSCRIPTIONS_NOT_SUPPORTED,
            ReasonCode.TOPIC_FILTER_INVALID,
        ]);
        client.send({ cmd: "publish", topic: "t", payload: "x", qos: 0, dup: false, retain: true });
        await soon("it is told", () => client.last("disconnect") !== undefined);
        assert.equal(client.last("disconnect").reasonCode, ReasonCode.RETAIN_NOT_SUPPORTED);
    });
});

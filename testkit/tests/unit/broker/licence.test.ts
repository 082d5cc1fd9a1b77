import * as assert from "node:assert/strict";
import { type BrokerNode, type ClusterOptions, ReasonCode } from "../../../broker";
import { RawClient } from "./rawClient";
import { type World, world } from "./world";

/** A key of EMQ's as far as it is read: standard customer, from 2025-03-02, for four years. */
function key(sessions: number, { type = 1, customer = 0, days = 1460 } = {}): string {
    const lines = ["220111", type, customer, "a company", "a@example", "a deployment", "20250302", days];
    return `${Buffer.from([...lines, sessions].join("\n")).toString("base64")}.c2lnbmF0dXJl`;
}

const TODAY = new Date("2026-06-01T00:00:00Z");

// apps/emqx_license of 5.9.0 to release-63.
describe("licenses of the broker double", () => {
    let here: World;

    afterEach(() => here.close());

    function begin(options: Partial<ClusterOptions> = {}) {
        here = world({ version: "6.0.3", today: () => TODAY, ...options });
    }

    async function answer(node: BrokerNode, clientId: string): Promise<number> {
        const client = new RawClient(node.mqttPort);
        here.closing.push(() => client.close());
        client.hello(clientId, { properties: { sessionExpiryInterval: 600 } });
        await here.clock.until("an answer", 40, () => client.last("connack") !== undefined);
        return client.last("connack").reasonCode;
    }

    it("a second node without a key of its own does not begin beside the first", async () => {
        begin({ license: "default" });
        await here.node("one");
        await assert.rejects(here.node("two"), /SINGLE_NODE_LICENSE/);
        assert.equal(here.cluster.running.length, 1);
    });

    it("nor does a replicant", async () => {
        begin({ license: "default" });
        await here.node("one");
        await assert.rejects(here.node("two", "replicant"), /SINGLE_NODE_LICENSE/);
    });

    it("the key for an evaluation lets several nodes be a cluster, for 30 days of each", async () => {
        begin({ license: "evaluation" });
        const [one] = [await here.node("one"), await here.node("two")];
        assert.equal(await answer(one as BrokerNode, "a"), ReasonCode.SUCCESS);
    });

    it("before 5.9 a node without a key is a node of any cluster", async () => {
        begin({ version: "5.8.9", license: "default" });
        await here.node("one");
        await here.node("two");
        assert.equal(here.cluster.running.length, 2);
    });

    it("a small license turns away who would be one too many, and not who has a session", async () => {
        begin({ license: key(2) });
        const [one, two] = [await here.node("one"), await here.node("two")];
        assert.equal(await answer(one, "a"), ReasonCode.SUCCESS);
        assert.equal(await answer(two, "b"), ReasonCode.SUCCESS);
        assert.equal(await answer(two, "c"), ReasonCode.QUOTA_EXCEEDED);
        assert.equal(await answer(two, "a"), ReasonCode.SUCCESS);
    });

    it("an expired one lets nobody in where it is for a trial or a standard customer", async () => {
        for (const expired of [key(100, { type: 0, days: 30 }), key(100, { days: 30 })]) {
            begin({ license: expired });
            assert.equal(await answer(await here.node("one"), "a"), ReasonCode.QUOTA_EXCEEDED);
            await here.close();
        }
        begin({ license: key(100, { customer: 1, days: 30 }) });
        assert.equal(await answer(await here.node("one"), "a"), ReasonCode.SUCCESS);
    });
});

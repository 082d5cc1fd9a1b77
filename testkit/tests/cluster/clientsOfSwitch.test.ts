import * as assert from "node:assert/strict";
import { EmqxEdition } from "../../../provider";
import { waitUntil } from "../../controlPlane/waitUntil";
import { v2 } from "../../operator/lines/v2";
import { separateScenarioCluster } from "../../scenario/cluster";
import { LiveBrokers } from "../../scenario/liveBrokers";
import { Stack } from "../../scenario/stack";

const CLIENTS = 30;

describe("a stack whose operator is another line's from one moment on", function () {
    this.timeout(600_000);
    let end: (() => Promise<void>) | undefined;
    let stack: Stack | undefined;
    let live: LiveBrokers | undefined;

    before(async function () {
        if (process.env.TEST_KUBECONFIG) this.skip();
        end = await separateScenarioCluster(this);
    });

    after(async () => {
        await live?.end();
        await stack?.end();
        await end?.();
    });

    it("has brokers that read base.hocon and clients that came along, and takes a push without a restart", async () => {
        const emqx = { edition: EmqxEdition.Enterprise, version: "5.8.11", licenseKey: "b2Yg.c2ln" };
        const here = await Stack.of("other-operator", { args: { emqx } });
        stack = here;
        live = await LiveBrokers.of(here);
        assert.equal((await here.up()).result.error, undefined);
        const { brokers } = live;
        const clients = await live.clients(1883, CLIENTS);
        const before = new Set(brokers.running.map(({ name }) => name));

        await here.moveToLine(v2.apiVersion, { ...live.asked, namespaces: [here.namespace] });
        await waitUntil("every broker is another one", 300_000, async () => {
            const { status } = (await here.cluster.kube.get(here.object)) ?? {};
            const names = brokers.running.map(({ name }) => name);
            const isNew = names.length === before.size && !names.some((name) => before.has(name));
            return (isNew && status?.conditions?.[0]?.type === "Ready") || undefined;
        });
        assert.equal(
            brokers.running.reduce((sum, { sessions }) => sum + sessions.size, 0),
            CLIENTS,
        );

        const cut = clients.total("cut");
        const { kube } = here.cluster;
        const text = (await kube.get(here.object))?.spec.config.data;
        const data = `${text}\nmqtt.max_packet_size = 2MB\n`;
        await kube.mergePatch(here.object, { spec: { config: { data } } });
        await waitUntil("the text has arrived", 60_000, async () => {
            const object = await kube.get(here.object);
            return (object !== undefined && here.line.isConfigured(object)) || undefined;
        });
        assert.deepEqual([clients.total("cut"), live.moves()], [cut, []]);
        for (const { configuration } of brokers.running) {
            const mqtt = configuration.kept.get("mqtt") as Map<string, unknown>;
            assert.equal(mqtt.get("max_packet_size"), "2MB");
        }
    });
});

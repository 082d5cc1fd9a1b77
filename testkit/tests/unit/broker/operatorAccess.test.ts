import * as assert from "node:assert/strict";
import { Clock, Fleet, PodBrokers } from "../../../broker";
import type { LiveObject } from "../../../controlPlane/kube";
import { BrokersOverApi } from "../../../operator/brokersOverApi";
import type { LivePod } from "../../../operator/pods";
import { MadeUpCluster, NAMESPACE, running } from "./madeUpCluster";

describe("the operator's stand-in at EMQX's API", () => {
    let clock: Clock;
    let made: MadeUpCluster;
    let brokers: PodBrokers;
    let access: BrokersOverApi;
    let pods: LiveObject[];
    const closing: (() => unknown)[] = [];

    const keys = (lines: string) => {
        made.objects[0]!.data.bootstrap_api_key = Buffer.from(lines).toString("base64");
    };
    const all = () => pods as unknown as LivePod[];
    const nodeName = (pod: LivePod) => brokers.nodeOf(pod.metadata.name)?.name ?? "";

    beforeEach(async () => {
        clock = new Clock(40);
        made = new MadeUpCluster();
        keys("emqx-operator-controller:its-own");
        const kube = made.kube as any;
        brokers = new PodBrokers({ kube, namespace: NAMESPACE, instance: "emqx", clock });
        access = new BrokersOverApi(kube, (podName) => brokers.portsOf(podName));
        pods = [
            made.addPod("emqx-core-0", "core"),
            made.addPod("a", "replicant"),
            made.addPod("b", "replicant"),
        ];
    });

    afterEach(async () => {
        for (const close of closing.splice(0)) await close();
        await brokers.stop();
        clock.stop();
    });

    async function begin(): Promise<void> {
        for (const pod of pods) {
            Object.assign(pod.status, running(true));
            await brokers.look();
            await clock.wait(1);
        }
    }

    it("sees nobody before a core's containers are ready, and then the nodes, newest first", async () => {
        assert.equal(await access.answering(all()), false);
        await begin();
        assert.equal(await access.answering(all().slice(0, 1)), true);
        const nodes = await access.nodes(all(), nodeName);
        assert.deepEqual(
            nodes.map(({ podUid, role, version, controllerUid }) => [podUid, role, version, controllerUid]),
            ["b", "a", "emqx-core-0"].map((name) => {
                const { metadata } = pods.find((pod) => pod.metadata.name === name)!;
                const role = name.length === 1 ? "replicant" : "core";
                return [metadata.uid, role, "5.8.8", `set of ${role}s`];
            }),
        );
        assert.equal(await access.isEvacuating(nodes[0]!.podUid), false);
    });

    it("has a node emptied, and leaves EMQX its minute for health checks", async () => {
        await begin();
        await access.answering(all().slice(0, 1));
        const nodes = await access.nodes(all(), nodeName);
        const [leaving, staying] = [nodes.find(({ podUid }) => podUid === pods[1]!.metadata.uid)!, nodes[0]!];
        const clients = new Fleet({
            clock,
            clients: 10,
            port: () => (isOpen ? brokers.portsOf("a") : brokers.portsOf("b"))?.mqtt,
        });
        let isOpen = true;
        closing.push(() => clients.close());
        await clients.start();
        isOpen = false;
        const pace = { connectionsPerSecond: 5, sessionsPerSecond: 5, waitTakeoverSeconds: 2 };
        const began = clock.now;
        await access.startEvacuation(leaving, pace, [staying.name]);
        // The second time it goes on already, which is no error.
        await access.startEvacuation(leaving, pace, [staying.name]);
        assert.equal(await access.isEvacuating(leaving.podUid), true);
        const evacuation = async () => (await access.evacuationsOf(nodes))[0]!;
        const { state, clients: connected, initialSessions, recipients } = await evacuation();
        assert.deepEqual(
            [state, connected, initialSessions, recipients],
            ["waiting_health_check", 10, 10, [staying.name]],
        );
        await clock.until("the first is asked to go", 90, () => clients.total("evicted") > 0);
        assert.ok(clock.now - began >= 59, `after ${clock.now - began} s`);
        await clients.allConnected(20);
        await clock.until("empty", 20, () => brokers.nodeOf("a")?.agent.sessionCount() === 0);
        assert.equal(clients.total("resumed"), 10);
    });

    it("gets no further with a key that the nodes do not know", async () => {
        await begin();
        keys("emqx-operator-controller:another");
        assert.equal(await access.answering(all().slice(0, 1)), true);
        assert.deepEqual(await access.nodes(all(), nodeName), []);
        const node = { name: brokers.nodeOf("a")!.name, podUid: pods[1]!.metadata.uid };
        const pace = { connectionsPerSecond: 5, sessionsPerSecond: 5, waitTakeoverSeconds: 0 };
        await assert.rejects(
            access.startEvacuation(node, pace, []),
            /status : 401 Unauthorized, .*BAD_API_KEY_OR_SECRET/,
        );
    });

    it("puts no pod into service whose broker does not answer", async () => {
        await begin();
        await access.answering(all().slice(0, 1));
        await access.nodes(all(), nodeName);
        await brokers.nodeOf("a")!.cut();
        assert.equal(await access.isEvacuating(pods[1]!.metadata.uid), true);
        assert.equal(await access.isEvacuating(pods[2]!.metadata.uid), false);
    });
});

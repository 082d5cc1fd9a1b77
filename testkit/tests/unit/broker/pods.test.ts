import * as assert from "node:assert/strict";
import { Clock, Fleet, LoadBalancer, PodBrokers, ServiceBackends } from "../../../broker";
import type { LiveObject } from "../../../controlPlane/kube";
import { MadeUpCluster, NAMESPACE, running } from "./madeUpCluster";
import { call } from "./world";

describe("brokers of pods", () => {
    let clock: Clock;
    let made: MadeUpCluster;
    let brokers: PodBrokers;
    const closing: (() => unknown)[] = [];

    beforeEach(() => {
        clock = new Clock(40);
        made = new MadeUpCluster();
        brokers = new PodBrokers({ kube: made.kube as any, namespace: NAMESPACE, instance: "emqx", clock });
    });

    afterEach(async () => {
        for (const close of closing.splice(0)) await close();
        await brokers.stop();
        clock.stop();
    });

    const ready = (pod: LiveObject) => Object.assign(pod.status, running(true));

    it("begin when a pod's containers are ready, under the name that its environment gives them", async () => {
        const [core, replicant] = [
            made.addPod("emqx-core-0", "core"),
            made.addPod("emqx-replicant-x", "replicant"),
        ];
        await brokers.look();
        assert.equal(brokers.portsOf("emqx-core-0"), undefined);
        assert.throws(() => brokers.cluster, /no pod that ran/);
        ready(core);
        ready(replicant);
        await brokers.look();
        const names = [
            "emqx@emqx-core-0.emqx-headless.mqtt.svc.cluster.local",
            `emqx@${replicant.status.podIP}`,
        ];
        const node = brokers.nodeOf("emqx-core-0")!;
        const { body } = await call(node, "GET", "/api/v5/nodes");
        assert.deepEqual(
            body.map((each: any) => [each.node, each.role, each.version, each.edition]),
            [
                [names[0], "core", "5.8.8", "Enterprise"],
                [names[1], "replicant", "5.8.8", "Enterprise"],
            ],
        );
        const { mqtt, api, portFor } = brokers.portsOf("emqx-core-0")!;
        assert.deepEqual([mqtt, api], [node.mqttPort, node.apiPort]);
        assert.deepEqual([portFor(1883), portFor(2883)], [node.mqttPort, undefined]);
    });

    it("end with the pod, and come back as what the next pod's image says", async () => {
        const pod = made.addPod("emqx-core-0", "core");
        const replicant = made.addPod("emqx-replicant-x", "replicant");
        for (const each of [pod, replicant]) ready(each);
        await brokers.look();
        pod.metadata.deletionTimestamp = new Date().toISOString();
        await brokers.look();
        assert.equal(brokers.portsOf("emqx-core-0"), undefined);
        made.remove(pod);
        ready(made.addPod("emqx-core-0", "core", "registry:5000/emqx/emqx:6.2.2@sha256:0"));
        await brokers.look();
        assert.deepEqual(brokers.nodeOf("emqx-core-0")?.release, { version: "6.2.2", edition: "Enterprise" });
        assert.equal(brokers.cluster.nodes.length, 2);
        made.remove(replicant);
        await brokers.look();
        assert.deepEqual(
            brokers.cluster.nodes.map(({ role }) => role),
            ["core"],
        );
    });

    it("are cut when containers die, and begin again with them", async () => {
        const pod = made.addPod("emqx-core-0", "core");
        ready(pod);
        await brokers.look();
        const clients = new Fleet({ clock, clients: 5, port: () => brokers.portsOf("emqx-core-0")?.mqtt });
        closing.push(() => clients.close());
        await clients.start();
        Object.assign(pod.status, running(false));
        await brokers.look();
        await clock.until("all are cut", 5, () => clients.total("cut") === 5);
        ready(pod);
        await brokers.look();
        await clients.allConnected(10);
        assert.equal(clients.total("resumed"), 0);
    });

    it("stand behind a load balancer that follows the Service, a while later", async () => {
        const pods = ["a", "b"].map((name) => made.addPod(name, "replicant"));
        for (const each of [made.addPod("emqx-core-0", "core"), ...pods]) ready(each);
        await brokers.look();
        const endpoints = (...names: string[]) =>
            names.map((name) => ({ conditions: { ready: true }, targetRef: { kind: "Pod", name } }));
        const labels = { "kubernetes.io/service-name": "emqx-mqtt" };
        const slice = {
            kind: "EndpointSlice",
            metadata: { name: "emqx-mqtt-1", labels },
            endpoints: endpoints("a", "b"),
        };
        made.objects.push(slice);
        const healthCheck = { intervalSeconds: 1 };
        const balancer = await new LoadBalancer(clock, {
            kind: "nlb",
            drainSeconds: 10,
            healthCheck,
        }).listen();
        const follower = new ServiceBackends({
            kube: made.kube as any,
            namespace: NAMESPACE,
            service: "emqx-mqtt",
            balancer,
            portsOf: (name) => brokers.portsOf(name),
            clock,
            delaySeconds: 5,
        });
        const clients = new Fleet({ clock, clients: 40, port: () => balancer.port });
        closing.push(
            () => clients.close(),
            () => follower.stop(),
            () => balancer.close(),
        );
        await follower.look();
        assert.deepEqual([balancer.has("a"), balancer.has("b")], [false, false]);
        await clock.until("both are there", 20, () => balancer.isHealthy("a") && balancer.isHealthy("b"));
        await clients.start();
        const connected = () =>
            pods.map(({ metadata }) => brokers.nodeOf(metadata.name)?.agent.connectionCount());
        assert.deepEqual(connected(), [20, 20]);
        slice.endpoints = endpoints("b");
        const changedAt = clock.now;
        await follower.look();
        await clock.until("who stayed is cut", 30, () => clients.total("cut") === 20);
        const after = clock.now - changedAt;
        assert.ok(after >= 15 && after < 17, `${after} s: 5 to the load balancer, 10 of draining`);
        await clients.allConnected(10);
        assert.deepEqual(connected(), [0, 40]);
    });

    it("do not begin where EMQX would not boot, which the pod says with EMQX's words, and begin when it would", async () => {
        const pod = made.addPod("emqx-core-0", "core");
        const [{ env }] = pod.spec.containers;
        env.push({ name: "EMQX_MQTT__MAX_INFLIGHT", value: "many" });
        await brokers.look();
        assert.equal(pod.metadata.annotations["test.emqx-ack.io/never-ready"], "true");
        assert.match(pod.metadata.annotations["test.emqx-ack.io/last-words"], /path => "mqtt.max_inflight"/);
        env.pop();
        await new Promise((resolve) => setTimeout(resolve, 3100));
        await brokers.look();
        assert.deepEqual(pod.metadata.annotations, {});
    }).timeout(10_000);

    it("wait for a Secret that is not there, as an event says", async () => {
        const pod = made.addPod("emqx-core-0", "core");
        pod.spec.volumes.push({ name: "tls", secret: { secretName: "mqtt-tls" } });
        pod.spec.containers[0].volumeMounts.push({ name: "tls", mountPath: "/mounted/tls" });
        await brokers.look();
        assert.match(pod.metadata.annotations["test.emqx-ack.io/waits-for"], /secret "mqtt-tls" not found/);
        const events = made.objects.filter(({ kind }) => kind === "Event");
        assert.deepEqual(
            events.map(({ reason }) => reason),
            ["FailedMount"],
        );
    });
});

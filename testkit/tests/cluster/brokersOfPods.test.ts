import * as assert from "node:assert/strict";
import { Clock, Fleet, LoadBalancer, PodBrokers, ServiceBackends } from "../../broker";
import {
    addNodes,
    type ControlPlane,
    connect,
    deleteNamespace,
    type Kube,
    needsControlPlane,
    removeNodes,
    startControlPlane,
} from "../../controlPlane";
import { waitUntil } from "../../controlPlane/waitUntil";
import { type Operator, startOperator } from "../../operator";
import { installCrd } from "../../operator/installCrd";
import { USUAL_LINE } from "../../operator/lines";

const NAMESPACE = "brokers";
const OBJECT = {
    apiVersion: USUAL_LINE.apiVersion,
    kind: "EMQX",
    metadata: { name: "emqx", namespace: NAMESPACE },
};
const CLIENTS = 80;
const NODES = ["brokers-a", "brokers-b", "brokers-c"];

describe("an upgrade by the operator's stand-in with real clients", function () {
    this.timeout(180_000);
    const clock = new Clock(20);
    let controlPlane: ControlPlane;
    let kube: Kube;
    let operator: Operator | undefined;
    let brokers: PodBrokers | undefined;
    const closing: (() => unknown)[] = [];
    const complaints: string[] = [];
    const log = (line: string) => complaints.push(line);

    before(async function () {
        this.timeout(900_000);
        needsControlPlane.call(this);
        controlPlane = await startControlPlane({ name: "brokers-of-pods" });
        kube = await connect(controlPlane.kubeconfig);
        await addNodes(
            kube,
            NODES.map((name) => ({ name, zone: "cn-hangzhou-g" })),
        );
        for (const definition of USUAL_LINE.definitions()) await installCrd(kube, definition);
        await kube.apply({ apiVersion: "v1", kind: "Namespace", metadata: { name: NAMESPACE } });
        await kube.apply({
            apiVersion: "v1",
            kind: "Secret",
            metadata: { name: "emqx-bootstrap-api-key", namespace: NAMESPACE },
            stringData: { bootstrap_api_key: "emqx-operator-controller:of-the-tests" },
        });
        brokers = new PodBrokers({ kube, namespace: NAMESPACE, instance: "emqx", clock, log }).start();
        operator = await startOperator(controlPlane.kubeconfig, {
            namespaces: [NAMESPACE],
            reach: (podName) => brokers?.portsOf(podName),
            log,
        });
    });

    after(async () => {
        for (const close of closing) await close();
        await operator?.stop();
        await brokers?.stop();
        clock.stop();
        if (controlPlane?.external) {
            await deleteNamespace(kube, NAMESPACE);
            await removeNodes(kube, NODES);
        }
        await controlPlane?.stop();
    });

    afterEach(function () {
        if (this.currentTest?.state === "failed") console.log(complaints.slice(-20).join("\n"));
    });

    const apply = (version: string) =>
        kube.apply({
            ...OBJECT,
            spec: {
                image: `emqx/emqx-enterprise:${version}`,
                config: { data: "" },
                coreTemplate: { spec: { replicas: 2, maxUnavailable: 1 } },
                replicantTemplate: { spec: { replicas: 2, maxUnavailable: 1 } },
                updateStrategy: {
                    initialDelaySeconds: 1,
                    evacuationStrategy: { connEvictRate: 10, sessEvictRate: 10, waitTakeover: 5 },
                },
            },
        });
    const ready = (version: string) =>
        waitUntil(`Ready with ${version}`, 120_000, async () => {
            const status = (await kube.get(OBJECT))?.status;
            const nodes = [...(status?.coreNodes ?? []), ...(status?.replicantNodes ?? [])];
            const all = nodes.length === 4 && nodes.every((node) => node.version === version);
            const isReady = status?.conditions?.some(
                (each: any) => each.type === "Ready" && each.status === "True",
            );
            return (all && isReady && status) || undefined;
        });

    it("moves every client with its session, and EMQX's API is what the operator writes down", async () => {
        await apply("5.8.8");
        await ready("5.8.8");
        const balancer = await new LoadBalancer(clock, {
            kind: "nlb",
            healthCheck: { intervalSeconds: 2 },
        }).listen();
        const portsOf = (podName: string) => brokers?.portsOf(podName);
        const of = { kube, namespace: NAMESPACE, service: "emqx-listeners", balancer, portsOf, clock, log };
        const backends = new ServiceBackends(of).start();
        const clients = new Fleet({ clock, clients: CLIENTS, port: () => balancer.port });
        closing.push(
            () => clients.close(),
            () => backends.stop(),
            () => balancer.close(),
        );
        await clients.start(120);
        const connected = (status: any) =>
            status.replicantNodes.reduce((sum: number, node: any) => sum + (node.live_connections ?? 0), 0);
        await waitUntil("the status counts them", 20_000, async () => {
            return connected((await kube.get(OBJECT))?.status) === CLIENTS || undefined;
        });

        const evacuated = new Set<string>();
        const states = new Set<string>();
        let isOver = false;
        const watch = (async () => {
            while (!isOver) {
                for (const { node, state } of (await kube.get(OBJECT))?.status?.nodeEvacuationsStatus ?? []) {
                    evacuated.add(node);
                    states.add(state);
                }
                await new Promise((resolve) => setTimeout(resolve, 100));
            }
        })();
        const before = brokers!.cluster.running.map(({ name }) => name);
        await apply("5.8.11");
        const status = await ready("5.8.11");
        isOver = true;
        await watch;

        assert.equal(evacuated.size, 2, "each old replicant was emptied");
        assert.ok([...evacuated].every((node) => before.includes(node)));
        assert.ok(states.has("waiting_health_check"), "operator 2.2 leaves EMQX its 60 s for health checks");
        const { lost, created } = brokers!.cluster.registry.counts;
        assert.deepEqual({ lost, created }, { lost: 0, created: CLIENTS });
        assert.deepEqual([clients.total("cut"), clients.connected], [0, CLIENTS]);
        assert.ok(clients.total("evicted") >= CLIENTS);
        const bursts = clients.seconds().map(({ evicted }) => evicted);
        assert.ok(
            Math.max(...bursts) <= 20,
            "one node at a time, ten clients a second, seen across a second's edge",
        );
        assert.equal(connected(status), CLIENTS);
    });
});

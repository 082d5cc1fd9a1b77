import assert from "node:assert/strict";
import { reveal, UNKNOWN } from "../../preview/monitor/wire";
import { EmqxEdition, LoadBalancerKind } from "../../provider";
import { existingCluster, KUBECONFIG, newCluster, runStack } from "../support/stacks";

const nlbHost = "nlb-1.cn-hangzhou.nlb.aliyuncs.com";
const asNlb = {
    outputs: (r: { name: string; type: string }) =>
        r.type === "kubernetes:core/v1:Service"
            ? { status: { loadBalancer: { ingress: [{ hostname: `${r.name}.${nlbHost}` }] } } }
            : undefined,
};

describe("outputs of a stack", () => {
    it("tell where to connect and how to log in", async () => {
        const graph = await runStack(newCluster, "update", asNlb);
        const outputs = reveal(graph.outputs) as any;
        assert.equal(outputs.clusterId, "mqtt-cluster-ack-id");
        assert.equal(outputs.kubeconfig, KUBECONFIG);
        assert.equal(outputs.namespace, "emqx");
        assert.equal(outputs.instanceName, "emqx");
        assert.equal(outputs.host, `mqtt-lb-mqtt-nlb.${nlbHost}`);
        assert.deepEqual(outputs.endpoints, { tcp: `mqtt-lb-mqtt-nlb.${nlbHost}:1883` });
        assert.deepEqual(outputs.listenerPorts, { tcp: 1883 });
        assert.equal(outputs.dashboardUrl, `http://mqtt-lb-dashboard-nlb.${nlbHost}:18083`);
        assert.equal(outputs.dashboardUsername, "admin");
        assert.match(outputs.dashboardPassword, /^.{24}$/);
    });

    it("have an endpoint for every listener, with QUIC at its own address", async () => {
        const graph = await runStack(
            {
                ...newCluster,
                emqx: {
                    edition: EmqxEdition.Enterprise,
                    licenseKey: "key",
                    listeners: {
                        tcp: { port: 11883 },
                        wss: { tlsSecretName: "tls" },
                        quic: { tlsSecretName: "tls" },
                    },
                },
            },
            "update",
            asNlb,
        );
        assert.deepEqual(graph.outputs.endpoints, {
            tcp: `mqtt-lb-mqtt-nlb.${nlbHost}:11883`,
            wss: `mqtt-lb-mqtt-nlb.${nlbHost}:8084`,
            quic: `mqtt-lb-mqtt-quic-nlb.${nlbHost}:14567`,
        });
        // What the pods bind does not follow the port that clients use.
        assert.deepEqual(graph.outputs.listenerPorts, { tcp: 1883, wss: 8084, quic: 14567 });
    });

    it("give the address of a CLB, and the dashboard inside the cluster when it has no load balancer", async () => {
        const graph = await runStack(
            {
                ...existingCluster,
                emqx: { namespace: "iot", instanceName: "broker", dashboard: { username: "ops" } },
                loadBalancer: { kind: LoadBalancerKind.Clb, dashboard: false },
            },
            "update",
        );
        assert.equal(graph.outputs.host, "192.168.0.10");
        assert.deepEqual(graph.outputs.endpoints, { tcp: "192.168.0.10:1883" });
        assert.equal(graph.outputs.dashboardUrl, "http://broker-dashboard.iot.svc.cluster.local:18083");
        assert.equal(graph.outputs.dashboardUsername, "ops");
        assert.equal(graph.outputs.namespace, "iot");
        assert.equal(graph.outputs.instanceName, "broker");
        assert.equal(graph.outputs.clusterId, "c-existing");
    });

    it("are as far known in a preview as they can be", async () => {
        const graph = await runStack(newCluster, "preview");
        assert.equal(graph.outputs.host, UNKNOWN);
        assert.equal(graph.outputs.instanceName, "emqx");
        assert.deepEqual(graph.outputs.listenerPorts, { tcp: 1883 });
        assert.equal(graph.outputs.dashboardUsername, "admin");
    });
});

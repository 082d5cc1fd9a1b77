import assert from "node:assert/strict";
import { ListenerProtocol } from "../../provider";
import type { ListenersArgs } from "../../provider/emqx/listeners/listenersArgs";
import { PEM } from "../../testkit/emqx";
import { type Change, moved } from "../../testkit/scenario/change";
import { needsScenarioCluster } from "../../testkit/scenario/cluster";
import { Stack } from "../../testkit/scenario/stack";

const ssl = { tlsSecretName: "mqtt-tls" };

describe("listeners of a running cluster", function () {
    this.timeout(180_000);
    let stack: Stack;

    const up = (listeners: ListenersArgs) =>
        stack.up({ emqx: { cores: { replicas: 1 }, replicants: { replicas: 1 }, listeners } });

    before(async function () {
        await needsScenarioCluster(this);
        stack = await Stack.of("listeners");
        passed(await up({ tcp: {} }));
    });
    after(() => stack?.end());

    it("with TLS come in two updates: one is refused before anything moves", async () => {
        const change = await up({ tcp: {}, ssl });
        refused(change, /emqx\.listeners\.ssl\.enabled.*no running pod mounts its Secret yet/s);
    });

    it("with TLS come in two updates: the Secret has to be there, then it is mounted", async () => {
        const off = { tcp: {}, ssl: { ...ssl, enabled: false } };
        refused(await up(off), /listeners\.ssl\.tlsSecretName.*there is no such Secret/s);
        await putSecret(stack, { "tls.crt": PEM, "tls.key": PEM });
        passed(await up(off));
        assert.deepEqual(await doors(stack), ["1883 mqtt-tcp"]);
    });

    it("with TLS come in two updates: then it is switched on, and the load balancer offers it", async () => {
        refused(
            await up({ tcp: {}, ssl: { ...ssl, verifyClient: true } }),
            /listeners\.ssl\.verifyClient.*has no ca\.crt/s,
        );
        passed(await up({ tcp: {}, ssl }));
        assert.deepEqual(await doors(stack), ["1883 mqtt-tcp", "8883 mqtt-ssl"]);
    });

    it("keep the pods' port while they are offered; another listener takes the clients' over", async () => {
        refused(
            await up({ tcp: { bind: 1884 }, ssl }),
            /emqx\.listeners\.tcp\.bind.*Service emqx-mqtt-nlb leads clients there/s,
        );
        const fleet = { protocol: ListenerProtocol.Tcp, bind: 1884 };
        passed(await up({ tcp: {}, ssl, more: { fleet: { ...fleet, exposed: false } } }));
        const change = await up({ tcp: { exposed: false }, ssl, more: { fleet } });
        passed(change);
        assert.deepEqual(moved(change), { "listeners-lb-mqtt-nlb": "update" });
        assert.deepEqual(await doors(stack), ["8883 mqtt-ssl", "1883 mqtt-fleet"]);
    });

    it("go by the steps: out of the load balancer, then off", async () => {
        const fleet = { protocol: ListenerProtocol.Tcp, bind: 1884 };
        refused(
            await up({ tcp: { exposed: false }, more: { fleet } }),
            /emqx\.listeners\.ssl.*Service emqx-mqtt-nlb still leads clients to it/s,
        );
        passed(await up({ tcp: { exposed: false }, ssl: { ...ssl, exposed: false }, more: { fleet } }));
        passed(await up({ more: { fleet } }));
        assert.deepEqual(await doors(stack), ["1883 mqtt-fleet"]);
        refused(await up({ tcp: {} }), /emqx\.listeners\.more\.fleet.*Write exposed: false first/s);
    });
});

function passed({ result }: Change): void {
    assert.equal(result.error, undefined, String(result.error));
}

function refused(change: Change, sentence: RegExp): void {
    assert.match(String(change.result.error?.message), sentence);
    assert.deepEqual(moved(change), {});
}

async function putSecret({ cluster, namespace }: Stack, files: Record<string, string>): Promise<void> {
    await cluster.kube.apply({
        apiVersion: "v1",
        kind: "Secret",
        type: "kubernetes.io/tls",
        metadata: { name: "mqtt-tls", namespace },
        stringData: files,
    });
}

/** Ports of the load balancer, and where they lead. */
async function doors({ cluster, namespace }: Stack): Promise<string[]> {
    const metadata = { name: "emqx-mqtt-nlb", namespace };
    const service: any = await cluster.kube.get({ apiVersion: "v1", kind: "Service", metadata });
    return service.spec.ports.map(({ port, targetPort }: any) => `${port} ${targetPort}`);
}

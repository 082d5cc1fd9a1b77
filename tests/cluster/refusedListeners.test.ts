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

    it("with TLS need their Secret before anything mounts it", async () => {
        const off = { tcp: {}, ssl: { ...ssl, enabled: false } };
        refused(await up(off), /listeners\.ssl\.tlsSecretName.*there is no such Secret/s);
        await putSecret(stack, { "tls.crt": PEM, "tls.key": PEM });
        passed(await up(off));
        assert.deepEqual(await doors(stack), ["1883 mqtt-tcp"]);
    });

    it("verify clients only by authorities that the pods have", async () => {
        refused(
            await up({ tcp: {}, ssl: { ...ssl, verifyClient: true } }),
            /listeners\.ssl\.verifyClient.*has no ca\.crt/s,
        );
        passed(await up({ tcp: {}, ssl }));
        assert.deepEqual(await doors(stack), ["1883 mqtt-tcp", "8883 mqtt-ssl"]);
    });

    it("are not switched off while the load balancer leads clients to them, and no name is taken out that is on", async () => {
        refused(
            await up({ tcp: {} }),
            /emqx\.listeners\.ssl.*Service emqx-mqtt-nlb still leads clients to it.*write exposed: false first/s,
        );
        const inside = { protocol: ListenerProtocol.Tcp, bind: 1884, exposed: false };
        passed(await up({ tcp: {}, ssl: { ...ssl, exposed: false }, more: { inside } }));
        refused(await up({ tcp: {} }), /emqx\.listeners\.more\.inside.*Write enabled: false first/s);
        passed(await up({ tcp: {}, more: { inside } }));
        assert.deepEqual(await doors(stack), ["1883 mqtt-tcp"]);
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

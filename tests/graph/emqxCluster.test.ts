import assert from "node:assert/strict";
import * as k8s from "@pulumi/kubernetes";
import { UNKNOWN } from "../../preview/monitor/wire";
import { EmqxCluster, type EmqxClusterArgs, EmqxEdition, KernelPreset, KernelRollout } from "../../provider";
import type { ProgramGraph } from "../../testkit/programs/programGraph";
import { notAwaited } from "../support/chain";
import { KUBECONFIG, MODES, type Mode, run } from "../support/stacks";
import { versioned } from "../support/versions";

function create(args: EmqxClusterArgs, mode: Mode = "update"): Promise<ProgramGraph> {
    return run(() => {
        const kubernetes = new k8s.Provider("given", { kubeconfig: KUBECONFIG });
        const cluster = new EmqxCluster("broker", versioned(args), { providers: { kubernetes } });
        const { namespace, instanceName, image, dashboardUrl, listenerPorts, dashboardUsername } = cluster;
        return { namespace, instanceName, image, dashboardUrl, listenerPorts, dashboardUsername };
    }, mode);
}

async function spec(args: EmqxClusterArgs): Promise<any> {
    return (await create(args)).get("EMQX").inputs.spec;
}

describe("EmqxCluster", () => {
    for (const mode of MODES) {
        it(`is a namespace, its secrets and the EMQX object, in this order (${mode})`, async () => {
            const graph = await create({}, mode);
            const children = graph.childrenOf(graph.get("EmqxCluster"));
            assert.deepEqual(children.map((r) => `${r.type.split(":").at(-1)} ${r.name}`).sort(), [
                "EMQX broker-emqx",
                "Namespace broker-namespace",
                "RandomPassword broker-dashboard-password",
                "RandomPassword broker-node-cookie",
                "RandomPassword broker-operator-api-key",
                "Secret broker-bootstrap-api-key",
                "Secret broker-dashboard-user",
                "Secret broker-node-cookie",
            ]);
            const before = children.filter((r) => r.type !== graph.get("EMQX").type);
            assert.deepEqual(notAwaited(graph, graph.get("EMQX"), before), []);
            for (const r of children.filter(({ type }) => type.startsWith("kubernetes:"))) {
                assert.equal(graph.providerOf(r)?.name, "given");
            }
        });

        it(`goes into a namespace that exists (${mode})`, async () => {
            const graph = await create({ namespace: "iot", createNamespace: false }, mode);
            assert.deepEqual(graph.all("kubernetes:core/v1:Namespace"), []);
            assert.equal((graph.get("EMQX").inputs.metadata as any).namespace, "iot");
            for (const secret of graph.all("Secret")) {
                assert.equal((secret.inputs.metadata as any).namespace, "iot");
            }
        });

        it(`makes a Secret only of what is given (${mode})`, async () => {
            const graph = await create(
                {
                    edition: EmqxEdition.Enterprise,
                    licenseKey: "key",
                    dashboard: { username: "ops", password: "long-enough-1" },
                    secretEnvironment: { EMQX_A: "1" },
                },
                mode,
            );
            assert.deepEqual(
                graph
                    .all("RandomPassword")
                    .map((r) => r.name)
                    .sort(),
                ["broker-node-cookie", "broker-operator-api-key"],
            );
            assert.deepEqual(
                graph
                    .all("Secret")
                    .map((r) => (r.inputs.metadata as any).name)
                    .sort(),
                [
                    "emqx-bootstrap-api-key",
                    "emqx-dashboard-user",
                    "emqx-environment",
                    "emqx-license",
                    "emqx-node-cookie",
                ],
            );
            assert.equal(graph.outputs.dashboardUsername, "ops");
        });
    }

    it("tells where it is", async () => {
        const graph = await create({
            namespace: "iot",
            instanceName: "mqtt",
            listeners: {
                tcp: {},
                ws: { port: 80, bind: 8080 },
                wss: { enabled: false, tlsSecretName: "tls" },
            },
        });
        assert.deepEqual(graph.outputs, {
            namespace: "iot",
            instanceName: "mqtt",
            image: "emqx/emqx:5.7.2",
            dashboardUrl: "http://mqtt-dashboard.iot.svc.cluster.local:18083",
            dashboardUsername: "admin",
            listenerPorts: { tcp: 1883, ws: 8080 },
        });
    });

    it("hands its namespace on only when the EMQX object is there", async () => {
        const program = (mode: Mode) =>
            run(() => {
                const kubernetes = new k8s.Provider("given", { kubeconfig: KUBECONFIG });
                const cluster = new EmqxCluster("broker", versioned({}), { providers: { kubernetes } });
                new k8s.core.v1.ConfigMap("later", { metadata: { namespace: cluster.namespace } });
            }, mode);
        for (const mode of MODES) {
            const graph = await program(mode);
            assert.deepEqual(notAwaited(graph, graph.get("ConfigMap"), [graph.get("EMQX")]), []);
        }
        assert.notEqual((await create({}, "preview")).outputs.namespace, UNKNOWN);
    });

    it("waits for Ready when it is created", async () => {
        const { annotations } = (await create({})).get("EMQX").inputs.metadata as any;
        assert.equal(annotations["pulumi.com/waitFor"], "condition=Ready");
    });

    it("is a cluster of three cores and three replicants that can be drained node by node", async () => {
        const { coreTemplate, replicantTemplate, listenersServiceTemplate } = await spec({});
        for (const template of [coreTemplate, replicantTemplate]) {
            assert.equal(template.spec.replicas, 3);
            assert.equal(template.spec.maxUnavailable, 1);
            assert.deepEqual(
                template.spec.topologySpreadConstraints.map((c: any) => c.topologyKey),
                ["topology.kubernetes.io/zone", "kubernetes.io/hostname"],
            );
            assert.equal(template.spec.podSecurityContext.fsGroup, 1000);
        }
        assert.deepEqual(listenersServiceTemplate, { enabled: false });
        assert.equal(coreTemplate.spec.volumeClaimTemplates.resources.requests.storage, "40Gi");
        assert.equal(replicantTemplate.spec.volumeClaimTemplates, undefined);
    });

    it("keeps a replicant template of 0, since the operator leaves the pods of one that disappears", async () => {
        assert.equal((await spec({ replicants: { replicas: 0 } })).replicantTemplate.spec.replicas, 0);
    });

    it("asks nothing of nodes without a kernel profile", async () => {
        const graph = await create({});
        const { coreTemplate } = graph.get("EMQX").inputs.spec as any;
        assert.equal(coreTemplate.spec.nodeSelector, undefined);
        assert.equal(coreTemplate.spec.initContainers, undefined);
        assert.equal(coreTemplate.spec.podSecurityContext.sysctls, undefined);
        const { labels } = graph.get("kubernetes:core/v1:Namespace").inputs.metadata as any;
        assert.equal(labels?.["pod-security.kubernetes.io/enforce"], undefined);
    });

    it("runs on nodes of the very profile with ReplacePool, and of any profile otherwise", async () => {
        for (const [rollout, key] of [
            [KernelRollout.ReplacePool, "emqx-ack.io/kernel-profile"],
            [KernelRollout.DaemonSet, "emqx-ack.io/kernel-tuned"],
            [KernelRollout.NewNodes, "emqx-ack.io/kernel-tuned"],
        ] as const) {
            const selector = async (preset: KernelPreset) =>
                (await spec({ kernelProfile: { rollout, preset } })).coreTemplate.spec.nodeSelector;
            const standard = await selector(KernelPreset.Standard);
            assert.deepEqual(Object.keys(standard), [key]);
            const million = await selector(KernelPreset.Million);
            assert.equal(standard[key] === million[key], rollout !== KernelRollout.ReplacePool);
        }
    });

    it("gives the pods the profile's sysctls, checks them first, and no queue of their own to its listeners", async () => {
        const graph = await create({ kernelProfile: { preset: KernelPreset.Million } });
        const { coreTemplate, replicantTemplate } = graph.get("EMQX").inputs.spec as any;
        for (const { spec } of [coreTemplate, replicantTemplate]) {
            assert.ok(spec.podSecurityContext.sysctls.some((s: any) => s.name === "net.core.somaxconn"));
            const backlog = spec.env.find(
                (v: any) => v.name === "EMQX_LISTENERS__TCP__DEFAULT__TCP_OPTIONS__BACKLOG",
            ).value;
            assert.equal(backlog, "32768");
            assert.equal(spec.initContainers[0].name, "preflight");
        }
        const { labels } = graph.get("kubernetes:core/v1:Namespace").inputs.metadata as any;
        assert.equal(labels["pod-security.kubernetes.io/enforce"], "privileged");
    });

    it("changes no pod when only running configuration changes", async () => {
        const before = await spec({ listeners: { tcp: { maxConnections: 1000 } } });
        const after = await spec({
            listeners: { tcp: { maxConnections: 2000, maxConnectionRate: 10 } },
            config: "mqtt.max_packet_size = 1MB",
        });
        assert.notEqual(before.config.data, after.config.data);
        assert.deepEqual({ ...after, config: null }, { ...before, config: null });
    });

    it("rolls the pods when something changes that EMQX reads at boot only", async () => {
        const template = async (args: EmqxClusterArgs) => JSON.stringify((await spec(args)).coreTemplate);
        const before = await template({});
        for (const args of [
            { limits: { maxPorts: 2_000_000 } },
            { listeners: { tcp: { acceptors: 16 } } },
            { listeners: { tcp: { bind: 1884 } } },
            { environment: { EMQX_LOG__CONSOLE__LEVEL: "debug" } },
            { secretEnvironment: { EMQX_LOG__CONSOLE__LEVEL: "debug" } },
        ] satisfies EmqxClusterArgs[]) {
            assert.notEqual(await template(args), before, JSON.stringify(args));
        }
        assert.equal(await template({ apiKeys: [{ key: "a", secret: "abc" }] }), before, "an API key");
    });

    it("is warned about once it is out of support, and about a missing license", async () => {
        const messages = async (args: EmqxClusterArgs) =>
            (await create(args)).diagnostics.map((d) => `${d.severity} ${d.message}`).join("\n");
        assert.match(await messages({}), /^warning broker: EMQX 5.7 is out of its vendor's support/);
        assert.match(await messages({ edition: EmqxEdition.Enterprise }), /no licenseKey: .* 25 connections/);
        assert.doesNotMatch(
            await messages({ edition: EmqxEdition.Enterprise, licenseKey: "key" }),
            /licenseKey: its/,
        );
    });

    it("names its license as EMQX's start script and EMQX itself read it: without quotes", async () => {
        const { coreTemplate, replicantTemplate } = await spec({
            edition: EmqxEdition.Enterprise,
            licenseKey: "abc.def",
        });
        for (const { env } of [coreTemplate.spec, replicantTemplate.spec]) {
            const license = env.filter(({ name }: any) => name === "EMQX_LICENSE__KEY");
            assert.deepEqual(license, [
                { name: "EMQX_LICENSE__KEY", value: "file:///mounted/license/license.key" },
            ]);
        }
    });

    it("takes the time it is told to take", async () => {
        const graph = await create({ timeoutMinutes: 7 });
        assert.deepEqual(graph.get("EMQX").options.customTimeouts, {
            create: "7m",
            update: "7m",
            delete: "10m",
        });
    });
});

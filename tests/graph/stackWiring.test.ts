import assert from "node:assert/strict";
import { Dedication, EmqxEdition, type EmqxOnAckArgs, KernelRollout, LoadBalancerKind } from "../../provider";
import type { ProgramGraph } from "../../testkit/programs/programGraph";
import { existingCluster, forEveryStack, newCluster, runStack } from "../support/stacks";

/** Safe by Kubernetes' documentation as of 1.32; everything else needs the kubelet's permission. */
const SAFE =
    /^net\.ipv4\.(ip_local_port_range|tcp_syncookies|ping_group_range|ip_unprivileged_port_start|ip_local_reserved_ports|tcp_keepalive_(time|intvl|probes)|tcp_fin_timeout|tcp_[rw]mem)$/;

interface Taint {
    key: string;
    value?: string;
    effect?: string;
}

/** Why a pod of a template could not run on a node of a pool; empty when it could. */
function obstacles(template: any, pool: any): string[] {
    const labels = new Map(pool.labels.map(({ key, value }: any) => [key, value]));
    const missing = Object.entries(template.spec.nodeSelector ?? {})
        .filter(([key, value]) => labels.get(key) !== value)
        .map(([key, value]) => `no label ${key}=${value}`);
    const repelled = (pool.taints as Taint[])
        .filter((taint) => !(template.spec.tolerations ?? []).some((t: any) => tolerates(t, taint)))
        .map((taint) => `taint ${taint.key}=${taint.value}`);
    return [...missing, ...repelled];
}

function tolerates(toleration: any, taint: Taint): boolean {
    return (
        toleration.key === taint.key &&
        (toleration.operator === "Exists" || toleration.value === taint.value) &&
        (toleration.effect === undefined || toleration.effect === taint.effect)
    );
}

function pods(graph: ProgramGraph) {
    const { coreTemplate, replicantTemplate } = graph.get("EMQX").inputs.spec as any;
    return { core: coreTemplate, replicant: replicantTemplate };
}

describe("how the parts of a stack fit together", () => {
    const variants: Record<string, Partial<EmqxOnAckArgs>> = {
        "by default": {},
        "with pools for everybody": {
            corePool: { dedication: Dedication.Shared },
            replicantPool: { dedication: Dedication.Preferred },
        },
        "with pools for EMQX alone": { corePool: { dedication: Dedication.Exclusive } },
        "with labels and tolerations of one's own": {
            corePool: { labels: { disk: "fast" } },
            emqx: {
                cores: { nodeSelector: { disk: "fast" }, tolerations: [{ key: "iot", value: "yes" }] },
            },
        },
        ...Object.fromEntries(
            Object.values(KernelRollout).map((rollout) => [
                `with rollout ${rollout}`,
                { kernel: { rollout } },
            ]),
        ),
    };
    for (const [title, more] of Object.entries(variants)) {
        it(`lets each role run on its own pool and on no other, ${title}`, async () => {
            const graph = await runStack({ ...newCluster, ...more }, "update");
            const { core, replicant } = pods(graph);
            const pool = (name: string) => graph.get("NodePool", name).inputs;
            assert.deepEqual(obstacles(core, pool("mqtt-core-pool")), []);
            assert.deepEqual(obstacles(replicant, pool("mqtt-replicant-pool")), []);
            assert.notDeepEqual(obstacles(core, pool("mqtt-replicant-pool")), []);
            assert.notDeepEqual(obstacles(replicant, pool("mqtt-core-pool")), []);
        });
    }

    forEveryStack((title, graphOf) => {
        it(`has as many nodes as pods: ${title}`, async () => {
            const graph = await graphOf();
            for (const [role, template] of Object.entries(pods(graph))) {
                for (const pool of graph.all("NodePool", `mqtt-${role}-pool`)) {
                    assert.equal(String(pool.inputs.desiredSize), String(template.spec.replicas), role);
                }
            }
        });

        it(`sets no sysctl in a pod that its nodes' kubelets refuse: ${title}`, async () => {
            const graph = await graphOf();
            for (const [role, template] of Object.entries(pods(graph))) {
                for (const pool of graph.all("NodePool", `mqtt-${role}-pool`)) {
                    const { allowedUnsafeSysctls } = pool.inputs.kubeletConfiguration as any;
                    for (const { name } of template.spec.podSecurityContext.sysctls) {
                        assert.ok(SAFE.test(name) || allowedUnsafeSysctls.includes(name), `${role} ${name}`);
                    }
                }
            }
        });

        it(`tells every listener one queue, which the pods of the nodes that take clients clip: ${title}`, async () => {
            const { core, replicant } = pods(await graphOf());
            const { spec } = replicant.spec.replicas > 0 ? replicant : core;
            assert.ok(spec.podSecurityContext.sysctls.some((s: any) => s.name === "net.core.somaxconn"));
            const backlogs = spec.env.filter((v: any) => /TCP_OPTIONS__BACKLOG$/.test(v.name));
            assert.ok(backlogs.length > 0);
            for (const { value } of backlogs) assert.equal(value, "32768");
        });

        it(`has add-ons that find a node, and not one that is sized for clients: ${title}`, async () => {
            const graph = await graphOf();
            const taintsOf = (name: string) =>
                graph.all("NodePool", name).flatMap((pool) => pool.inputs.taints as unknown as Taint[]);
            const taints = taintsOf("mqtt-core-pool");
            const charts = [...graph.all("Release"), ...graph.all("kubernetes:helm.sh/v4:Chart")].filter(
                ({ name }) => !name.endsWith("-crds"),
            );
            for (const chart of charts) {
                const { tolerations } = chart.inputs.values as any;
                for (const taint of taintsOf("mqtt-replicant-pool")) {
                    assert.ok(
                        !tolerations.some((t: any) => tolerates(t, taint)),
                        `${chart.name} on replicants' nodes`,
                    );
                }
                for (const taint of taints) {
                    assert.ok(
                        tolerations.some((t: any) => tolerates(t, taint)),
                        `${chart.name} ${taint.key}`,
                    );
                }
            }
        });

        it(`has its load balancer in front of EMQX's own listeners and pods: ${title}`, async () => {
            const graph = await graphOf();
            const { metadata, spec } = graph.get("EMQX").inputs as any;
            const takers = spec.replicantTemplate.spec.replicas > 0 ? "replicant" : "core";
            const mqtt = graph.all("Service").filter((r) => r.name.startsWith("mqtt-lb-mqtt"));
            assert.ok(mqtt.length > 0);
            for (const service of mqtt) {
                const { selector, ports } = service.inputs.spec as any;
                assert.equal(selector["apps.emqx.io/instance"], metadata.name);
                assert.equal(selector["apps.emqx.io/db-role"], takers);
                for (const port of ports) {
                    const bind = spec.coreTemplate.spec.env.find(
                        (v: any) => v.name === `EMQX_LISTENERS__${port.name.toUpperCase()}__DEFAULT__BIND`,
                    );
                    // By name, so that pods with the old and with the new number are both served during a rollout.
                    const target = spec[`${takers}Template`].spec.ports.find(
                        (p: any) => p.name === port.targetPort,
                    );
                    assert.equal(bind?.value, `"0.0.0.0:${target?.containerPort}"`);
                    assert.equal(target.protocol, port.protocol);
                    assert.equal(port.port, target.containerPort);
                }
            }
        });
    });

    it("takes the nodes a pool is told to have", async () => {
        const graph = await runStack(
            { ...newCluster, corePool: { nodes: 4 }, replicantPool: { nodes: 7 } },
            "update",
        );
        assert.equal(String(graph.get("NodePool", "mqtt-core-pool").inputs.desiredSize), "4");
        assert.equal(String(graph.get("NodePool", "mqtt-replicant-pool").inputs.desiredSize), "7");
    });

    it("runs each role on nodes with the very kernel profile its pods ask for", async () => {
        const graph = await runStack(
            { ...newCluster, connections: 1_000_000, emqx: { replicants: { replicas: 5 } } },
            "update",
        );
        for (const [role, template] of Object.entries(pods(graph))) {
            const pool = graph.get("NodePool", `mqtt-${role}-pool`).inputs as any;
            const label = pool.labels.find((l: any) => l.key === "emqx-ack.io/kernel-profile");
            assert.equal(template.spec.nodeSelector[label.key], label.value);
            assert.ok(pool.nodePoolName.endsWith(label.value));
        }
    });

    it("keeps running nodes tuned by a DaemonSet where that is the rollout, and no others", async () => {
        const graph = await runStack(
            { ...newCluster, kernel: { rollout: KernelRollout.DaemonSet } },
            "update",
        );
        const selectors = graph.all("DaemonSet").map((r) => {
            const { "kubernetes.io/os": _os, ...rest } = (r.inputs.spec as any).template.spec.nodeSelector;
            return Object.entries(rest);
        });
        assert.ok(
            selectors.every((selector) => selector.length > 0),
            "it would tune every node of the cluster",
        );
        for (const pool of graph.all("NodePool")) {
            const labels = new Map((pool.inputs.labels as any[]).map(({ key, value }) => [key, value]));
            const tuned = selectors.filter((s) => s.every(([key, value]) => labels.get(key) === value));
            assert.equal(tuned.length, 1, pool.name);
        }
    });

    it("runs on nodes that exist, by their labels and taints, with nothing that kubelets refuse", async () => {
        const graph = await runStack(
            {
                ...existingCluster,
                existingNodes: { nodeSelector: { pool: "mqtt" }, tolerations: [{ key: "mqtt" }] },
            },
            "update",
        );
        for (const template of Object.values(pods(graph))) {
            assert.equal(template.spec.nodeSelector.pool, "mqtt");
            assert.deepEqual(template.spec.tolerations, [{ key: "mqtt", operator: "Exists" }]);
            for (const { name } of template.spec.podSecurityContext.sysctls ?? []) assert.match(name, SAFE);
        }
        assert.equal((graph.get("DaemonSet").inputs.spec as any).template.spec.nodeSelector.pool, "mqtt");
        assert.deepEqual(graph.all("NodePool"), []);
    });

    it("gives cores disks of a class made for their zone, unless told of another", async () => {
        const claims = async (storage: object | undefined) => {
            const graph = await runStack({ ...newCluster, emqx: { cores: { storage } } }, "update");
            return [
                pods(graph).core.spec.volumeClaimTemplates?.storageClassName,
                graph.all("StorageClass"),
            ] as const;
        };
        const [own, made] = await claims(undefined);
        assert.equal(own, (made[0]!.inputs.metadata as any).name);
        assert.equal(made[0]!.inputs.volumeBindingMode, "WaitForFirstConsumer");
        assert.equal(made[0]!.inputs.reclaimPolicy, "Retain");
        assert.deepEqual(await claims({ storageClassName: "other" }), ["other", []]);
        assert.deepEqual(await claims({ ephemeral: true }), [undefined, []]);
    });

    it("sends the load balancer to pods with Terway, and to nodes with Flannel", async () => {
        const policy = async (networkPlugin: any) => {
            const { existingCluster: cluster } = existingCluster;
            const graph = await runStack(
                { ...existingCluster, existingCluster: { ...cluster!, networkPlugin } },
                "update",
            );
            return (graph.get("Service", "mqtt-lb-mqtt-nlb").inputs.spec as any).externalTrafficPolicy;
        };
        assert.equal(await policy("Terway"), undefined);
        assert.equal(await policy("Flannel"), "Local");
    });

    it("evacuates clients and takes its time with Enterprise only", async () => {
        const minutes = async (emqx: EmqxOnAckArgs["emqx"]) => {
            const graph = await runStack(
                { ...newCluster, connections: 1_000_000, emqx: { ...emqx, replicants: { replicas: 5 } } },
                "preview",
            );
            return Number.parseInt(graph.get("EMQX").options.customTimeouts!.update!, 10);
        };
        const enterprise = await minutes({ edition: EmqxEdition.Enterprise, licenseKey: "key" });
        assert.ok(enterprise > (await minutes({})) + 20);
    });

    it("warns of a CLB for many connections", async () => {
        const graph = await runStack(
            {
                ...newCluster,
                connections: 500_000,
                loadBalancer: { kind: LoadBalancerKind.Clb },
                capacity: { loadBalancer: { connections: 600_000 } },
                emqx: { replicants: { replicas: 5 } },
            },
            "preview",
        );
        const warnings = graph.diagnostics.filter((d) => d.severity === "warning").map((d) => d.message);
        assert.ok(
            warnings.some((message) => /83 % of the 600,000 that this CLB takes/.test(message)),
            warnings.join("\n"),
        );
    });
});

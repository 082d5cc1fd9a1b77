import assert from "node:assert/strict";
import * as fc from "fast-check";
import { EvacuationType } from "../../../../../provider";
import { v3beta1 } from "../../../../../provider/emqx/lines/v3beta1";
import { anyEmqx } from "../../emqxObjects";
import { emqxObject, writtenObject } from "./objects";

describe("the EMQX object of operator line 3.0", () => {
    it("always writes what hurts when it is left to the operator, and whole", async () => {
        await fc.assert(
            fc.asyncProperty(anyEmqx, async (args) => {
                const { spec } = await emqxObject(args);
                assert.equal(spec.listenersServiceTemplate.enabled, false);
                assert.equal(spec.updateStrategy.type, "RollingUpdate");
                assert.ok(Number.isInteger(spec.updateStrategy.replicants.maxSurge));
                assert.ok(Number.isInteger(spec.updateStrategy.replicants.maxUnavailable));
                assert.equal(spec.config.data, undefined);
                assert.ok(
                    Object.keys(spec.config.roots.listeners).length >= 5,
                    "each kind of listener is said",
                );
                for (const { spec: template } of [spec.coreTemplate, spec.replicantTemplate]) {
                    assert.ok(
                        Number.isInteger(template.replicas) && Number.isInteger(template.minReadySeconds),
                    );
                    assert.equal(template.podSecurityContext.fsGroup, 1000);
                    assert.equal(template.podSecurityContext.runAsNonRoot, true);
                    const { readinessProbe, livenessProbe, startupProbe } = template;
                    assert.equal(readinessProbe.httpGet.path, "/api/v5/load_rebalance/availability_check");
                    assert.equal(readinessProbe.failureThreshold, 1);
                    for (const probe of [readinessProbe, livenessProbe, startupProbe]) {
                        assert.equal(probe.httpGet.port, "dashboard");
                        for (const part of [
                            "initialDelaySeconds",
                            "periodSeconds",
                            "timeoutSeconds",
                            "failureThreshold",
                        ])
                            assert.ok(Number.isInteger(probe[part]), part);
                    }
                }
                const { resources, accessModes } = spec.coreTemplate.spec.persistentVolumeClaimSpec ?? {};
                if (args.cores?.storage?.ephemeral) return;
                assert.ok(resources.requests.storage);
                assert.deepEqual(accessModes, ["ReadWriteOnce"]);
            }),
            { numRuns: 60 },
        );
    });

    it("replaces one replicant more than there are to be, where nothing else is said", async () => {
        const steps = async (rollingUpdate: object | undefined) =>
            (await emqxObject({ rollingUpdate })).spec.updateStrategy.replicants;
        assert.deepEqual(await steps(undefined), { maxSurge: 1, maxUnavailable: 0 });
        assert.deepEqual(await steps({ maxUnavailable: 2 }), { maxSurge: 0, maxUnavailable: 2 });
        assert.deepEqual(await steps({ maxSurge: 0 }), { maxSurge: 0, maxUnavailable: 1 });
        assert.deepEqual(await steps({ maxSurge: 3, maxUnavailable: 1 }), { maxSurge: 3, maxUnavailable: 1 });
    });

    it("moves clients as it is told, or not at all", async () => {
        const { updateStrategy } = (
            await emqxObject({
                evacuation: {
                    type: EvacuationType.Disabled,
                    connectionsPerSecond: 200,
                    sessionsPerSecond: 300,
                    waitTakeoverSeconds: 3,
                    waitHealthCheckSeconds: 5,
                },
            })
        ).spec;
        assert.deepEqual(updateStrategy.evacuationStrategy, {
            type: "Disabled",
            connectionEvictionRate: 200,
            sessionEvictionRate: 300,
            waitTakeover: 3,
            waitHealthCheck: 5,
        });
    });

    it("has budgets beside it: one node at a time, and a lone core never", async () => {
        const of = async (cores: number, replicants: number) =>
            (await writtenObject({ cores: { replicas: cores }, replicants: { replicas: replicants } }))
                .budgets;
        const [core, replicant] = await of(3, 5);
        assert.deepEqual(
            [core?.spec.maxUnavailable, replicant?.spec.maxUnavailable, core?.name, replicant?.name],
            [1, 1, "emqx-core", "emqx-replicant"],
        );
        assert.deepEqual((replicant?.spec as any)?.selector.matchLabels, {
            "apps.emqx.io/instance": "emqx",
            "apps.emqx.io/managed-by": "emqx-operator",
            "apps.emqx.io/db-role": "replicant",
        });
        const [alone, ...others] = await of(1, 0);
        assert.equal(alone?.spec.minAvailable, 1);
        assert.equal(alone?.spec.maxUnavailable, undefined);
        assert.deepEqual(others, []);
    });

    it("gives pods another revision for what EMQX reads at its start, and for nothing that it is given while it runs", async () => {
        const revisions = async (args: Parameters<typeof emqxObject>[0]) => {
            const { spec } = await emqxObject(args);
            return [spec.coreTemplate, spec.replicantTemplate].map(
                ({ metadata }) => metadata.annotations["emqx-ack.io/revision"],
            );
        };
        const before = await revisions({});
        for (const args of [
            { config: "mqtt.max_inflight = 8" },
            { rollingUpdate: { maxSurge: 2, minReadySeconds: 30 } },
            { cores: { replicas: 5 } },
        ])
            assert.deepEqual(await revisions(args), before, JSON.stringify(args));
        const [core, replicant] = await revisions({ config: "durable_sessions.enable = true" });
        assert.notEqual(core, before[0]);
        assert.notEqual(replicant, before[1]);
        const field = (...path: string[]) => v3beta1.field(["spec", "config", "roots", ...path]).rolls;
        assert.deepEqual(field("durable_sessions", "enable"), ["core", "replicant"]);
        assert.deepEqual(field("mqtt", "max_inflight"), []);
        assert.deepEqual(field("cluster", "links"), []);
    });

    it("is read back as what it was written from", async () => {
        await fc.assert(
            fc.asyncProperty(anyEmqx, async (args) => {
                const object = await emqxObject(args);
                const state = v3beta1.read(object);
                assert.equal(state.replicas.core, args.cores?.replicas ?? 3);
                assert.equal(state.replicas.replicant, args.replicants?.replicas ?? 3);
                assert.equal(state.image, object.spec.image);
                const { evacuationStrategy, replicants } = object.spec.updateStrategy;
                assert.equal(state.pace.connectionsPerSecond, evacuationStrategy.connectionEvictionRate);
                assert.equal(state.pace.waitHealthCheckSeconds, evacuationStrategy.waitHealthCheck);
                assert.deepEqual(
                    [state.pace.maxSurge, state.pace.maxUnavailable],
                    [replicants.maxSurge, replicants.maxUnavailable],
                );
                assert.equal(state.listenersService, false);
                // The text of the roots names all listeners, and they are the object's own.
                const on = state.listeners.filter(({ enabled }) => enabled).map(({ port }) => port);
                const ports = object.spec.coreTemplate.spec.ports.map((port: any) => port.containerPort);
                assert.deepEqual([...on].sort(), [...ports].sort());
                if (!args.cores?.storage?.ephemeral)
                    assert.equal(state.diskSize, object.metadata.annotations["emqx-ack.io/core-disk-size"]);
            }),
            { numRuns: 60 },
        );
    });

    it("is read for whoever wrote it: what is left out is what the API server fills in", () => {
        const state = v3beta1.read({
            spec: {
                image: "emqx/emqx:6.3.1",
                updateStrategy: { replicants: { maxUnavailable: "67%" } },
                replicantTemplate: { spec: { replicas: 3 } },
            },
        });
        assert.deepEqual(state.replicas, { core: 1, replicant: 3 });
        assert.deepEqual([state.pace.maxSurge, state.pace.maxUnavailable], [0, 3], "a share is rounded up");
        assert.deepEqual([state.version, state.enterprise, state.configMode], ["6.3.1", true, "Replace"]);
        assert.equal(v3beta1.read({ spec: {} }).pace.maxUnavailable, 1);
    });
});

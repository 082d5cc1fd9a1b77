import assert from "node:assert/strict";
import * as fc from "fast-check";
import { v2beta1 } from "../../../../../provider/emqx/lines/v2beta1";
import { anyEmqx, emqxObject } from "../../emqxObjects";

const templates = ({ spec }: any) => [spec.coreTemplate.spec, spec.replicantTemplate.spec];

describe("the EMQX object of operator line 2.2", () => {
    it("always writes what hurts when it is left to the operator", async () => {
        await fc.assert(
            fc.asyncProperty(anyEmqx, async (args) => {
                const object = await emqxObject(args);
                assert.equal(object.spec.listenersServiceTemplate.enabled, false);
                assert.equal(object.spec.updateStrategy.type, "Recreate");
                assert.equal(object.spec.config.mode, "Merge");
                for (const template of templates(object)) {
                    assert.ok(Number.isInteger(template.replicas));
                    assert.equal(template.maxUnavailable, 1);
                    assert.equal(template.minAvailable, undefined);
                    assert.equal(template.podSecurityContext.fsGroup, 1000);
                    // A node may take ten minutes to start, and ten seconds to answer; then it is killed.
                    const { startupProbe, readinessProbe, livenessProbe } = template;
                    for (const probe of [startupProbe, readinessProbe, livenessProbe]) {
                        assert.deepEqual(probe.httpGet, { path: "/status", port: "dashboard" });
                    }
                    const { initialDelaySeconds, periodSeconds, failureThreshold } = startupProbe;
                    assert.equal(initialDelaySeconds + periodSeconds * failureThreshold, 600);
                    assert.equal(livenessProbe.timeoutSeconds, 10);
                    assert.ok(template.resources.requests.cpu && template.resources.requests.memory);
                }
            }),
            { numRuns: 60 },
        );
    });

    it("mounts secret files as one directory on both roles, and is the same whatever is in them", async () => {
        const one = await emqxObject({ secretFiles: { token: "hidden" } });
        const two = await emqxObject({ secretFiles: { token: "other", "ca.pem": "more" } });
        assert.deepEqual(two, one, "a file that is added or changed restarts nothing");
        for (const template of templates(one)) {
            assert.deepEqual(template.extraVolumes, [
                { name: "secrets", secret: { secretName: "emqx-files" } },
            ]);
            assert.deepEqual(template.extraVolumeMounts, [
                { name: "secrets", mountPath: "/mounted/secrets", readOnly: true },
            ]);
        }
        const { mounts } = v2beta1.read(one);
        for (const role of ["core", "replicant"] as const) {
            assert.deepEqual(mounts[role], [{ directory: "/mounted/secrets", secretName: "emqx-files" }]);
        }
        assert.equal((await emqxObject({ secretFiles: {} })).spec.coreTemplate.spec.extraVolumes, undefined);
    });

    it("says nothing empty: no list, no object, no undefined", async () => {
        const empty = (value: any): string[] =>
            typeof value === "object" && value !== null
                ? Object.entries(value).flatMap(([key, member]: [string, any]) => {
                      const nothing =
                          member === undefined ||
                          (typeof member === "object" && Object.keys(member ?? {}).length === 0);
                      return nothing ? [key] : empty(member).map((inner) => `${key}.${inner}`);
                  })
                : [];
        await fc.assert(
            fc.asyncProperty(anyEmqx, async (args) => assert.deepEqual(empty(await emqxObject(args)), [])),
            { numRuns: 60 },
        );
    });

    it("keeps the pods of a role together by their own labels, new and old apart", async () => {
        const object = await emqxObject({});
        for (const [i, role] of ["core", "replicant"].entries()) {
            for (const spread of templates(object)[i].topologySpreadConstraints) {
                assert.equal(spread.labelSelector.matchLabels["apps.emqx.io/db-role"], role);
                assert.deepEqual(spread.matchLabelKeys, ["apps.emqx.io/pod-template-hash"]);
                assert.equal(spread.whenUnsatisfiable, "ScheduleAnyway");
            }
        }
    });

    it("writes resources as they are given, over the defaults", async () => {
        const object = await emqxObject({
            replicants: { resources: { cpuRequest: "14", memoryLimit: "30Gi" } },
        });
        assert.deepEqual(object.spec.replicantTemplate.spec.resources, {
            requests: { cpu: "14", memory: "2Gi" },
            limits: { memory: "30Gi" },
        });
    });

    it("gives disks to cores alone, and to none that are ephemeral", async () => {
        const claim = async (storage: object) =>
            (await emqxObject({ cores: { storage } })).spec.coreTemplate.spec.volumeClaimTemplates;
        assert.deepEqual(await claim({ size: "100Gi", storageClassName: "essd" }), {
            accessModes: ["ReadWriteOnce"],
            storageClassName: "essd",
            resources: { requests: { storage: "100Gi" } },
        });
        assert.equal(await claim({ ephemeral: true }), undefined);
    });

    it("moves clients at the rates that are given", async () => {
        const { updateStrategy } = (
            await emqxObject({
                evacuation: {
                    connectionsPerSecond: 200,
                    sessionsPerSecond: 300,
                    waitTakeoverSeconds: 60,
                    initialDelaySeconds: 0,
                },
            })
        ).spec;
        assert.deepEqual(updateStrategy, {
            type: "Recreate",
            initialDelaySeconds: 0,
            evacuationStrategy: { connEvictRate: 200, sessEvictRate: 300, waitTakeover: 60 },
        });
    });

    const annotationsOf = async (args: Parameters<typeof emqxObject>[0]) => {
        const { spec } = await emqxObject(args);
        return [spec.coreTemplate, spec.replicantTemplate].map((template) => template.metadata.annotations);
    };

    it("puts annotations on the pods of both roles", async () => {
        for (const annotations of await annotationsOf({ podAnnotations: { team: "iot" } })) {
            assert.equal(annotations.team, "iot");
        }
    });

    it("marks the pods with a revision that changes with what they are, and with nothing else", async () => {
        const revisions = async (args: Parameters<typeof emqxObject>[0]) =>
            (await annotationsOf(args)).map((annotations) => annotations["emqx-ack.io/revision"]);
        const [core, replicant] = await revisions({});
        assert.match(core, /^[0-9a-f]{16}$/);
        assert.notEqual(core, replicant);
        // Neither a number of pods nor the pace of an upgrade makes other pods.
        const same = {
            cores: { replicas: 5 },
            evacuation: { connectionsPerSecond: 1 },
        };
        assert.deepEqual(await revisions(same), [core, replicant]);
        const [otherDisk, unmoved] = await revisions({ cores: { storage: { size: "80Gi" } } });
        assert.notEqual(otherDisk, core, "disks of a running set cannot be changed");
        assert.equal(unmoved, replicant);
        const [coreToo, other] = await revisions({ replicants: { resources: { cpuRequest: "2" } } });
        assert.equal(coreToo, core, "a change of the replicants leaves the cores alone");
        assert.notEqual(other, replicant);
        const ordered = await revisions({
            environment: { A: "1", B: "2" },
            podAnnotations: { a: "1", b: "2" },
        });
        const reordered = await revisions({
            environment: { B: "2", A: "1" },
            podAnnotations: { b: "2", a: "1" },
        });
        assert.deepEqual(ordered, reordered);
    });
});

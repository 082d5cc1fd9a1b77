import * as assert from "node:assert/strict";
import { dashboardPorts } from "../../../../../operator/blueGreen/dashboardPorts";
import { decodeEmqx } from "../../../../../operator/lines/v2beta1/emqxObject";
import { wantedSet } from "../../../../../operator/lines/v2beta1/nodeSet";

describe("the operator's stand-in: sets", () => {
    const emqx = (change: object = {}, data = "") =>
        decodeEmqx({
            apiVersion: "apps.emqx.io/v2beta1",
            kind: "EMQX",
            metadata: { name: "emqx", namespace: "mqtt", uid: "u" },
            spec: {
                image: "emqx/emqx:5.7.2",
                config: { data },
                clusterDomain: "cluster.local",
                revisionHistoryLimit: 3,
                updateStrategy: {},
                coreTemplate: { spec: { replicas: 3, ...change } },
            },
        });
    const core = (object: ReturnType<typeof emqx>, collisions = 0, salt = "") =>
        wantedSet(object, "core", object.spec.coreTemplate, collisions, salt);
    const same = (a: ReturnType<typeof core>, b: ReturnType<typeof core>) =>
        a.templateFingerprint === b.templateFingerprint;

    it("are the same for another number of pods, another budget and other configuration", () => {
        assert.ok(
            same(core(emqx()), core(emqx({ replicas: 5, maxUnavailable: 1 }, "mqtt.max_packet_size = 2MB"))),
        );
    });

    it("are others for anything in the pod, and for another version of the operator", () => {
        for (const change of [
            { env: [{ name: "A", value: "b" }] },
            { nodeSelector: { role: "core" } },
            { resources: { requests: { cpu: "1" } } },
            { podSecurityContext: { fsGroup: 1000 } },
        ]) {
            assert.equal(same(core(emqx()), core(emqx(change))), false, JSON.stringify(change));
            assert.notEqual(core(emqx()).hash, core(emqx(change)).hash);
        }
        assert.equal(same(core(emqx()), core(emqx(), 0, "next")), false);
    });

    it("have another name, and nothing else, after a collision", () => {
        assert.ok(same(core(emqx()), core(emqx(), 1)));
        assert.notEqual(core(emqx()).hash, core(emqx(), 1).hash);
    });

    it("differ by the dashboard's port, though they want the same name", () => {
        const moved = core(emqx({}, "dashboard.listeners.http.bind = 28083"));
        assert.equal(same(core(emqx()), moved), false);
        assert.equal(core(emqx()).hash, moved.hash);
    });

    it("claim a volume for the cores' data only when asked to", () => {
        const claims = { accessModes: ["ReadWriteOnce"], resources: { requests: { storage: "40Gi" } } };
        const { spec } = core(emqx({ volumeClaimTemplates: claims })).manifest;
        assert.equal(spec.volumeClaimTemplates[0].metadata.name, "emqx-core-data");
        const volumes = (manifest: any) =>
            manifest.spec.template.spec.volumes.map((volume: any) => volume.name);
        assert.ok(!volumes(core(emqx({ volumeClaimTemplates: claims })).manifest).includes("emqx-core-data"));
        assert.ok(volumes(core(emqx()).manifest).includes("emqx-core-data"));
    });
});

describe("the dashboard of a configuration", () => {
    it("is found where it listens", () => {
        const ports = (text: string) => dashboardPorts(text).map(({ name, port }) => `${name} ${port}`);
        assert.deepEqual(ports(""), ["dashboard 18083"]);
        assert.deepEqual(ports("dashboard.listeners.http.bind = 0"), []);
        assert.deepEqual(ports('dashboard.listeners.https.bind = ":18084"'), [
            "dashboard 18083",
            "dashboard-https 18084",
        ]);
    });
});

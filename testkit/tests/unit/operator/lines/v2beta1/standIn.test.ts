import * as assert from "node:assert/strict";
import * as fc from "fast-check";
import { evacuationAt } from "../../../../../operator/evacuation";
import { hoconValues } from "../../../../../operator/hocon";
import { dashboardPorts } from "../../../../../operator/lines/v2beta1/dashboardPorts";
import { decodeEmqx } from "../../../../../operator/lines/v2beta1/emqxObject";
import { decodeStatus, encodeStatus } from "../../../../../operator/lines/v2beta1/emqxStatus";
import { wantedSet } from "../../../../../operator/lines/v2beta1/nodeSet";
import { nextStatus, type Progress } from "../../../../../operator/lines/v2beta1/statusMachine";
import { canonicalQuantity } from "../../../../../operator/quantity";

describe("the operator's stand-in: conditions", () => {
    const UP: Progress = { coreReplicas: 3, replicantReplicas: 3, coresReady: 3, replicantsReady: 3 };

    function walk(progress: Progress, steps: number) {
        const status = decodeStatus();
        const revision = { replicas: 3, readyReplicas: 3, updateRevision: "a", currentRevision: "a" };
        Object.assign(status.coreNodesStatus, revision);
        Object.assign(status.replicantNodesStatus, revision);
        const seen: string[] = [];
        for (let i = 0; i < steps; i++) {
            nextStatus(status, progress, i * 1000);
            if (seen.at(-1) !== status.conditions[0]?.type) seen.push(status.conditions[0]!.type);
        }
        return { status, seen };
    }

    it("go through all stages when everything is up", () => {
        assert.deepEqual(walk(UP, 8).seen, [
            "CoreNodesProgressing",
            "CoreNodesReady",
            "ReplicantNodesProgressing",
            "ReplicantNodesReady",
            "Available",
            "Ready",
        ]);
    });

    it("skip the replicants when there are none", () => {
        assert.deepEqual(walk({ ...UP, replicantReplicas: 0 }, 8).seen, [
            "CoreNodesProgressing",
            "CoreNodesReady",
            "Available",
            "Ready",
        ]);
    });

    it("wait for the cores", () => {
        assert.deepEqual(walk({ ...UP, coresReady: 2 }, 8).seen, ["CoreNodesProgressing"]);
    });

    it("begin anew when a core is lost, and with the replicants when one of those is", () => {
        const { status } = walk(UP, 8);
        nextStatus(status, { ...UP, replicantsReady: 2 }, 9000);
        const types = () => status.conditions.map(({ type }) => type);
        assert.equal(types()[0], "ReplicantNodesProgressing");
        assert.ok(types().includes("CoreNodesReady") && !types().includes("Available"));
        const again = walk(UP, 8).status;
        nextStatus(again, { ...UP, coresReady: 2 }, 9000);
        assert.deepEqual(
            again.conditions.map(({ type }) => type),
            ["CoreNodesProgressing", "Initialized"],
        );
    });

    it("leave zero values out of what is written, and read them back", () => {
        const { status } = walk(UP, 3);
        const written = encodeStatus(status) as any;
        assert.equal("currentReplicas" in written.coreNodesStatus, false);
        assert.deepEqual(decodeStatus(written), status);
    });
});

describe("the operator's stand-in: evacuations", () => {
    const evacuation = {
        node: "emqx@10.0.0.1",
        startedAt: 0,
        clients: 1000,
        connectionsPerSecond: 200,
        sessionsPerSecond: 100,
        waitTakeoverSeconds: 3,
        recipients: [],
    };
    const stateAt = (seconds: number) => evacuationAt(evacuation, seconds * 1000).state;

    it("close connections, wait, drop sessions, then keep the node closed", () => {
        assert.deepEqual([0, 4.9, 5.1, 7.9, 8.1, 17.9, 18.1].map(stateAt), [
            "evicting_conns",
            "evicting_conns",
            "waiting_takeover",
            "waiting_takeover",
            "evicting_sessions",
            "evicting_sessions",
            "prohibiting",
        ]);
    });

    it("never gain clients, and end with none", () => {
        fc.assert(
            fc.property(fc.array(fc.integer({ min: 0, max: 30_000 })), (times) => {
                let left = 2000;
                for (const time of times.sort((a, b) => a - b)) {
                    const { connected, sessions } = evacuationAt(evacuation, time);
                    assert.ok(connected <= sessions);
                    assert.ok(connected + sessions <= left);
                    left = connected + sessions;
                }
            }),
        );
        assert.equal(evacuationAt(evacuation, 60_000).sessions, 0);
    });
});

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

describe("the operator's stand-in: quantities", () => {
    it("are written as Kubernetes writes them", () => {
        const written = {
            "0.5": "500m",
            "1000m": "1",
            "1500m": "1500m",
            "2000": "2k",
            "1e3": "1k",
            "2048Mi": "2Gi",
            "1.5Gi": "1536Mi",
            "1024Gi": "1Ti",
            "0.5Ki": "512",
            "40Gi": "40Gi",
            "0": "0",
        };
        const ours = Object.keys(written).map((text) => [text, canonicalQuantity(text)]);
        assert.deepEqual(Object.fromEntries(ours), written);
    });

    it("stay as they are once they are written so", () => {
        const suffix = fc.constantFrom("", "m", "k", "M", "G", "Ki", "Mi", "Gi", "Ti");
        const quantity = fc.tuple(fc.nat(1_000_000), suffix).map(([amount, unit]) => `${amount}${unit}`);
        fc.assert(
            fc.property(quantity, (text) => {
                const written = canonicalQuantity(text);
                assert.equal(canonicalQuantity(written), written);
            }),
        );
    });
});

describe("the operator's stand-in: HOCON", () => {
    it("reads dotted and nested keys, quotes and comments", () => {
        const text = `
            # a comment
            dashboard.listeners.http { bind = "0.0.0.0:28083" } // another
            listeners { tcp.default { bind = 1883, enable = false }, quic { default.bind: 14567 } }
            a."b c" = """ three
            lines """`;
        assert.deepEqual(Object.fromEntries(hoconValues(text)), {
            "dashboard.listeners.http.bind": "0.0.0.0:28083",
            "listeners.tcp.default.bind": "1883",
            "listeners.tcp.default.enable": "false",
            "listeners.quic.default.bind": "14567",
            "a.b c": "three\n            lines",
        });
    });

    it("refuses what does not close", () => {
        for (const text of ["mqtt {", "}", 'a = "b']) assert.throws(() => hoconValues(text), text);
    });

    it("finds the dashboard", () => {
        const ports = (text: string) => dashboardPorts(text).map(({ name, port }) => `${name} ${port}`);
        assert.deepEqual(ports(""), ["dashboard 18083"]);
        assert.deepEqual(ports("dashboard.listeners.http.bind = 0"), []);
        assert.deepEqual(ports('dashboard.listeners.https.bind = ":18084"'), [
            "dashboard 18083",
            "dashboard-https 18084",
        ]);
    });
});

import * as assert from "node:assert/strict";
import { parseAllDocuments } from "yaml";
import { waitUntil } from "../../controlPlane/waitUntil";
import { dataText } from "../../data";
import { comparable, type Objects } from "../../operator/conformance/objectsAfter";
import {
    type ReadyWrites,
    readyTooEarly,
    recordedReady,
    watchReady,
} from "../../operator/conformance/readyWrites";
import { v3beta1 } from "../../operator/lines/v3beta1";
import { LEFT_TO_PACE, reading, SERIES } from "../../operator/lines/v3beta1/recordedScenarios";
import type { TimelineEntry } from "../../operator/timeline";
import { againstRecordings } from "./againstRecordings";

const FOLDER = "operator-3.0";
const FIRST = "v3-first";

/**
 * Beside the order of steps and the ends: what the recordings say of objects, events, pods and single writes. The traps have the numbers
 * that the sheet of these recordings gives them.
 */
describe("the stand-in of operator 3.0 against recordings", function () {
    const of = againstRecordings(this, {
        line: v3beta1,
        folder: FOLDER,
        series: SERIES,
        operator: { settledPassSeconds: 30 },
        clients: {
            clients: 3000,
            comeBackTo: "whoever serves",
            joinSeconds: 2,
            readySeconds: 3,
            probeSeconds: 1,
            endSeconds: 2,
        },
        lanes: 4,
        placesClients: true,
        reading,
        leftToPace: LEFT_TO_PACE,
    });
    const objects = async (namespace: string, scenario: string) =>
        (await of(namespace, scenario)).found as Objects;
    const entries = async (namespace: string, scenario: string) => (await of(namespace, scenario)).entries;
    let writes: ReadyWrites;

    before(async () => {
        writes = await watchReady(of.kubeconfig(), v3beta1.apiVersion, FIRST);
    });

    after(() => writes?.stop());

    const recordedOf = (kind: string, name: string): any =>
        parseAllDocuments(dataText("recordings", FOLDER, "objects-created.yaml"))
            .flatMap((document) => (document.toJS() as any)?.items ?? [])
            .find((each) => each.kind === kind && each.metadata.name === name);

    it("create: says the same of the object, and writes nothing of it but that", async () => {
        const { emqx } = await objects(FIRST, "create");
        const { status } = recordedOf("EMQX", "emqx");
        const conditionsOf = (whose: Record<string, any>) =>
            whose.conditions.map(({ lastTransitionTime: _, ...condition }: any) => condition);
        assert.deepEqual(conditionsOf(emqx?.status), conditionsOf(status));
        assert.deepEqual(Object.keys(emqx?.status).sort(), Object.keys(status).sort());
        assert.deepEqual(
            Object.keys(emqx?.status.clusterNodes[0]).sort(),
            Object.keys(status.clusterNodes[0]).sort(),
        );
        const { config, coreSelector, replicantSelector } = emqx?.status ?? {};
        assert.deepEqual(
            [config, coreSelector, replicantSelector],
            [status.config, status.coreSelector, status.replicantSelector],
        );
        assert.equal(emqx?.metadata.generation, 1);
        assert.deepEqual([emqx?.metadata.annotations, emqx?.metadata.finalizers], [undefined, undefined]);
    });

    it("create: makes the same core set and the same files, and no budgets", async () => {
        const { coreSets, configMap, allowed, owned } = await objects(FIRST, "create");
        const [claim] = coreSets[0]!.spec.volumeClaimTemplates;
        delete claim.spec.storageClassName;
        const made = JSON.parse(JSON.stringify(comparable(coreSets[0]!)).replaceAll(FIRST, "mqtt"));
        assert.deepEqual(made, comparable(recordedOf("StatefulSet", "emqx-core")));
        assert.deepEqual(configMap?.data, recordedOf("ConfigMap", "emqx-configs").data);
        assert.deepEqual(allowed, {});
        assert.deepEqual(owned, [
            "ConfigMap emqx-configs",
            "Secret emqx-bootstrap-api-key",
            "Secret emqx-node-cookie",
            "Service emqx-dashboard",
            "Service emqx-headless",
            "Service emqx-listeners",
        ]);
    });

    it("trap of section 1: a changed object is called Ready of its new generation before its sets are compared", async () => {
        await of(FIRST, "config-restart");
        const recorded = ["every-write-1", "every-write-2"].flatMap((file) =>
            readyTooEarly(recordedReady(dataText("recordings", FOLDER, `${file}.jsonl`))),
        );
        assert.ok(recorded.length >= 10, `${recorded}`);
        assert.deepEqual(readyTooEarly(writes.said), [2, 3]);
    });

    it("trap 0: a claim that is to be larger leaves everything good, and only events tell", async () => {
        const { events } = await objects("v3-killed", "core-storage-size");
        assert.match(events.join("\n"), /ReconcilerFailed reconcile failed at step addCoreSet.*Forbidden/i);
        const blocked = (await entries("v3-storage", "core-storage-size-with-image")).filter(
            ({ emqx }) => emqx?.detail?.Ready?.[2] === 2 && emqx.generation === 2,
        );
        assert.ok(blocked.length > 0);
        for (const { emqx, sets } of blocked) {
            assert.equal(emqx?.detail?.Ready?.[0], "True");
            assert.ok(sets["emqx-core"]?.image.endsWith(":6.0.0"));
        }
    });

    it("traps 1 and 10: any answer but a good one is a refusal, with its number in an event", async () => {
        for (const [namespace, scenario, status] of [
            ["v3-replicas", "config-rejected-400", "400"],
            ["v3-secrets", "config-rejected-422", "422"],
            ["v3-secrets", "config-rejected-503", "503"],
        ] as const) {
            const { events } = await objects(namespace, scenario);
            assert.match(events.join("\n"), new RegExp(`step syncConfig.*HTTP ${status}`));
        }
        const rejected = (await entries("v3-surge", "config-rejected-with-image")).filter(
            ({ emqx }) => emqx?.detail?.ConfigApplied?.[1] === "ConfigRejected",
        );
        for (const { sets } of rejected) assert.ok(sets["emqx-core"]?.image.endsWith(":6.1.0"));
    });

    it("trap 7: Secrets that were there are used as they are; without the operator's line nothing is said at all", async () => {
        const { names, owned } = await objects("v3-secrets", "secrets-made-before");
        for (const secret of ["Secret emqx-bootstrap-api-key", "Secret emqx-node-cookie"]) {
            assert.ok(names.includes(secret) && !owned.includes(secret), secret);
        }
        const { emqx, coreSets, events } = await objects("v3-key", "api-key-secret-without-operator-line");
        assert.deepEqual([emqx?.status, coreSets], [undefined, []]);
        assert.match(events.join("\n"), /step setupAPIRequester, reason: secret does not contain/);
    });

    it("traps 15 and 17, and the order of an image: replicants begin before the new core is ready, and the last old core stays for them", async () => {
        const runs = ({ pods }: TimelineEntry, role: string, image: string, ready?: boolean) =>
            Object.values(pods).some(
                (pod) => pod.role === role && pod.image.endsWith(image) && (ready ?? pod.ready) === pod.ready,
            );
        const broken = await entries("v3-secrets", "new-image-does-not-boot");
        assert.ok(broken.some((each) => runs(each, "replicant", ":6.2.7", true)));
        assert.ok(!broken.some((each) => runs(each, "core", ":6.2.7", true)));
        for (const each of await entries(FIRST, "image")) {
            if (!runs(each, "replicant", ":6.0.0")) continue;
            assert.ok(runs(each, "core", ":6.0.0"), `${each.t} s: old replicants have no old core`);
        }
        const serving = (each: TimelineEntry) =>
            Object.values(each.pods).filter(({ role, ready }) => role === "replicant" && ready).length;
        const all = await entries("v3-killed", "image-maxunavailable-67-percent");
        assert.ok(all.some((each) => serving(each) === 0));
        const surged = await entries("v3-surge", "image-surge1-unavailable0");
        assert.ok(Math.min(...surged.map(serving)) >= 2);
    });

    it("a core is taken away only when all others are ready", async () => {
        for (const [namespace, scenario] of [
            [FIRST, "image"],
            ["v3-cores-only", "cores-only-image"],
        ] as const) {
            for (const { t, pods } of await entries(namespace, scenario)) {
                const ready = Object.values(pods).filter((pod) => pod.role === "core" && pod.ready).length;
                assert.ok(ready >= 2, `${namespace}, ${t} s: ${ready} cores are ready`);
            }
        }
    });

    it("cores-only-replicas-down: what left is retired, with its disk", async () => {
        const { events, claims } = await objects("v3-four-cores", "cores-only-replicas-down");
        assert.deepEqual(claims, ["emqx-core-data-emqx-core-0", "emqx-core-data-emqx-core-1"]);
        for (const reason of ["NodeForceLeave", "CorePodRetired"]) {
            assert.match(events.join("\n"), new RegExp(`Normal ${reason} .*emqx-core-3`));
        }
    });

    it("trap 18: deleting the object deletes its disks, and so does deleting its kind, as the chart's removal does", async () => {
        assert.deepEqual((await objects("v3-killed", "delete")).names, []);
        await of.over();
        const kube = of.kube();
        const left = async (where: { namespace?: string } = {}) => {
            const kinds = [
                ["apps/v1", "StatefulSet"],
                ["v1", "PersistentVolumeClaim"],
            ] as const;
            const lists = kinds.map(([apiVersion, kind]) => kube.list({ apiVersion, kind, ...where }));
            return (await Promise.all(lists)).flat();
        };
        const gone = (where = {}) =>
            waitUntil("nothing is left", 60_000, async () => (await left(where)).length === 0 || undefined);
        await gone({ namespace: "v3-killed" });
        assert.ok((await left()).length > 0);
        for (const definition of v3beta1.definitions()) await kube.delete(definition);
        await gone();
    });
});

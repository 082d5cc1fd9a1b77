import * as assert from "node:assert/strict";
import { parseAllDocuments } from "yaml";
import { dataText } from "../../data";
import { comparable, type Objects } from "../../operator/conformance/objectsAfter";
import { v2 } from "../../operator/lines/v2";
import {
    CLIENT_HABITS,
    CLIENTS,
    REVERTED,
    ROLLOUTS,
    UNSCHEDULED,
} from "../../operator/lines/v2/recordedScenarios";
import { againstRecordings } from "./againstRecordings";

const FOLDER = "operator-2.3";
const NAMESPACE = "mqtt";
const REVERTED_NAMESPACE = "mqtt-reverted";
const UNSCHEDULED_NAMESPACE = "mqtt-unscheduled";
const LAST_CONFIG = "apps.emqx.io/last-emqx-configuration";

describe("the stand-in of operator 2.3 against recordings", function () {
    const of = againstRecordings(this, {
        line: v2,
        folder: FOLDER,
        series: {
            [NAMESPACE]: ROLLOUTS,
            [REVERTED_NAMESPACE]: REVERTED,
            [UNSCHEDULED_NAMESPACE]: UNSCHEDULED,
        },
        operator: {},
        clients: { clients: CLIENTS, ...CLIENT_HABITS },
    });
    const objects = async (scenario: string, namespace = NAMESPACE) =>
        (await of(namespace, scenario)).found as Objects;

    const recorded = (): any[] =>
        parseAllDocuments(dataText("recordings", FOLDER, "objects-created.yaml")).flatMap(
            (document) => (document.toJS() as any)?.items ?? [],
        );
    const recordedOf = (kind: string, name: string) =>
        recorded().find((each) => each.kind === kind && each.metadata.name.startsWith(name));

    it("create: writes the object back as recorded, and says the same of it", async () => {
        const emqx = (await objects("create")).emqx as Record<string, any>;
        const { spec, status } = recordedOf("EMQX", "emqx");
        const written = structuredClone(emqx.spec);
        delete written.coreTemplate.spec.volumeClaimTemplates.storageClassName;
        assert.deepEqual(written, spec);
        assert.equal(emqx.metadata.annotations[LAST_CONFIG], spec.config.data);
        const conditionsOf = (of: Record<string, any>) =>
            of.conditions.map(({ lastTransitionTime: _, ...condition }: any) => condition);
        assert.deepEqual(conditionsOf(emqx.status), conditionsOf(status));
        assert.deepEqual(Object.keys(emqx.status).sort(), Object.keys(status).sort());
        const keysOf = (of: any) => Object.keys(of.replicantNodes[0]).sort();
        assert.deepEqual(keysOf(emqx.status), keysOf(status));
    });

    it("create: makes the same core set, and a ConfigMap that goes with the object", async () => {
        const { coreSets, configMap } = await objects("create");
        const wanted = recordedOf("StatefulSet", "emqx-core");
        const [claim] = coreSets[0]!.spec.volumeClaimTemplates;
        delete claim.spec.storageClassName;
        assert.deepEqual(comparable(coreSets[0]!), comparable(wanted));
        const { data } = recordedOf("ConfigMap", "emqx-configs");
        assert.deepEqual(configMap?.data, data);
        assert.equal(configMap?.metadata.ownerReferences[0].kind, "EMQX");
    });

    it("config-restart: nothing restarts, the annotation moves all the same, and an event says what was left out", async () => {
        const { emqx, events } = await objects("config-restart");
        assert.match(emqx?.metadata.annotations[LAST_CONFIG], /durable_sessions/);
        assert.ok(
            events.includes("Normal PartialRuntimeConfigUpdate Skipped readonly entries: [durable_sessions]"),
        );
    });

    it("config-rejected-400: says so in events alone, and keeps the text that it had", async () => {
        const { emqx, events } = await objects("config-rejected-400");
        assert.equal(emqx?.metadata.annotations[LAST_CONFIG], emqx?.spec.config.data);
        const failed = events.filter((event) => event.startsWith("Warning ReconcilerFailed"));
        assert.match(failed.join("\n"), /reconcile failed at step syncConfig.*400 Bad Request/);
    });

    it("image-reverted-mid-rollout: 14 pods, and the evacuated core holds up everything", async () => {
        const { emqx } = await objects("image-reverted-mid-rollout", REVERTED_NAMESPACE);
        const { nodeEvacuationsStatus, coreNodesStatus } = emqx?.status ?? {};
        assert.equal(coreNodesStatus.collisionCount, 1);
        assert.equal(nodeEvacuationsStatus[0].state, "prohibiting");
        assert.match(nodeEvacuationsStatus[0].nodeName, /^emqx@emqx-core-/);
    });

    it("core-unscheduled-and-revert: the pods left behind use up the core budget", async () => {
        const { allowed } = await objects("core-unscheduled-and-revert", UNSCHEDULED_NAMESPACE);
        assert.deepEqual(allowed, { "emqx-core": 0, "emqx-replicant": 1 });
    });

    it("delete: the cores' disks stay, of all revisions, and nothing else", async () => {
        const { names, claims } = await objects("delete");
        assert.deepEqual(names, []);
        const sets = new Set(claims.map((claim) => claim.replace(/-\d+$/, "")));
        assert.ok(sets.size >= 4, claims.join("\n"));
    });
});

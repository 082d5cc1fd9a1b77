import * as assert from "node:assert/strict";
import { parse } from "yaml";
import { dataText } from "../../data";
import { comparable, type Objects } from "../../operator/conformance/objectsAfter";
import { v2beta1 } from "../../operator/lines/v2beta1";
import {
    CONNECTIONS_PER_REPLICANT,
    ENTERPRISE,
    OPEN_SOURCE,
} from "../../operator/lines/v2beta1/recordedScenarios";
import { againstRecordings } from "./againstRecordings";

const FOLDER = "operator-2.2";
const NAMESPACE = "mqtt";
const ENTERPRISE_NAMESPACE = "mqtt-enterprise";
const recording = (file: string) => dataText("recordings", FOLDER, file);

/** Beside the order of steps and the ends: the objects that were written down beside the recordings of operator 2.2.29. */
describe("the operator's stand-in against recordings of the real one", function () {
    const of = againstRecordings(this, {
        line: v2beta1,
        folder: FOLDER,
        series: { [NAMESPACE]: OPEN_SOURCE, [ENTERPRISE_NAMESPACE]: ENTERPRISE },
        operator: {
            connectionsPerReplicant: CONNECTIONS_PER_REPLICANT,
            // The double of EMQX in the recordings did not wait.
            waitHealthCheckSeconds: 0,
        },
    });

    it("create: writes the object back as the real one does, and says the same of it", async () => {
        const { emqx } = (await of(NAMESPACE, "create")).found as Objects;
        const recorded = parse(recording("emqx-object-ready.yaml"));
        assert.deepEqual(emqx?.spec, recorded.spec);
        const conditionsOf = ({ status }: Record<string, any>) =>
            status.conditions.map(({ lastTransitionTime: _, ...condition }: any) => condition);
        assert.deepEqual(conditionsOf(emqx!), conditionsOf(recorded));
        assert.deepEqual(Object.keys(emqx!.status).sort(), Object.keys(recorded.status).sort());
        assert.deepEqual(
            Object.keys(emqx!.status.replicantNodes[0]).sort(),
            Object.keys(recorded.status.replicantNodes[0]).sort(),
        );
    });

    it("create: makes the same core set", async () => {
        const { coreSets } = (await of(NAMESPACE, "create")).found as Objects;
        const [recorded] = parse(recording("statefulset-core.yaml")).items;
        assert.equal(coreSets.length, 1);
        assert.deepEqual(comparable(coreSets[0]!), comparable(recorded));
    });

    it("config: notes what it pushed, and lets go of the ConfigMap", async () => {
        const { emqx, configMap } = (await of(NAMESPACE, "config")).found as Objects;
        const data = 'mqtt.max_packet_size = "2MB"';
        assert.equal(emqx?.metadata.annotations["apps.emqx.io/last-emqx-configuration"], data);
        assert.ok(configMap?.data["emqx.conf"].includes(data));
        assert.equal(configMap?.metadata.ownerReferences, undefined);
    });

    it("core-unschedulable-reverted: the pods left behind use up the core budget", async () => {
        const { allowed } = (await of(NAMESPACE, "core-unschedulable-reverted")).found as Objects;
        assert.deepEqual(allowed, { "emqx-core": 0, "emqx-replicant": 1 });
    });

    it("delete: leaves the ConfigMap that has no owner, and nothing else", async () => {
        const { names } = (await of(NAMESPACE, "delete")).found as Objects;
        assert.deepEqual(names, ["ConfigMap emqx-configs"]);
    });

    it("enterprise-image: evacuates in the stages that EMQX has", async () => {
        const { entries } = await of(ENTERPRISE_NAMESPACE, "enterprise-image");
        const order = ["evicting_conns", "waiting_takeover", "evicting_sessions", "prohibiting"];
        const seen = new Map<string, number[]>();
        for (const [node, state] of entries.flatMap(({ emqx }) => emqx?.evacuating ?? [])) {
            seen.set(node, [...(seen.get(node) ?? []), order.indexOf(state)]);
        }
        // A busy machine may miss a stage of one node, hardly of all.
        for (const [node, stages] of seen) {
            assert.deepEqual(stages, [...stages].sort(), `${node}: ${stages.map((stage) => order[stage])}`);
        }
        assert.deepEqual([...new Set([...seen.values()].flat())].sort(), [0, 1, 2, 3]);
    });
});

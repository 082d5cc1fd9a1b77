import * as assert from "node:assert/strict";
import { parse } from "yaml";
import {
    addNodes,
    type ControlPlane,
    connect,
    type Kube,
    needsControlPlane,
    removeNodes,
    startControlPlane,
} from "../../controlPlane";
import { dataText } from "../../data";
import { type Operator, startOperator } from "../../operator";
import { compareOrder, printSteps } from "../../operator/conformance/compareOrder";
import { comparable, type Objects, objectsAfter } from "../../operator/conformance/objectsAfter";
import { type Played, play } from "../../operator/conformance/play";
import { installCrd } from "../../operator/installCrd";
import { v2beta1 } from "../../operator/lines/v2beta1";
import {
    CONNECTIONS_PER_REPLICANT,
    ENTERPRISE,
    OPEN_SOURCE,
} from "../../operator/lines/v2beta1/recordedScenarios";

const recording = (file: string) => dataText("recordings", "operator-2.2", file);
const recordingOf = (scenario: string) => recording(`${scenario}.jsonl`);

const NAMESPACES = { openSource: "mqtt", enterprise: "mqtt-enterprise" };

/**
 * The stand-in against recordings of the real operator 2.2.29: the same changes to the same object on an API
 * server. Compared: the order of steps (conformance/steps.ts says what counts as one and what is left to timing), the
 * state each scenario settles in, in full, and the objects that were written down beside the recordings.
 */
describe("the operator's stand-in against recordings of the real one", function () {
    this.timeout(400_000);
    let controlPlane: ControlPlane | undefined;
    let operator: Operator | undefined;
    let kube: Kube;
    const played = new Map<string, Promise<Played>>();

    before(async function () {
        this.timeout(900_000);
        needsControlPlane.call(this);
        controlPlane = await startControlPlane({ name: "stand-in" });
        const { kubeconfig } = controlPlane;
        kube = await connect(kubeconfig);
        await addNodes(kube, NODES);
        for (const crd of v2beta1.definitions()) await installCrd(kube, crd);
        // A pass a second, as the real one: how long states last decides what a sample meets.
        const options = {
            passSeconds: 1,
            connectionsPerReplicant: CONNECTIONS_PER_REPLICANT,
            // The double of EMQX in the recordings did not wait.
            waitHealthCheckSeconds: 0,
        };
        operator = await startOperator(kubeconfig, options);
        for (const [namespace, scenarios] of [
            [NAMESPACES.openSource, OPEN_SOURCE],
            [NAMESPACES.enterprise, ENTERPRISE],
        ] as const) {
            await kube.apply({ apiVersion: "v1", kind: "Namespace", metadata: { name: namespace } });
            const stage = { kube, kubeconfig, namespace, line: v2beta1 };
            const look = (scenario: string) => objectsAfter(stage, scenario);
            for (const [name, result] of play(stage, scenarios, recordingOf, look)) {
                played.set(name, result);
            }
        }
    });

    after(async () => {
        await operator?.stop();
        if (controlPlane?.external) await cleanUp(kube);
        await controlPlane?.stop();
    });

    for (const { name } of [...OPEN_SOURCE, ...ENTERPRISE]) {
        it(`${name}: the same steps in the same order`, async () => {
            const { recorded, observed } = await played.get(name)!;
            const problems = compareOrder(recorded, observed);
            assert.deepEqual(
                problems,
                [],
                `${problems.slice(0, 10).join("\n")}\nrecorded:\n${printSteps(recorded)}\nobserved:\n${printSteps(observed)}`,
            );
        });

        it(`${name}: settles in the same state`, async () => {
            const { recordedEnd, observedEnd } = await played.get(name)!;
            assert.deepEqual(observedEnd, recordedEnd);
        });
    }

    it("create: writes the object back as the real one does, and says the same of it", async () => {
        const { emqx } = (await played.get("create")!).found as Objects;
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
        const { coreSets } = (await played.get("create")!).found as Objects;
        const [recorded] = parse(recording("statefulset-core.yaml")).items;
        assert.equal(coreSets.length, 1);
        assert.deepEqual(comparable(coreSets[0]!), comparable(recorded));
    });

    it("config: notes what it pushed, and lets go of the ConfigMap", async () => {
        const { emqx, configMap } = (await played.get("config")!).found as Objects;
        const data = 'mqtt.max_packet_size = "2MB"';
        assert.equal(emqx?.metadata.annotations["apps.emqx.io/last-emqx-configuration"], data);
        assert.ok(configMap?.data["emqx.conf"].includes(data));
        assert.equal(configMap?.metadata.ownerReferences, undefined);
    });

    it("core-unschedulable-reverted: the pods left behind use up the core budget", async () => {
        const { allowed } = (await played.get("core-unschedulable-reverted")!).found as Objects;
        assert.deepEqual(allowed, { "emqx-core": 0, "emqx-replicant": 1 });
    });

    it("delete: leaves the ConfigMap that has no owner, and nothing else", async () => {
        const { names } = (await played.get("delete")!).found as Objects;
        assert.deepEqual(names, ["ConfigMap emqx-configs"]);
    });

    it("enterprise-image: evacuates in the stages that EMQX has", async () => {
        const { entries } = await played.get("enterprise-image")!;
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

const ZONES = ["cn-hangzhou-g", "cn-hangzhou-h", "cn-hangzhou-i"];

/** 18 nodes in three zones, as recorded. */
const NODES = ["core", "replicant"].flatMap((role) =>
    Array.from({ length: 9 }, (_, i) => ({
        name: `${role}-${i + 1}`,
        zone: ZONES[i % ZONES.length]!,
        labels: { role },
    })),
);

async function cleanUp(kube: Kube): Promise<void> {
    for (const name of Object.values(NAMESPACES)) {
        await kube.delete({ apiVersion: "v1", kind: "Namespace", metadata: { name } });
    }
    await removeNodes(
        kube,
        NODES.map(({ name }) => name),
    );
}

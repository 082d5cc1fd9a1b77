import * as assert from "node:assert/strict";
import {
    addNodes,
    type ControlPlane,
    connect,
    type Kube,
    needsControlPlane,
    startControlPlane,
} from "../../controlPlane";
import { waitUntil } from "../../controlPlane/waitUntil";
import { dataText } from "../../data";
import { startOperator } from "../../operator";
import { BrokersWithClients } from "../../operator/brokersWithClients";
import { PASS_SECONDS, withoutBlinks } from "../../operator/conformance/blinks";
import { compareOrder, likest, printSteps } from "../../operator/conformance/compareOrder";
import { SetNames } from "../../operator/conformance/setNames";
import { settled } from "../../operator/conformance/settled";
import { objectOf } from "../../operator/conformance/stage";
import { countedFromFirst, readRecording, type State, statesOf } from "../../operator/conformance/state";
import { stepsOf } from "../../operator/conformance/steps";
import type { EvacuationPace } from "../../operator/evacuation";
import { installCrd } from "../../operator/installCrd";
import { v2 } from "../../operator/lines/v2";
import { CLIENT_HABITS, CLIENTS } from "../../operator/lines/v2/recordedScenarios";
import { v2beta1 } from "../../operator/lines/v2beta1";
import { recordTimeline } from "../../operator/timeline";

const NAMESPACE = "mqtt-switch";
const TOLERATIONS = [{ key: "mqtt", operator: "Exists", effect: "NoSchedule" }];
const DEFINITION = {
    apiVersion: "apiextensions.k8s.io/v1",
    kind: "CustomResourceDefinition",
    metadata: { name: "emqxes.apps.emqx.io" },
};

/** Three minutes of the recording are EMQX's wait before an evacuation. */
class Brisk extends BrokersWithClients {
    override startEvacuation(
        node: Parameters<BrokersWithClients["startEvacuation"]>[0],
        pace: EvacuationPace,
        recipients: readonly string[],
    ): Promise<void> {
        return super.startEvacuation(node, { ...pace, waitHealthCheckSeconds: 2 }, recipients);
    }
}

const AS_V2BETA1 = { ...objectOf({ namespace: NAMESPACE, line: v2beta1 }) };
const AS_V2 = { ...objectOf({ namespace: NAMESPACE, line: v2 }) };
const SPEC = {
    image: "emqx/emqx-enterprise:5.8.6",
    coreTemplate: { spec: { replicas: 3, nodeSelector: { role: "core" }, toleRations: TOLERATIONS } },
    replicantTemplate: { spec: { replicas: 3, nodeSelector: { role: "replicant" } } },
    updateStrategy: {
        type: "Recreate",
        initialDelaySeconds: 5,
        evacuationStrategy: { connEvictRate: 200, sessEvictRate: 200, waitTakeover: 3 },
    },
};

describe("operator 2.3 in place of 2.2, on a live object", function () {
    this.timeout(400_000);
    let controlPlane: ControlPlane | undefined;
    let brokers: BrokersWithClients | undefined;
    let kube: Kube;
    /** What was read as v2 before the operator of that line began, and once it was done. */
    let [between, atLast]: any[] = [];
    let [podsBefore, podsBetween, podsAfter]: string[][] = [];
    const [recorded, observed] = [new SetNames(), new SetNames()];
    const recordedStates = countedFromFirst(
        readRecording(
            dataText("recordings", "from-2.2-to-2.3", "operator-switch-as-v2.jsonl")
                .split("\n")
                // Before the definitions were replaced, nothing was served as v2.
                .filter((line) => line !== "" && !line.includes('"error"'))
                .join("\n"),
        ),
    );
    let states: State[] = [];

    before(async function () {
        this.timeout(900_000);
        needsControlPlane.call(this);
        // Somebody else's cluster keeps the definitions that it has.
        if (process.env.TEST_KUBECONFIG) this.skip();
        controlPlane = await startControlPlane({ name: "operator-switch" });
        const { kubeconfig } = controlPlane;
        kube = await connect(kubeconfig);
        await addNodes(
            kube,
            ["core", "replicant"].flatMap((role) =>
                Array.from({ length: 6 }, (_, i) => ({
                    name: `${role}-${i}`,
                    zone: "cn-hangzhou-g",
                    labels: { role },
                })),
            ),
        );
        for (const crd of v2beta1.definitions()) await installCrd(kube, crd);
        await kube.apply({ apiVersion: "v1", kind: "Namespace", metadata: { name: NAMESPACE } });
        brokers = new Brisk(kube, { clients: CLIENTS, ...CLIENT_HABITS }).start();
        const { apiVersion } = v2beta1;
        const operator = await startOperator(kubeconfig, { apiVersion, passSeconds: 1, brokers });
        await kube.apply({ ...AS_V2BETA1, spec: SPEC });
        await becomesReady(AS_V2BETA1);
        await operator.stop();
        podsBefore = await pods();
        for (const crd of v2.definitions()) await installCrd(kube, crd);
        between = await kube.get(AS_V2);
        podsBetween = await pods();
        const timeline = await recordTimeline(kubeconfig, {
            namespace: NAMESPACE,
            instance: "emqx",
            apiVersion: v2.apiVersion,
        });
        await waitUntil("a first sample", 10_000, async () => timeline.entries.length > 0 || undefined);
        const next = await startOperator(kubeconfig, { apiVersion: v2.apiVersion, passSeconds: 1, brokers });
        const own = () => countedFromFirst(statesOf(timeline.entries));
        await waitUntil("every pod is new", 300_000, async () => {
            const last = own().at(-1);
            return (Object.keys(last?.sets ?? {}).length === 4 && isReady(last)) || undefined;
        });
        await next.stop();
        await timeline.stop();
        states = own();
        atLast = await kube.get(AS_V2);
        podsAfter = await pods();
    });

    after(async () => {
        await brokers?.stop();
        await controlPlane?.stop();
    });

    const pods = async () =>
        (await kube.list({ apiVersion: "v1", kind: "Pod" }))
            .filter(({ metadata }) => metadata.namespace === NAMESPACE)
            .map(({ metadata }) => metadata.uid)
            .sort();
    const isReady = (state: State | undefined) => state?.emqx?.conditions[0] === "Ready";
    const becomesReady = (object: typeof AS_V2) =>
        waitUntil("Ready", 120_000, async () => {
            const { status } = (await kube.get(object)) ?? {};
            return status?.conditions?.[0]?.type === "Ready" || undefined;
        });

    it("definitions of 2.3 store v2 beside v2beta1, and touch no pod", async () => {
        const { status } = (await kube.get(DEFINITION)) as any;
        assert.deepEqual(status.storedVersions, ["v2beta1", "v2"]);
        assert.deepEqual(podsBetween, podsBefore);
        assert.equal(podsBefore.length, 6);
    });

    it("until the operator writes, nodes read as v2 have no names, and tolerations of 2.2 are not there", () => {
        for (const node of between.status.coreNodes) assert.equal(node.name, undefined);
        assert.equal(between.status.coreNodes.length, 3);
        assert.deepEqual(
            Object.keys(between.spec.coreTemplate.spec).filter((key) => /^tole/i.test(key)),
            [],
        );
    });

    it("starting the operator rolls every pod, in the recorded order", () => {
        const ordered = (of: readonly State[], names: SetNames) =>
            PASS_SECONDS.map((seconds) =>
                stepsOf(withoutBlinks(of, seconds), names).filter(({ what }) => !/^evacuation/.test(what)),
            );
        const pair = likest(ordered(recordedStates, recorded), ordered(states, observed));
        const problems = compareOrder(pair.recorded, pair.observed);
        assert.deepEqual(
            problems,
            [],
            `${problems.join("\n")}\nrecorded:\n${printSteps(pair.recorded)}\nobserved:\n${printSteps(pair.observed)}`,
        );
        assert.deepEqual(
            podsAfter.filter((uid) => podsBefore.includes(uid)),
            [],
        );
    });

    it("settles as recorded", () => {
        assert.deepEqual(
            settled(states.at(-1) as State, observed),
            settled(recordedStates.at(-1) as State, recorded),
        );
        assert.equal(atLast.metadata.generation, between.metadata.generation);
    });

    it("nobody owns a field any more: the same apply passes, a changed one conflicts until it is forced", async () => {
        const spec = structuredClone(between.spec);
        assert.deepEqual(
            (atLast.metadata.managedFields ?? []).filter(({ subresource }: any) => subresource === undefined),
            [],
        );
        await kube.apply({ ...AS_V2, spec });
        const changed = { ...AS_V2, spec: { ...spec, image: "emqx/emqx-enterprise:5.8.7" } };
        await assert.rejects(kube.apply(changed), /before-first-apply/);
        await kube.apply(changed, { force: true });
    });
});

import * as assert from "node:assert/strict";
import { needsControlPlane } from "../../testkit/controlPlane";
import { needsPulumi } from "../support/e2e/pulumiTools";
import type { RunResult } from "../support/e2e/realStack";
import { NAMESPACE, type Scene, startScene } from "../support/e2e/scene";
import { changes, counted } from "../support/e2e/steps";

const OPERATOR_NAMESPACE = "emqx-operator-system";
const CRD = { apiVersion: "apiextensions.k8s.io/v1", kind: "CustomResourceDefinition" };
const KEPT = ["emqxes.apps.emqx.io", "rebalances.apps.emqx.io"];

/** A stack whose CRDs were resources of the operator's chart gets to the release; every test goes on from the one before. */
describe("the operator's CRDs on the real engine", function () {
    this.bail(true);
    this.timeout(1_200_000);
    let scene: Scene;

    before(async function () {
        needsPulumi.call(this);
        needsControlPlane.call(this);
        scene = await startScene("e2e-crds");
        scene.stack.setProgram("earlierStack.ts");
        await scene.stack.setArguments(scene.arguments());
        await run("up");
    });

    after(() => scene?.stop());

    async function run(command: "up" | "refresh" | "destroy"): Promise<RunResult> {
        const result = await scene.stack[command]();
        assert.ok(result.succeeded, result.output);
        return result;
    }

    /** What tells whether an object is still the one it was, and whether anything was done to it. */
    async function objects(): Promise<Record<string, object>> {
        const crds = (await scene.kube.list(CRD)).filter(({ metadata }) => KEPT.includes(metadata.name));
        const pods = await scene.kube.list({
            apiVersion: "v1",
            kind: "Pod",
            namespace: OPERATOR_NAMESPACE,
        });
        const deployments = await scene.kube.list({
            apiVersion: "apps/v1",
            kind: "Deployment",
            namespace: OPERATOR_NAMESPACE,
        });
        const emqx = await scene.kube.list({
            apiVersion: "apps.emqx.io/v2beta1",
            kind: "EMQX",
            namespace: NAMESPACE,
        });
        return Object.fromEntries(
            [...crds, ...pods, ...deployments, ...emqx].map(({ kind, metadata }) => [
                `${kind} ${metadata.name}`,
                { uid: metadata.uid, generation: metadata.generation, going: metadata.deletionTimestamp },
            ]),
        );
    }

    const stateOf = (type: string) =>
        JSON.parse(scene.stack.state()).checkpoint.latest.resources.filter((resource: { type: string }) =>
            resource.type.endsWith(type),
        );

    it("move in one update to a release of their own, without a change of CRDs, operator and EMQX", async () => {
        const before = await objects();
        assert.equal(Object.keys(before).filter((key) => key.startsWith(CRD.kind)).length, KEPT.length);
        assert.equal(stateOf(":CustomResourceDefinition").length, KEPT.length);
        scene.stack.setProgram("stack.ts");
        const { events } = await run("up");
        assert.deepEqual(await objects(), before);
        assert.deepEqual(changes(events).sort(), [
            "create mqtt-operator-crds",
            ...KEPT.map((name) => `delete mqtt-operator-chart:${name}`),
        ]);
        assert.deepEqual(stateOf(":CustomResourceDefinition"), []);
    });

    it("cost an update without a change nothing, wherever the program runs", async () => {
        scene.stack.forgetMadeCharts();
        const { events } = await run("up");
        assert.deepEqual(changes(events), []);
        assert.deepEqual(counted(events), []);
    });

    it("are changed by a later chart, in place", async () => {
        const before = await objects();
        scene.charts.setOperatorVersion("2.2.30");
        await scene.startOperator();
        const { events } = await run("up");
        assert.ok(changes(events).includes("update mqtt-operator-crds"));
        const [emqxes] = (await scene.kube.list(CRD)).filter(({ metadata }) => metadata.name === KEPT[0]);
        assert.equal(emqxes?.metadata.labels["app.kubernetes.io/version"], "2.2.30");
        const key = `${CRD.kind} ${KEPT[0]}`;
        assert.deepEqual((await objects())[key], before[key]);
    });

    it("stay when the stack goes, and the next one takes them over", async () => {
        const kept = async () => Object.entries(await objects()).filter(([key]) => key.startsWith(CRD.kind));
        const before = await kept();
        await run("destroy");
        assert.deepEqual(await kept(), before);
        await scene.stack.setArguments(
            scene.arguments({ operator: { namespace: "another-operator-system" } }),
        );
        await run("up");
        assert.deepEqual(await kept(), before);
    });
});

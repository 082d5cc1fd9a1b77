import * as assert from "node:assert/strict";
import { needsControlPlane } from "../../testkit/controlPlane";
import { credentialsOf, leaks } from "../support/e2e/leaks";
import { operatorIsReplaced } from "../support/e2e/operatorIsReplaced";
import { needsPulumi } from "../support/e2e/pulumiTools";
import type { RunResult } from "../support/e2e/realStack";
import { isRolledOut, replicantsTooEarly, servicesTooEarly } from "../support/e2e/rollout";
import { NAMESPACE, type Scene, SECRETS, startScene } from "../support/e2e/scene";
import { changes, counted, outOfOrder } from "../support/e2e/steps";

const EMQX = { type: ":EMQX" };
const OPERATOR = { type: ":Deployment", name: "controller-manager" };
const CERT_MANAGER = { type: ":Release", name: "cert-manager" };
const CRDS = { type: ":Release", name: "operator-crds" };
const TUNING = { type: ":DaemonSet" };
const SERVICE = { type: ":Service", name: "mqtt-lb-mqtt" };
const emqxObject = {
    apiVersion: "apps.emqx.io/v2beta1",
    kind: "EMQX",
    metadata: { name: "emqx", namespace: NAMESPACE },
};
const namespaceObject = { apiVersion: "v1", kind: "Namespace", metadata: { name: NAMESPACE } };
/** Right, but not as an API server writes it back: Pulumi must find no difference in it, and no conflict. */
const unusual = {
    cores: { resources: { memoryRequest: "2048Mi", cpuRequest: "0.5" } },
    environment: { E2E_EMPTY: "" },
};
const config = 'mqtt.max_packet_size = "2MB"';

/** One stack from its creation to its destruction and back: every test goes on where the one before it ended. */
describe("the chain on the real engine: life of a stack", function () {
    this.bail(true);
    this.timeout(1_200_000);
    let scene: Scene;
    let printed = "";

    before(async function () {
        needsPulumi.call(this);
        needsControlPlane.call(this);
        scene = await startScene("e2e-chain");
    });

    after(() => scene?.stop());

    async function run(
        command: "up" | "refresh" | "destroy",
        parts?: { emqx?: object; loadBalancer?: object },
    ): Promise<RunResult> {
        if (parts !== undefined) {
            const emqx = { ...unusual, ...parts.emqx };
            await scene.stack.setArguments(scene.arguments({ ...parts, emqx }));
        }
        const result = await scene.stack[command]();
        printed += result.output;
        assert.ok(result.succeeded, result.output);
        return result;
    }

    const now = () => scene.timeline.entries.at(-1)!;

    it("creates it in the order of the chain, and ends when EMQX has rolled out", async () => {
        const result = await run("up", {});
        const { events, output, outputs } = result;
        const entries = scene.during(result);
        assert.deepEqual(outOfOrder(events, [TUNING, CERT_MANAGER, OPERATOR, EMQX, SERVICE]), []);
        assert.deepEqual(outOfOrder(events, [CERT_MANAGER, CRDS, OPERATOR]), []);
        assert.deepEqual(servicesTooEarly(entries, "5.7.0"), []);
        assert.deepEqual(replicantsTooEarly(entries, "5.7.0"), []);
        assert.ok(isRolledOut(entries.at(-1)!, "5.7.0"), "EMQX has not rolled out");
        assert.match(output, /\d+s cores \d\/3, replicants \d\/3/, "no progress in the output");

        const versions = outputs.nodes?.value.map((node: any) => `${node.role} ${node.version}`).sort();
        assert.deepEqual(versions, [...Array(3).fill("core 5.7.0"), ...Array(3).fill("replicant 5.7.0")]);
        assert.equal(outputs.nodes?.secret, false);
        const service = await scene.kube.core.readNamespacedService({
            name: "emqx-mqtt-nlb",
            namespace: NAMESPACE,
        });
        const host = service.status?.loadBalancer?.ingress?.[0]?.hostname;
        assert.ok(host);
        assert.deepEqual(outputs.endpoints?.value, { tcp: `${host}:1883` });
        assert.equal(outputs.dashboardPassword?.secret, true);
    });

    it("makes nothing of Alibaba Cloud's where cluster and nodes exist", () => {
        const { resources } = JSON.parse(scene.stack.state()).checkpoint.latest;
        const types = resources.map(({ type }: { type: string }) => type);
        assert.deepEqual(
            types.filter((type: string) => type.includes("alicloud")),
            [],
        );
    });

    it("an update without a change changes nothing and waits for no rollout", async () => {
        const { events, output } = await run("up");
        assert.deepEqual(changes(events), []);
        assert.deepEqual(counted(events), []);
        assert.doesNotMatch(output, /s cores \d/);
    });

    it("a refresh finds everything as it was left", async () => {
        const { events } = await run("refresh");
        assert.ok(events.some(({ summaryEvent }) => summaryEvent !== undefined));
        assert.deepEqual(counted(events), []);
    });

    it("a change of the configuration restarts nothing, and ends when it is applied", async () => {
        const before = now();
        const { events } = await run("up", { emqx: { config } });
        assert.deepEqual(changes(events), ["update mqtt-emqx-emqx"]);
        const { metadata, spec } = (await scene.kube.get(emqxObject))!;
        assert.match(spec.config.data, /max_packet_size/);
        assert.equal(metadata.annotations["apps.emqx.io/last-emqx-configuration"], spec.config.data);
        assert.deepEqual(Object.keys(now().pods), Object.keys(before.pods));
    });

    it("another image: ends when it has rolled out, and the load balancer changes only then", async () => {
        const result = await run("up", {
            emqx: { config, version: "5.7.1" },
            loadBalancer: { connectionDrainSeconds: 600 },
        });
        const entries = scene.during(result);
        assert.deepEqual(changes(result.events), [
            "update mqtt-emqx-emqx",
            ...changes(result.events).filter((change) => change.startsWith("update mqtt-lb-")),
        ]);
        assert.deepEqual(outOfOrder(result.events, [EMQX, SERVICE]), []);
        assert.deepEqual(servicesTooEarly(entries, "5.7.1"), []);
        assert.deepEqual(replicantsTooEarly(entries, "5.7.1"), []);
        assert.ok(isRolledOut(entries.at(-1)!, "5.7.1"), "EMQX has not rolled out");
        const versions = new Set(result.outputs.nodes?.value.map((node: any) => node.version));
        assert.deepEqual([...versions], ["5.7.1"]);
    });

    it("another operator and another image: EMQX changes when it has settled under the new operator", async () => {
        scene.charts.setOperatorVersion("2.2.30");
        const replaced = operatorIsReplaced(scene.kube, "2.2.30").then(() =>
            scene.startOperator({ templateSalt: "2.2.30" }),
        );
        const before = now();
        const result = await run("up", { emqx: { config, version: "5.7.2" } });
        await replaced;
        const entries = scene.during(result);
        assert.deepEqual(outOfOrder(result.events, [OPERATOR, EMQX]), []);
        assert.match(result.output, /settle under the changed operator/);

        const changed = entries.findIndex(({ emqx }) => emqx?.generation !== before.emqx?.generation);
        const settled = entries[changed - 1]!;
        assert.ok(isRolledOut(settled, "5.7.1"), "the cluster had not settled");
        const rolledByOperator = Object.keys(settled.sets).filter((set) => !(set in before.sets));
        assert.equal(rolledByOperator.length, 2, "the new operator had not rolled its sets");
        assert.ok(isRolledOut(entries.at(-1)!, "5.7.2"), "EMQX has not rolled out");
    });

    it("no secret is readable in state, output or the EMQX object", async () => {
        const given = { ...SECRETS, ...credentialsOf(scene.kubeconfig) };
        const found = await leaks(scene.kube, NAMESPACE, given, {
            "the state file": scene.stack.state(),
            "the output": printed,
            "the EMQX object": JSON.stringify(await scene.kube.get(emqxObject)),
        });
        assert.deepEqual(found, []);
        assert.match(scene.stack.state(), /ciphertext/, "nothing is encrypted at all");
    });

    it("destroys it backwards; namespace, claims and CRDs stay", async () => {
        const claims = () => scene.kube.core.listNamespacedPersistentVolumeClaim({ namespace: NAMESPACE });
        const before = (await claims()).items.map(({ metadata }) => metadata?.name);
        assert.ok(before.length >= 3);
        const { events } = await run("destroy");
        assert.deepEqual(outOfOrder(events, [SERVICE, EMQX, OPERATOR, CERT_MANAGER, TUNING]), []);
        const { sets, emqx, services } = now();
        assert.equal(emqx, undefined);
        assert.deepEqual(
            Object.keys(services).filter((name) => name.endsWith("-nlb")),
            [],
        );
        assert.deepEqual(Object.keys(sets), []);
        assert.deepEqual(
            (await claims()).items.map(({ metadata }) => metadata?.name),
            before,
        );
        assert.ok(await scene.kube.get(namespaceObject));
        await scene.kube.request("GET", "/apis/apps.emqx.io/v2beta1/emqxes");
        const operators = await scene.kube.apps.listDeploymentForAllNamespaces({
            labelSelector: "control-plane=controller-manager",
        });
        assert.deepEqual(operators.items, []);
    });

    it("a second creation takes over what stayed, but for the configuration of the one before", async () => {
        const { uid } = (await scene.kube.get(namespaceObject))!.metadata;
        // The chart has got another version since: its CRDs differ from those that stayed.
        scene.charts.setOperatorVersion("2.2.31");
        await scene.startOperator();
        const result = await run("up", {});
        assert.equal((await scene.kube.get(namespaceObject))!.metadata.uid, uid);
        assert.match(result.output, /ConfigMap emqx-configs of a deleted EMQX object was removed/);
        const configMap = await scene.kube.core.readNamespacedConfigMap({
            name: "emqx-configs",
            namespace: NAMESPACE,
        });
        assert.doesNotMatch(JSON.stringify(configMap.data), /max_packet_size/);
        assert.ok(isRolledOut(now(), "5.7.0"), "EMQX has not rolled out");
    });
});

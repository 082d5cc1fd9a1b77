import assert from "node:assert/strict";
import { disown } from "../../provider/emqx/gate/seen/ownership";
import { v2 } from "../../provider/emqx/lines/v2";
import { openApis } from "../../provider/kubernetes/apis";
import { carryOver } from "../../provider/operator/carryOver/carryOver";
import { carryOverAccess } from "../../provider/operator/carryOver/carryOverAccess";
import {
    type ControlPlane,
    connect,
    type Kube,
    needsControlPlane,
    startControlPlane,
} from "../../testkit/controlPlane";
import { definition } from "../../testkit/crds/toDefinition";
import { installCrd } from "../../testkit/operator/installCrd";

const NAMESPACE = "emqx-operator-system";
const OPERATOR = "emqx-operator-controller-manager";
const ANNOTATION = "apps.emqx.io/last-emqx-configuration";

const watch = {
    report: () => {},
    warn: () => {},
    now: Date.now,
    sleep: (ms: number) => new Promise<void>((wake) => setTimeout(wake, ms)),
};

/** On a real API server: what the gate writes there, and what the API server makes of it. */
describe("an operator of another line", function () {
    this.timeout(300_000);
    let cluster: ControlPlane;
    let kube: Kube;
    before(async function () {
        needsControlPlane.call(this);
        cluster = await startControlPlane({ name: "other-line" });
        kube = await connect(cluster.kubeconfig);
        await kube.apply({ apiVersion: "v1", kind: "Namespace", metadata: { name: NAMESPACE } });
        await kube.apply({ apiVersion: "v1", kind: "Namespace", metadata: { name: "mqtt" } });
    });
    after(() => cluster?.stop());

    it("finds the one before it stopped, its webhooks gone and its objects not converted", async () => {
        const conversion = {
            strategy: "Webhook",
            webhook: {
                conversionReviewVersions: ["v1"],
                clientConfig: { service: { namespace: NAMESPACE, name: "emqx-operator-webhook-service" } },
            },
        };
        for (const plural of ["emqxes", "rebalances"]) {
            const crd = definition("operator-2.2", plural);
            await installCrd(kube, { ...crd, spec: { ...crd.spec, conversion } });
        }
        const labels = { "control-plane": "controller-manager" };
        await kube.apply({
            apiVersion: "apps/v1",
            kind: "Deployment",
            metadata: { name: OPERATOR, namespace: NAMESPACE, labels },
            spec: {
                replicas: 2,
                selector: { matchLabels: labels },
                template: {
                    metadata: { labels },
                    spec: {
                        containers: [{ name: "manager", image: "emqx/emqx-operator-controller:2.2.29" }],
                    },
                },
            },
        });
        const webhooks = ["Mutating", "Validating"].map((kind) => ({
            apiVersion: "admissionregistration.k8s.io/v1",
            kind: `${kind}WebhookConfiguration`,
            metadata: { name: `emqx-operator-${kind.toLowerCase()}-webhook-configuration` },
            webhooks: [
                {
                    name: "validator.rebalance.emqx.io",
                    admissionReviewVersions: ["v1"],
                    sideEffects: "None",
                    failurePolicy: "Fail",
                    clientConfig: {
                        service: { namespace: NAMESPACE, name: "emqx-operator-webhook-service" },
                    },
                    rules: [
                        {
                            apiGroups: ["apps.emqx.io"],
                            apiVersions: ["v2beta1"],
                            operations: ["CREATE"],
                            resources: ["emqxes"],
                        },
                    ],
                },
            ],
        }));
        for (const webhook of webhooks) await kube.apply(webhook);

        const goal = { line: v2, namespace: NAMESPACE, said: true, timeoutSeconds: 120 };
        const access = await carryOverAccess.open(cluster.kubeconfig, v2);
        await carryOver(goal, access, watch);
        // Again, as after an update that was cut off.
        await carryOver(goal, access, watch);

        const deployment = await kube.get({
            apiVersion: "apps/v1",
            kind: "Deployment",
            metadata: { name: OPERATOR, namespace: NAMESPACE },
        });
        assert.equal(deployment?.spec.replicas, 0);
        for (const webhook of webhooks) assert.equal(await kube.get(webhook), undefined);
        for (const plural of ["emqxes", "rebalances"]) {
            const crd = await kube.get(definition("operator-2.2", plural));
            assert.deepEqual(crd?.spec.conversion, { strategy: "None" });
        }
    });

    it("leaves an object without owners, which no longer stands in the way of a change", async () => {
        for (const plural of ["emqxes"]) await installCrd(kube, definition("operator-2.3", plural));
        const object = (image: string, replicas = 3) => ({
            apiVersion: "apps.emqx.io/v2",
            kind: "EMQX",
            metadata: { name: "emqx", namespace: "mqtt" },
            spec: {
                image,
                config: { data: "a = 1" },
                replicantTemplate: { spec: { replicas } },
            },
        });
        const apply = (manifest: object) => kube.apply(manifest, { fieldManager: "pulumi-kubernetes-1" });
        const managers = async () =>
            ((await kube.get(object("")))?.metadata.managedFields ?? []).map((entry: any) => entry.manager);
        const isConflict = (error: any) => error.code === 409;
        const { objects } = await openApis(cluster.kubeconfig);
        const giveBack = async () => disown({ objects } as never, v2, "mqtt", "emqx");
        const wipe = () => kube.mergePatch(object(""), { metadata: { managedFields: [{}] } });

        await apply(object("emqx/emqx:5.10.0"));
        assert.equal(await giveBack(), false, "what has owners keeps them");
        await kube.mergePatch(object(""), { metadata: { annotations: { [ANNOTATION]: "a = 1" } } });
        await wipe();
        assert.deepEqual(await managers(), []);

        // As the API server is by itself.
        await apply(object("emqx/emqx:5.10.0"));
        assert.deepEqual((await managers()).sort(), ["before-first-apply", "pulumi-kubernetes-1"]);
        await assert.rejects(apply(object("emqx/emqx:5.10.1")), isConflict);

        assert.equal(await giveBack(), true);
        await apply(object("emqx/emqx:5.10.1"));
        assert.equal(await giveBack(), false, "once is enough");
        await apply(object("emqx/emqx:5.10.2", 4));

        // The same before anybody has applied.
        await wipe();
        assert.equal(await giveBack(), true);
        await apply(object("emqx/emqx:5.10.3", 3));

        // What somebody else wrote stays theirs.
        const scale = { op: "replace", path: "/spec/replicantTemplate/spec/replicas", value: 5 };
        await objects.patchNamespacedCustomObject({
            ...v2.resource,
            namespace: "mqtt",
            name: "emqx",
            body: [scale],
            fieldManager: "kubectl",
        });
        assert.equal(await giveBack(), false);
        await assert.rejects(apply(object("emqx/emqx:5.10.3", 3)), isConflict);
        assert.equal((await kube.get(object("")))?.spec.replicantTemplate.spec.replicas, 5);
    });
});

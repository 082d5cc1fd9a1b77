import assert from "node:assert";
import * as k8s from "@pulumi/kubernetes";
import { isSecret } from "../../../preview/monitor/wire";
import { SERVICE_FINALIZER } from "../../cloud";
import { NEVER_READY_ANNOTATION } from "../../controlPlane";
import type { Step } from "../../engine";
import web from "../../engine/programs/web";
import { assertBefore, changed, ops, succeeded } from "../../engine/steps";
import { engineSuite } from "../../engine/suite";

describe("the deployment engine for tests", function () {
    this.timeout(120_000);
    const suite = engineSuite("engine");

    it("creates everything in the order of its dependencies, and waits until it is ready", async () => {
        const { up, namespace } = suite.stack();
        const result = succeeded(await up());
        assert.deepStrictEqual(ops(result.steps), {
            k8s: "create",
            password: "create",
            namespace: "create",
            secret: "create",
            settings: "create",
            deployment: "create",
            service: "create",
        });
        assertBefore(result.steps, "namespace", "secret");
        assertBefore(result.steps, "secret", "deployment");
        assertBefore(result.steps, "deployment", "service");
        const deployment = await suite.object("apps/v1", "Deployment", "web", namespace);
        assert.strictEqual(deployment?.status.readyReplicas, 2);
        const service = await suite.object("v1", "Service", "web", namespace);
        assert.deepStrictEqual(service?.metadata.finalizers, [SERVICE_FINALIZER]);
        assert.strictEqual(result.outputs.address, service?.status.loadBalancer.ingress[0].ip);
        assert.ok(isSecret(result.outputs.password));
        assert.deepStrictEqual(result.graph.plainTextOccurrences("Pw-"), []);
        const secret = await suite.object("v1", "Secret", "password", namespace);
        assert.match(Buffer.from(secret?.data.password, "base64").toString(), /^Pw-/);
    });

    it("does nothing when nothing differs", async () => {
        const { up, namespace } = suite.stack();
        const first = succeeded(await up());
        const before = await suite.object("apps/v1", "Deployment", "web", namespace);
        const second = succeeded(await up());
        assert.deepStrictEqual([...new Set(second.steps.map(({ op }) => op))], ["same"]);
        assert.strictEqual(second.steps.length, first.steps.length);
        assert.deepStrictEqual(second.outputs, first.outputs);
        const after = await suite.object("apps/v1", "Deployment", "web", namespace);
        assert.strictEqual(after?.metadata.resourceVersion, before?.metadata.resourceVersion);
    });

    it("changes in place what can be changed, and waits for it", async () => {
        const { up, namespace } = suite.stack();
        succeeded(await up());
        const { steps } = succeeded(await up({ replicas: 3 }));
        assert.deepStrictEqual(changed(steps), { deployment: "update" });
        const deployment = await suite.object("apps/v1", "Deployment", "web", namespace);
        assert.strictEqual(deployment?.status.readyReplicas, 3);
    });

    it("replaces by the new one first and deletes the old one at the very end", async () => {
        const { up, namespace } = suite.stack();
        succeeded(await up());
        const { steps } = succeeded(await up({ settings: "settings-2", colour: "green" }));
        assert.deepStrictEqual(
            steps.filter(({ op }) => op !== "same").map(({ op, name }) => `${op} ${name}`),
            ["replace settings", "update deployment", "delete settings"],
        );
        assert.strictEqual(await suite.object("v1", "ConfigMap", "settings", namespace), undefined);
        const settings = await suite.object("v1", "ConfigMap", "settings-2", namespace);
        assert.deepStrictEqual(settings?.data, { colour: "green" });
    });

    it("deletes first what cannot be there twice", async () => {
        const { deployment, input } = suite.stack();
        const settings = (colour: string) => () => {
            const provider = new k8s.Provider("k8s", { kubeconfig: input.kubeconfig });
            const metadata = { name: `settings-${input.namespace}`, namespace: "default" };
            new k8s.core.v1.ConfigMap("settings", { metadata, data: { colour } }, { provider });
        };
        succeeded(await deployment.up(settings("blue")));
        const before = await suite.object("v1", "ConfigMap", `settings-${input.namespace}`, "default");
        const { steps } = succeeded(await deployment.up(settings("green")));
        assert.deepStrictEqual(changed(steps), { settings: "replace" });
        const after = await suite.object("v1", "ConfigMap", `settings-${input.namespace}`, "default");
        assert.notStrictEqual(after?.metadata.uid, before?.metadata.uid);
        assert.deepStrictEqual(after?.data, { colour: "green" });
        await deployment.destroy();
    });

    it("deletes what the program no longer asks for, and waits for its finalizers", async () => {
        const { up, namespace } = suite.stack();
        succeeded(await up());
        const { steps } = succeeded(await up({ loadBalancer: false }));
        assert.deepStrictEqual(changed(steps), { service: "delete" });
        assert.strictEqual(await suite.object("v1", "Service", "web", namespace), undefined);
        const { started, ended } = steps.find(({ name }) => name === "service") as Step;
        assert.ok(ended - started >= 1000, `the finalizer was off after ${ended - started} ms`);
    });

    it("deletes nothing when a step fails, keeps what was done, and goes on from there", async () => {
        const { up, namespace, deployment } = suite.stack({ waitSeconds: 10 });
        succeeded(await up());
        const failing = { settings: "settings-2", podAnnotations: { [NEVER_READY_ANNOTATION]: "true" } };
        const failed = await up(failing);
        assert.match(
            String(failed.error?.message),
            /Deployment web-\d+\/web was not ready within 10 s: 1 of 2/,
        );
        assert.deepStrictEqual(changed(failed.steps), { settings: "replace" });
        assert.ok(!failed.steps.some(({ name }) => name === "service"), "a dependent was registered");
        assert.ok(
            await suite.object("v1", "ConfigMap", "settings", namespace),
            "the replaced one was deleted",
        );
        assert.ok(deployment.resources.some(({ name }) => name === "service"));

        const again = await up(failing);
        assert.match(String(again.error?.message), /was not ready/, "what was not ready is taken up again");
        const { steps } = succeeded(await up({ settings: "settings-2" }));
        assert.deepStrictEqual(
            steps.filter(({ op }) => op !== "same").map(({ op, name }) => `${op} ${name}`),
            ["update deployment", "delete settings"],
        );
        assert.strictEqual(await suite.object("v1", "ConfigMap", "settings", namespace), undefined);
    });

    it("gives the error that the program itself ends with", async () => {
        const { deployment, input } = suite.stack();
        const { error, steps } = await deployment.up(() => {
            web(input);
            throw new Error("not like this");
        });
        assert.match(String(error?.message), /not like this/);
        assert.ok(steps.every(({ op }) => op === "create"));
        succeeded(await deployment.up(() => web(input)));
    });

    it("destroys dependents first, and waits for each", async () => {
        const { up, deployment, namespace } = suite.stack();
        succeeded(await up());
        const steps = await deployment.destroy();
        assert.deepStrictEqual([...new Set(steps.map(({ op }) => op))], ["delete"]);
        assertBefore(steps, "service", "deployment");
        assertBefore(steps, "deployment", "secret");
        assertBefore(steps, "secret", "namespace");
        assertBefore(steps, "namespace", "k8s");
        assert.strictEqual(await suite.object("v1", "Namespace", namespace), undefined);
        assert.deepStrictEqual(deployment.resources, []);
    });
});

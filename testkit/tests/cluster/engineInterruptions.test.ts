import assert from "node:assert";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { Deployment, runInChild } from "../../engine";
import { ops, succeeded } from "../../engine/steps";
import { engineSuite } from "../../engine/suite";

const PROGRAM = require.resolve("../../engine/programs/web.ts");

describe("the deployment engine for tests, interrupted", function () {
    this.timeout(240_000);
    const suite = engineSuite("engineInterruptions");

    it("goes on where a killed process stopped", async () => {
        const stateFile = join(suite.folder, "killed.json");
        const { input, namespace } = suite.stack();
        const { kubeconfig } = input;
        const task = { programFile: PROGRAM, input: { ...input, waitFor: "go" }, kubeconfig, stateFile };
        const first = runInChild(task);
        const isWaiting = () => first.messages.some(({ message }) => message.includes("waiting for go"));
        try {
            for (let tries = 0; !isWaiting(); tries++) {
                assert.ok(tries < 900, "the program did not come to where it waits");
                await sleep(100);
            }
        } finally {
            await first.kill();
        }
        await assert.rejects(first.end, /ended by SIGKILL/);
        const made = JSON.parse(readFileSync(stateFile, "utf8")).resources.map(
            (r: { name: string }) => r.name,
        );
        assert.ok(made.includes("settings") && !made.includes("deployment"), made.join(" "));

        await suite.kube.apply({ apiVersion: "v1", kind: "ConfigMap", metadata: { name: "go", namespace } });
        const second = runInChild(task);
        assert.deepStrictEqual((await second.end).error, undefined);
        const results = ops(second.steps);
        assert.deepStrictEqual(
            [results.settings, results.namespace, results.deployment, results.service],
            ["same", "same", "create", "create"],
        );
        const steps = await new Deployment({ kubeconfig, stateFile }).destroy();
        assert.ok(steps.some(({ name }) => name === "service"));
        assert.strictEqual(await suite.object("v1", "Namespace", namespace), undefined);
    });

    it("waits for an API server that is away", async function () {
        if (suite.controlPlane.external) this.skip();
        const { up, namespace, deployment } = suite.stack();
        const running = up({ podAnnotations: { run: "1" } });
        await sleep(1500);
        await suite.controlPlane.stopApiServer();
        await sleep(3000);
        await suite.controlPlane.startApiServer();
        succeeded(await running);
        assert.ok(await suite.object("v1", "Service", "web", namespace));
        await deployment.destroy();
    });
});

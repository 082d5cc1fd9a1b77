import assert from "node:assert/strict";
import { reveal } from "../../preview/monitor/wire";
import { CertManager, type CertManagerArgs } from "../../provider";
import { MODES, type Mode, run } from "../support/stacks";

function create(args: CertManagerArgs, mode: Mode = "update") {
    return run(
        () => {
            const { namespace, version } = new CertManager("certs", args);
            return { namespace, version };
        },
        mode,
        {
            outputs: (r) =>
                r.type.endsWith(":Release")
                    ? { status: { namespace: r.inputs.namespace!, version: r.inputs.version ?? "v1.20.0" } }
                    : undefined,
        },
    );
}

async function release(args: CertManagerArgs, mode: Mode = "update"): Promise<any> {
    return reveal((await create(args, mode)).get("Release").inputs);
}

describe("CertManager", () => {
    for (const mode of MODES) {
        it(`is a release that is done when it serves, and whose CRDs stay (${mode})`, async () => {
            const inputs = await release({}, mode);
            assert.equal(inputs.name, "cert-manager");
            assert.equal(inputs.namespace, "cert-manager");
            assert.equal(inputs.createNamespace, true);
            assert.equal(inputs.waitForJobs, true);
            assert.equal(inputs.values.startupapicheck.enabled, true);
            assert.deepEqual(inputs.values.crds, { enabled: true, keep: true });
            assert.notEqual(inputs.skipAwait, true);
        });
    }

    it("is pinned to a version, and tells which one runs", async () => {
        const graph = await create({});
        assert.match(String(graph.get("Release").inputs.version), /^v\d+\.\d+\.\d+$/);
        assert.equal(graph.outputs.version, graph.get("Release").inputs.version);
        assert.equal(graph.outputs.namespace, "cert-manager");
    });

    it("comes from where it is told to", async () => {
        const inputs = await release({
            source: { repository: "https://charts.example", version: "v1.19.0" },
            namespace: "certs",
        });
        assert.equal(inputs.chart, "cert-manager");
        assert.equal(inputs.version, "v1.19.0");
        assert.deepEqual(inputs.repositoryOpts, { repo: "https://charts.example" });
        assert.equal(inputs.namespace, "certs");
        const folder = await release({ source: { chart: "./charts/cert-manager" } });
        assert.equal(folder.chart, "./charts/cert-manager");
        assert.equal(folder.repositoryOpts, undefined);
        assert.equal(folder.version, undefined);
    });

    it("gives every one of its pods the replicas, tolerations and pull secrets it is told", async () => {
        const { values } = await release({
            replicas: 2,
            tolerations: [{ key: "mqtt", value: "core", effect: "NoSchedule" }],
            imagePullSecrets: ["pull"],
        });
        const tolerations = [{ key: "mqtt", operator: "Equal", value: "core", effect: "NoSchedule" }];
        for (const part of [values, values.webhook, values.cainjector]) {
            assert.equal(part.replicaCount, 2);
            assert.deepEqual(part.tolerations, tolerations);
        }
        assert.deepEqual(values.startupapicheck.tolerations, tolerations);
        assert.deepEqual(values.global.imagePullSecrets, [{ name: "pull" }]);
    });

    it("says where each image is under the names that the chart reads", async () => {
        const { values } = await release({ imageRegistry: "acr.example/mqtt" });
        const parts: [part: any, image: string][] = [
            [values, "controller"],
            [values.webhook, "webhook"],
            [values.cainjector, "cainjector"],
            [values.acmesolver, "acmesolver"],
            [values.startupapicheck, "startupapicheck"],
        ];
        for (const [part, image] of parts) {
            assert.deepEqual(part?.image, { repository: `acr.example/mqtt/cert-manager-${image}` }, image);
        }
    });
});

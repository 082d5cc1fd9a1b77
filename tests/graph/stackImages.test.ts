import assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import { isOutput, reveal, type Wire } from "../../preview/monitor/wire";
import { EmqxEdition } from "../../provider";
import type { ProgramGraph } from "../../testkit/programs/programGraph";
import { existingCluster, MODES, newCluster, runStack } from "../support/stacks";

const REGISTRY = "registry-vpc.cn-hangzhou.aliyuncs.com/mqtt";

/** Every value under a key that names an image, wherever it is in a resource of the stack. */
function images(graph: ProgramGraph): string[] {
    const found = new Set<string>();
    const visit = (value: Wire) => {
        if (typeof value !== "object" || value === null) return;
        for (const [key, member] of Object.entries(value)) {
            const plain = isOutput(member) ? member.value : member;
            if ((key === "image" || key === "repository") && typeof plain === "string") found.add(plain);
            else visit(member);
        }
    };
    for (const r of graph.resources) visit(reveal(r.inputs));
    return [...found].sort();
}

const CHARTS = [
    "cert-manager-acmesolver",
    "cert-manager-cainjector",
    "cert-manager-controller",
    "cert-manager-startupapicheck",
    "cert-manager-webhook",
    "emqx-operator-controller",
];

describe("images behind a registry of one's own", () => {
    for (const mode of MODES) {
        it(`has all of a stack's images there (${mode})`, async () => {
            const graph = await runStack({ ...newCluster, imageRegistry: REGISTRY }, mode);
            assert.deepEqual(
                images(graph),
                [...CHARTS, "emqx:5.7.2"].map((image) => `${REGISTRY}/${image}`),
            );
        });

        it(`has the DaemonSet's there too, and takes the registry as an Output (${mode})`, async () => {
            const graph = await runStack(
                {
                    ...existingCluster,
                    existingNodes: { nodeSelector: { pool: "mqtt" }, kubeletPermitsSysctls: true },
                    imageRegistry: pulumi.output(`${REGISTRY}/`),
                    emqx: { edition: EmqxEdition.Enterprise, licenseKey: "key" },
                },
                mode,
            );
            assert.deepEqual(
                images(graph),
                [...CHARTS, "emqx-enterprise:5.8.11", "emqx:5.7.2"]
                    .map((image) => `${REGISTRY}/${image}`)
                    .sort(),
            );
            const [tuning] = (graph.get("DaemonSet").inputs.spec as any).template.spec.containers;
            assert.equal(tuning.image, `${REGISTRY}/emqx:5.7.2`);
        });
    }

    it("runs the same image in the check before EMQX as in EMQX", async () => {
        const graph = await runStack(
            { ...newCluster, emqx: { image: "registry.example/own/emqx:5.7.2-1" } },
            "update",
        );
        const spec = graph.get("EMQX").inputs.spec as any;
        assert.equal(spec.image, "registry.example/own/emqx:5.7.2-1");
        for (const template of [spec.coreTemplate, spec.replicantTemplate]) {
            assert.deepEqual(
                template.spec.initContainers.map((c: any) => c.image),
                [spec.image],
            );
        }
    });

    it("leaves the charts their own images when there is none", async () => {
        const graph = await runStack(newCluster, "update");
        assert.deepEqual(images(graph), ["emqx/emqx:5.7.2"]);
    });
});

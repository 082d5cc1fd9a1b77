import { createOrUpdate } from "../../applied";
import { inNamespace } from "../../emqxObject";
import { instanceLabels, type Role, roleLabels } from "../../names";
import { nameOf } from "../names";
import type { Pass, Step } from "../pass";
import { hasReplicants, type NodeTemplate } from "../spec";

/** A PodDisruptionBudget a role; without minAvailable and maxUnavailable it allows no disruption at all. */
export const budgets: Step = async (pass) => {
    const { coreTemplate, replicantTemplate } = pass.emqx.spec;
    await budget(pass, "core", coreTemplate);
    if (hasReplicants(pass.emqx) && replicantTemplate) await budget(pass, "replicant", replicantTemplate);
    return undefined;
};

async function budget(pass: Pass, role: Role, { metadata, spec }: NodeTemplate): Promise<void> {
    const { name, labels } = pass.emqx.metadata;
    await createOrUpdate(pass, `${inNamespace(pass.emqx, "/apis/policy/v1")}/poddisruptionbudgets`, {
        apiVersion: "policy/v1",
        kind: "PodDisruptionBudget",
        metadata: { name: nameOf.role(name, role), labels: { ...labels, ...instanceLabels(name) } },
        spec: {
            selector: { matchLabels: { ...metadata.labels, ...roleLabels(name, role) } },
            minAvailable: spec.minAvailable,
            maxUnavailable: spec.maxUnavailable,
        },
    });
}

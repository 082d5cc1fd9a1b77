import { ifFound, reasonOf, statusOf } from "../../../kubernetes/answers";
import type { Apis } from "../../../kubernetes/apis";
import type { OperatorLine } from "../../lines/line/line";

/**
 * Whether the operator's webhook answers: undefined, or why not. Asked by a rehearsal (dry run) of making an object that the
 * API server does not decide without the webhook. Nothing is made.
 */
export async function askWebhook(
    { objects }: Apis,
    line: OperatorLine,
    namespace: string,
): Promise<string | undefined> {
    const probe = line.webhookProbe?.(namespace);
    if (probe === undefined) return undefined;
    const { resource, body } = probe;
    try {
        await ifFound(objects.createNamespacedCustomObject({ ...resource, namespace, dryRun: "All", body }));
        return undefined;
    } catch (error) {
        // Any other refusal is an answer, or says nothing of the webhook.
        if (statusOf(error) === undefined) throw error;
        const reason = reasonOf(error);
        return reason.includes("failed calling webhook") ? reason : undefined;
    }
}

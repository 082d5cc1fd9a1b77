import { reasonOf, statusOf } from "../../kubernetes/answers";
import type { Apis } from "../../kubernetes/apis";
import type { PlacedPod, Workload } from "../meant/workload";

/** Whose the fields are that a drain writes. */
const FIELD_MANAGER = "emqx-ack-drain";

export async function cordon({ core }: Apis, name: string): Promise<void> {
    const body = [{ op: "add", path: "/spec/unschedulable", value: true }];
    await core.patchNode({ name, body, fieldManager: FIELD_MANAGER });
}

/**
 * Asks for a pod's end within its own grace period. A budget that does not allow it answers 429, several budgets for one pod 500.
 * Source: Kubernetes 1.34, pkg/registry/core/pod/storage/eviction.go.
 */
export async function evict({ core }: Apis, { namespace, name }: PlacedPod): Promise<string | undefined> {
    const body = { apiVersion: "policy/v1", kind: "Eviction", metadata: { namespace, name } };
    try {
        await core.createNamespacedPodEviction({ namespace, name, body });
        return undefined;
    } catch (error) {
        switch (statusOf(error)) {
            case 404:
                return undefined;
            case 429:
            case 500:
                return [reasonOf(error), ...causesIn(error)].join(" ");
            default:
                throw error;
        }
    }
}

/** "The disruption budget coredns needs 2 healthy pods and has 2 currently". */
function causesIn(error: unknown): string[] {
    const { body } = Object(error) as { body?: unknown };
    try {
        const status = typeof body === "string" ? JSON.parse(body) : body;
        const causes: { message?: string }[] = status?.details?.causes ?? [];
        return causes.flatMap(({ message }) => (message ? [message] : []));
    } catch {
        return [];
    }
}

/** The annotation by which kubectl restarts a rollout. Source: kubectl 1.34, pkg/polymorphichelpers/objectrestarter.go. */
const RESTARTED_AT = "kubectl.kubernetes.io/restartedAt";

/**
 * Rolls a Deployment as `kubectl rollout restart` does. Whoever made it does not see it: server-side apply and Helm leave alone what
 * they never wrote, and Pulumi compares inputs.
 */
export async function restart({ apps }: Apis, { namespace, name }: Workload, at: Date): Promise<void> {
    const { spec } = await apps.readNamespacedDeployment({ namespace, name });
    const path = "/spec/template/metadata/annotations";
    const value = at.toISOString();
    const body =
        spec?.template.metadata?.annotations === undefined
            ? [{ op: "add", path, value: { [RESTARTED_AT]: value } }]
            : [{ op: "add", path: `${path}/${RESTARTED_AT.replace("/", "~1")}`, value }];
    await apps.patchNamespacedDeployment({ namespace, name, body, fieldManager: FIELD_MANAGER });
}

import { reasonOf, statusOf } from "../../../kubernetes/answers";
import type { Apis } from "../../../kubernetes/apis";
import type { DiskClaim } from "../../lines/line/observation";

/** Asks for a larger disk; why not, where the API server refuses it. A claim that is gone by now needs none. */
export async function growClaim(
    { core }: Apis,
    namespace: string,
    { name }: DiskClaim,
    storage: string,
): Promise<string | undefined> {
    const body = [{ op: "replace", path: "/spec/resources/requests/storage", value: storage }];
    try {
        await core.patchNamespacedPersistentVolumeClaim({ name, namespace, body });
        return undefined;
    } catch (error) {
        const status = statusOf(error);
        if (status === 404) return undefined;
        // 403 is said of a right that is missing, and of a class whose disks do not grow.
        if (status === 403 || status === 422) return reasonOf(error);
        throw error;
    }
}

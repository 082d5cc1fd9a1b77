import type { PresentCluster } from "./meant/present";
import type { ClusterAccess } from "./seen/clusterAccess";
import { patiently, type Watch } from "./watch";

export interface LookedAt {
    readonly present: PresentCluster | undefined;
    readonly apiVersions: readonly string[];
}

/** What there is of an EMQX cluster and its operator before a change. */
export function lookBefore(
    { namespace, instance }: { readonly namespace: string; readonly instance: string },
    timeoutSeconds: number,
    access: ClusterAccess,
    watch: Watch,
): Promise<LookedAt> {
    return patiently(watch, timeoutSeconds, async () => {
        const [present, apiVersions] = await Promise.all([
            access.present(namespace, instance),
            access.apiVersions(),
        ]);
        return { result: { present, apiVersions } };
    });
}

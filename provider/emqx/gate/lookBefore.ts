import type { OperatorThere } from "./meant/lineThere";
import type { PresentCluster } from "./meant/present";
import type { ClusterAccess } from "./seen/clusterAccess";
import { patiently, type Watch } from "./watch";

export interface LookedAt {
    readonly present: PresentCluster | undefined;
    readonly there: OperatorThere;
}

/** What there is of an EMQX cluster and its operator before a change. */
export function lookBefore(
    { namespace, instance }: { readonly namespace: string; readonly instance: string },
    timeoutSeconds: number,
    access: ClusterAccess,
    watch: Watch,
): Promise<LookedAt> {
    return patiently(watch, timeoutSeconds, async () => {
        const [present, apiVersions, operators] = await Promise.all([
            access.present(namespace, instance),
            access.apiVersions(),
            access.operators(namespace),
        ]);
        return { result: { present, there: { apiVersions, operators } } };
    });
}

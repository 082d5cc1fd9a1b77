import { ifAllowed } from "../../kubernetes/answers";
import type { Apis, ReplicaSet, StatefulSet } from "../../kubernetes/apis";
import { DB_ROLE_LABEL } from "../../naming/labels";
import type { EmqxSet } from "../meant/traces";

/** Sets of EMQX in its namespace; none where these credentials may not see them. */
export async function readSets({ apps }: Apis, namespace: string): Promise<EmqxSet[]> {
    const of = { namespace, labelSelector: DB_ROLE_LABEL };
    const found = await Promise.all([
        ifAllowed(apps.listNamespacedStatefulSet(of)),
        ifAllowed(apps.listNamespacedReplicaSet(of)),
    ]);
    return found.flatMap((list) => (list?.items ?? []).map(emqxSet));
}

function emqxSet({ metadata, spec }: StatefulSet | ReplicaSet): EmqxSet {
    return {
        role: metadata?.labels?.[DB_ROLE_LABEL] ?? "",
        created: new Date(metadata?.creationTimestamp ?? 0).getTime(),
        nodeSelector: spec?.template?.spec?.nodeSelector ?? {},
    };
}

import { ifAllowed } from "../../kubernetes/answers";
import type { Apis } from "../../kubernetes/apis";
import type { Surroundings } from "../meant/load";
import type { PoolNode } from "../meant/poolNode";
import { podName } from "../meant/workload";

/** All of a namespace at once: what serves of a controller is counted among the pods that were there together. */
export async function readSurroundings(
    { core, apps }: Apis,
    nodes: readonly PoolNode[],
    others: readonly string[],
): Promise<Surroundings> {
    const here = await Promise.all(
        nodes.map(({ name }) => core.listPodForAllNamespaces({ fieldSelector: `spec.nodeName=${name}` })),
    );
    const found = here.flatMap(({ items }) => items.map(({ metadata }) => metadata?.namespace ?? ""));
    const namespaces = [...new Set([...found, ...others])].sort();
    const all = await Promise.all(
        namespaces.map(async (namespace) => {
            const of = { namespace };
            const [pods, replicaSets, deployments, statefulSets, claims] = await Promise.all([
                core.listNamespacedPod(of),
                apps.listNamespacedReplicaSet(of),
                apps.listNamespacedDeployment(of),
                apps.listNamespacedStatefulSet(of),
                ifAllowed(core.listNamespacedPersistentVolumeClaim(of)),
            ]);
            return { pods, replicaSets, deployments, statefulSets, claims };
        }),
    );
    return {
        pods: all.flatMap(({ pods }) => pods.items),
        replicaSets: all.flatMap(({ replicaSets }) => replicaSets.items),
        deployments: all.flatMap(({ deployments }) => deployments.items),
        statefulSets: all.flatMap(({ statefulSets }) => statefulSets.items),
        sharedClaims: new Set(
            all
                .flatMap(({ claims }) => claims?.items ?? [])
                .filter(({ spec }) => spec?.accessModes?.some((mode) => mode.endsWith("Many")))
                .map(({ metadata }) =>
                    podName({ namespace: metadata?.namespace ?? "", name: metadata?.name ?? "" }),
                ),
        ),
    };
}

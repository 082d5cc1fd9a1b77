import { ifAllowed, ifFound } from "../../../kubernetes/answers";
import type { Apis } from "../../../kubernetes/apis";
import type { OperatorLine } from "../../lines/line/line";
import { at } from "../../lines/line/plainObject";
import type { SomebodysEmqx } from "../meant/foreignOperator";

/** The EMQX objects of the whole Kubernetes cluster; none where these credentials may not see them, or nobody serves their kind. */
export async function readClusters({ objects }: Apis, line: OperatorLine): Promise<SomebodysEmqx[]> {
    const found = await ifAllowed(ifFound(objects.listClusterCustomObject(line.resource)));
    const items = at(found, "items");
    if (!Array.isArray(items)) return [];
    return items.flatMap((item) => {
        const [namespace, instance] = [at(item, "metadata", "namespace"), at(item, "metadata", "name")];
        if (typeof namespace !== "string" || typeof instance !== "string") return [];
        return [{ namespace, instance, nodeSelector: line.read(item).pods.core.nodeSelector }];
    });
}

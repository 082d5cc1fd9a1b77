import { ifAllowed, ifFound } from "../../../kubernetes/answers";
import type { Apis } from "../../../kubernetes/apis";
import { COMPONENT_ANNOTATION } from "../../../naming/labels";
import type { OperatorLine } from "../../lines/line/line";
import { at, textAt } from "../../lines/line/plainObject";
import type { SomebodysEmqx } from "../meant/foreignOperator";

/** The EMQX objects of the whole Kubernetes cluster; none where these credentials may not see them, or nobody serves their kind. */
export async function readClusters({ objects }: Apis, line: OperatorLine): Promise<SomebodysEmqx[]> {
    const found = await ifAllowed(ifFound(objects.listClusterCustomObject(line.resource)));
    const items = at(found, "items");
    if (!Array.isArray(items)) return [];
    return items.flatMap((item) => {
        const [namespace, instance] = [at(item, "metadata", "namespace"), at(item, "metadata", "name")];
        if (typeof namespace !== "string" || typeof instance !== "string") return [];
        const owner = textAt(item, "metadata", "annotations", COMPONENT_ANNOTATION);
        const { nodeSelector } = line.read(item).pods.core;
        return [{ namespace, instance, nodeSelector, ...(owner === undefined ? {} : { owner }) }];
    });
}

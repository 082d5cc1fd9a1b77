import { ifAllowed } from "./answers";
import type { Apis, KubernetesNode } from "./apis";

/** No new pod comes to it. */
export function isCordoned({ spec }: KubernetesNode): boolean {
    return spec?.unschedulable ?? false;
}

/** When it joined, in milliseconds since 1970. */
export function joinedAt({ metadata }: KubernetesNode): number {
    return new Date(metadata?.creationTimestamp ?? 0).getTime();
}

/** Nodes with one of these values of a label; undefined where these credentials may not see nodes. */
export async function nodesWith(
    { core }: Apis,
    label: string,
    values: readonly string[],
): Promise<KubernetesNode[] | undefined> {
    const labelSelector = `${label} in (${values.join(",")})`;
    return (await ifAllowed(core.listNode({ labelSelector })))?.items;
}

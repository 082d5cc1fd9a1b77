import type { KubernetesNode } from "./apis";

/** No new pod comes to it. */
export function isCordoned({ spec }: KubernetesNode): boolean {
    return spec?.unschedulable ?? false;
}

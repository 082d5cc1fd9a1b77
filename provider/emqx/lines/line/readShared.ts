import { listAt, objectAt, quantityAt, textsAt } from "./plainObject";
import type { PodState } from "./state";

/** What the objects of all lines have in common, read back. */

/** Version in an image's tag. */
export function versionOfImage(image: string): string | undefined {
    const tag = /:([^:/@]+)(@.*)?$/.exec(image)?.[1] ?? "";
    return /^v?\d+\.\d+\.\d+/.exec(tag)?.[0].replace(/^v/, "");
}

/** What the placement of a role's pods says, in Kubernetes' words. */
export function podStateAt(template: unknown): PodState {
    const requests = objectAt(template, "resources", "requests");
    const [cpu, memory] = [quantityAt(requests, "cpu"), quantityAt(requests, "memory")];
    return {
        nodeSelector: textsAt(template, "nodeSelector"),
        tolerations: listAt(template, "tolerations").map((toleration) => textsAt(toleration)),
        ...(cpu === undefined ? {} : { cpu }),
        ...(memory === undefined ? {} : { memory }),
    };
}

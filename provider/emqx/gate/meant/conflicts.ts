import type { Role } from "../../lines/line/observation";
import type { PresentCluster, PresentObject, WantedCluster } from "./present";
import { isPulumi, nameOf, type ObjectName, takeBack, writerOf } from "./writers";

const ROLES: readonly Role[] = ["core", "replicant"];

/**
 * What the API server refuses to change, since somebody else wrote it: a number of nodes that `kubectl scale` or an autoscaler wrote
 * belongs to that one, and server-side apply with another value is a conflict. No refusal of ours: `ignoreChanges` leaves it alone.
 * Source: Kubernetes, "Server-Side Apply", Conflicts.
 */
export function conflicts(present: PresentCluster, wanted: WantedCluster, object: ObjectName): string[] {
    const asked = present.object?.asked;
    if (asked === undefined) return [];
    return ROLES.flatMap((role) => {
        const writer = writerOf(asked, "replicas", role);
        const [now, then] = [asked.replicas[role], wanted.replicas[role]];
        if (now === then || writer === undefined || isPulumi(writer)) return [];
        return [
            `the EMQX object asks for ${now} ${role}s, which ${nameOf(writer)} wrote, and the program for ${then}: the API server will answer that change with a conflict. Write ${role}s.replicas: ${now}, or take them back first: ${takeBack(writer, then, object)}`,
        ];
    });
}

/** The numbers of nodes that somebody else wrote, by their paths in the object's spec: what the program says of them does not get there. */
export function foreignNumbers({ asked }: PresentObject): string[] {
    if (asked === undefined) return [];
    return ROLES.flatMap((role) => {
        const writer = writerOf(asked, "replicas", role);
        return writer === undefined || isPulumi(writer) ? [] : [writer.path.slice(1).join(".")];
    });
}

import type { Role } from "../../lines/line/observation";
import type { PresentCluster, PresentObject, WantedCluster } from "./present";
import { nameOf, type ObjectName, ownersOf, takeBack } from "./writers";

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
        const { foreign } = ownersOf(asked, "replicas", role);
        const [now, then] = [asked.replicas[role], wanted.replicas[role]];
        if (now === then || foreign === undefined) return [];
        return [
            `the EMQX object asks for ${now} ${role}s, which ${nameOf(foreign)} wrote, and the program for ${then}: the API server answers that change with a conflict. Write ${role}s.replicas: ${now}, or write them back first: ${takeBack(foreign, then, object)}`,
        ];
    });
}

/**
 * The numbers of nodes that somebody else has changed, by their paths in the object's spec: that the program says another one is
 * as old as that change.
 */
export function foreignNumbers({ asked }: PresentObject): string[] {
    if (asked === undefined) return [];
    return ROLES.flatMap((role) => {
        const { foreign, pulumi } = ownersOf(asked, "replicas", role);
        // Where Pulumi owns it as well, the number is what it sent last, and another one is sent now.
        return foreign === undefined || pulumi !== undefined ? [] : [foreign.path.slice(1).join(".")];
    });
}

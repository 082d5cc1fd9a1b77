import { reveal } from "../../../preview/monitor/wire";
import { REVISION_ANNOTATION } from "../../../provider/naming/labels";
import type { ProgramGraph } from "../../programs/programGraph";

export type Role = "core" | "replicant";
export const ROLES: readonly Role[] = ["core", "replicant"];

/** What a program asks an EMQX cluster to be. */
export interface WantedRollout {
    readonly image: string;
    readonly replicas: Readonly<Record<Role, number>>;
    readonly revisions: Readonly<Record<Role, string>>;
}

export function wantedRollout(graph: ProgramGraph): WantedRollout {
    const { spec } = reveal(graph.get("EMQX").inputs) as Record<string, any>;
    const template = (role: Role) => spec[`${role}Template`];
    return {
        image: spec.image,
        replicas: { core: template("core").spec.replicas, replicant: template("replicant").spec.replicas },
        revisions: {
            core: template("core").metadata.annotations[REVISION_ANNOTATION],
            replicant: template("replicant").metadata.annotations[REVISION_ANNOTATION],
        },
    };
}

import { type NodeSet, setOf } from "../../blueGreen/nodeSet";
import type { NodeTemplate } from "../../blueGreen/spec";
import type { Role } from "../../names";
import type { Emqx } from "./emqxObject";
import { basePodTemplate, withDashboard } from "./podTemplate";

export function wantedSet(
    emqx: Emqx,
    role: Role,
    template: NodeTemplate,
    collisions: number,
    salt: string,
): NodeSet {
    const base = basePodTemplate(emqx, role, template);
    const full = withDashboard(base, emqx.spec.config.data ?? "");
    return setOf(emqx, role, template, { base, full }, collisions, salt);
}

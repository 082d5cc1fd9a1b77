import { podSelector } from "../../../naming/labels";
import type { Budget, EmqxObject } from "../line/object";
import type { Role } from "../line/observation";

/**
 * Operator 3.0 makes none, and its own deletions heed none: they are for drained nodes. A lone core is the whole cluster and never
 * leaves by itself. Source: EMQX Operator, Configure Pod Disruption Budgets (emqx-docs at dd881b1b).
 */
export function budgets(emqx: EmqxObject): Budget[] {
    return (["core", "replicant"] as const)
        .filter((role) => emqx.roles[role].replicas > 0)
        .map((role) => ({
            role,
            name: `${emqx.instance}-${role}`,
            spec: {
                ...allowed(role, emqx.roles[role].replicas),
                selector: { matchLabels: podSelector(emqx.instance, role) },
            },
        }));
}

function allowed(role: Role, replicas: number): Record<string, number> {
    return role === "core" && replicas === 1 ? { minAvailable: 1 } : { maxUnavailable: 1 };
}

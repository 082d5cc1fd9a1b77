/** Conditions of an EMQX object: all that are True, newest first. */

export interface Condition {
    readonly type: string;
    readonly status: string;
    readonly reason: string;
    readonly message: string;
    readonly lastTransitionTime: string;
}

export type ConditionType =
    | "Initialized"
    | "CoreNodesProgressing"
    | "CoreNodesReady"
    | "ReplicantNodesProgressing"
    | "ReplicantNodesReady"
    | "Available"
    | "Ready";

/** Sets a condition True; one that was True already becomes the newest again. */
export function setCondition(
    conditions: readonly Condition[],
    type: ConditionType,
    reason: string,
    message: string,
    now: number,
): Condition[] {
    // Kubernetes keeps whole seconds; the operator's delays are counted from these.
    const lastTransitionTime = `${new Date(now).toISOString().slice(0, 19)}Z`;
    return [{ type, status: "True", reason, message, lastTransitionTime }, ...without(conditions, type)];
}

export function without(conditions: readonly Condition[], ...types: (ConditionType | string)[]): Condition[] {
    return conditions.filter((condition) => !types.includes(condition.type));
}

export function newestTrue(conditions: readonly Condition[]): ConditionType | undefined {
    return conditions.find((condition) => condition.status === "True")?.type as ConditionType | undefined;
}

export function isTrue(conditions: readonly Condition[], type: ConditionType): boolean {
    return conditions.some((condition) => condition.type === type && condition.status === "True");
}

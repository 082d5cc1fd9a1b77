import { type Condition, type ConditionType, setCondition } from "../../blueGreen/conditions";

/** Of the rest it says nothing. Source: api/v2/emqx_types_status.go, SetTrueCondition. */
export function setTrue(conditions: readonly Condition[], type: ConditionType, now: number): Condition[] {
    const message = type === "Ready" ? "Cluster is ready" : "";
    return setCondition(conditions, type, type, message, now);
}

/**
 * All that are True, but the first of all, become False with what happened as their reason, newest first still. Source:
 * api/v2/emqx_types_status.go, ResetConditions.
 */
export function reset(conditions: readonly Condition[], reason: string, now: number): Condition[] {
    const held = conditions.filter(({ type, status }) => type !== "Initialized" && status === "True");
    return held.reduce<Condition[]>(
        (all, { type }) => {
            const [condition, ...others] = setCondition(all, type as ConditionType, reason, "", now);
            return [{ ...(condition as Condition), status: "False" }, ...others];
        },
        [...conditions],
    );
}

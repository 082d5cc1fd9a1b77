/** Conditions as apimachinery keeps them: one of each type for good, True or False, of the generation that it speaks of. */

export interface Condition {
    readonly type: string;
    readonly status: "True" | "False";
    readonly reason: string;
    readonly message: string;
    readonly observedGeneration: number;
    readonly lastTransitionTime: string;
}

export type ConditionType =
    | "EMQXAPIAvailable"
    | "CoreNodesProgressing"
    | "ReplicantNodesProgressing"
    | "Available"
    | "Ready"
    | "ConfigApplied";

/** What a condition says, without when and of what. */
export interface Verdict {
    readonly is: boolean;
    readonly reason: string;
    readonly message: string;
}

export interface Sayer {
    readonly metadata: { readonly generation: number };
    readonly status: { conditions: Condition[] };
}

/** Sets a condition where it stands, and its time only when its status turns; whether it says something else now. */
export function say(
    { metadata, status }: Sayer,
    type: ConditionType,
    { is, reason, message }: Verdict,
    now = Date.now(),
): boolean {
    const { generation } = metadata;
    const known = status.conditions.find((condition) => condition.type === type);
    const value = is ? "True" : "False";
    const said = { type, status: value, reason, message, observedGeneration: generation } as const;
    const isSame =
        known?.status === value &&
        known.reason === reason &&
        known.message === message &&
        known.observedGeneration === generation;
    if (isSame) return false;
    const turned = known?.status !== value;
    const lastTransitionTime = turned
        ? `${new Date(now).toISOString().slice(0, 19)}Z`
        : known.lastTransitionTime;
    const condition: Condition = { ...said, lastTransitionTime };
    status.conditions =
        known === undefined
            ? [...status.conditions, condition]
            : status.conditions.map((each) => (each === known ? condition : each));
    return true;
}

export function isTrue({ status }: Sayer, type: ConditionType): boolean {
    return status.conditions.some((condition) => condition.type === type && condition.status === "True");
}

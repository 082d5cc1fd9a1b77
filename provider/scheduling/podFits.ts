export interface Toleration {
    readonly key?: string;
    readonly operator?: string;
    readonly value?: string;
    readonly effect?: string;
}

export interface Taint {
    readonly key: string;
    readonly value?: string;
    readonly effect: string;
}

/** Whether a pod with these tolerations may come to a node with these taints, as the scheduler decides it. */
export function podFits(tolerations: readonly Toleration[], taints: readonly Taint[]): boolean {
    return taints
        .filter(({ effect }) => effect === "NoSchedule" || effect === "NoExecute")
        .every((taint) => tolerations.some((toleration) => tolerates(toleration, taint)));
}

/** Source: k8s.io/api/core/v1/toleration.go, `ToleratesTaint`. */
export function tolerates(toleration: Toleration, taint: Taint): boolean {
    if (toleration.effect !== undefined && toleration.effect !== taint.effect) return false;
    if (toleration.key !== undefined && toleration.key !== taint.key) return false;
    if (toleration.operator === "Exists") return true;
    return toleration.key !== undefined && (toleration.value ?? "") === (taint.value ?? "");
}

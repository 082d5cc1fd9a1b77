import type * as pulumi from "@pulumi/pulumi";

/** A taint that the pods put up with. */
export interface TolerationArgs {
    /** Key of the taint. */
    key: pulumi.Input<string>;
    /**
     * Value of the taint.
     * @default any value
     */
    value?: pulumi.Input<string>;
    /**
     * Effect of the taint: `NoSchedule`, `PreferNoSchedule` or `NoExecute`.
     * @default any effect
     */
    effect?: pulumi.Input<string>;
}

/** In Kubernetes' form. */
export function toleration({ key, value, effect }: TolerationArgs): Record<string, pulumi.Input<string>> {
    return {
        key,
        operator: value === undefined ? "Exists" : "Equal",
        // An empty value is the same as none, and the operator would write it back as none.
        ...(value !== undefined && value !== "" ? { value } : {}),
        ...(effect !== undefined ? { effect } : {}),
    };
}

import type * as pulumi from "@pulumi/pulumi";
import { checkEnum, checkKeys } from "../validation/checks";
import { inputsOf } from "../validation/keys";
import type { Problems } from "../validation/problems";

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

const INPUTS = inputsOf<TolerationArgs>({ key: true, value: true, effect: true });
const EFFECTS = { NoSchedule: "NoSchedule", PreferNoSchedule: "PreferNoSchedule", NoExecute: "NoExecute" };

export function checkTolerations(
    problems: Problems,
    path: string,
    tolerations: readonly TolerationArgs[] = [],
): void {
    tolerations.forEach((given, i) => {
        const at = `${path}[${i}]`;
        checkKeys(problems, at, given, INPUTS);
        if (given.key === undefined) problems.add(`${at}.key`, "is missing; write the key of the taint");
        checkEnum(problems, `${at}.effect`, given.effect, EFFECTS);
    });
}

import { type DerivedName, LABEL_MAX, OBJECT_MAX } from "./derivedNames";
import { nodeTuningNames, tunedNodePoolNames } from "./nodeNames";

/** What is made of a whole stack's name besides its cluster, whose names depend on more. */
export function stackNames(name: string): DerivedName[] {
    return [
        ...["core", "replicant"].flatMap((role) => [
            ...tunedNodePoolNames(`${name}-${role}`),
            ...nodeTuningNames(`${name}-${role}-tuning`),
        ]),
        ...nodeTuningNames(`${name}-node-tuning`),
        { what: "the cores' StorageClass", name: `${name}-emqx-core`, max: OBJECT_MAX },
        { what: "the cluster's name", name: `${name}-cluster`, max: LABEL_MAX },
    ];
}

import { type DerivedName, LABEL_MAX, OBJECT_MAX } from "./derivedNames";

/** A kernel profile's hash has ten characters. */
const HASH = "0123456789";

export function tunedNodePoolNames(name: string): DerivedName[] {
    return [
        // Taken to be as long as a cluster's: ACK documents no limit for it.
        { what: "the node pool's name", name: `${name}-${HASH}`, max: LABEL_MAX },
        { what: "the nodes' label", name, max: LABEL_MAX },
    ];
}

export function nodeTuningNames(name: string): DerivedName[] {
    return [
        { what: "the DaemonSet's label", name, max: LABEL_MAX },
        { what: "the scripts' ConfigMap", name: `${name}-${HASH}`, max: OBJECT_MAX },
    ];
}

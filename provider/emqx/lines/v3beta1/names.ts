import { type DerivedName, LABEL_MAX, OBJECT_MAX } from "../../../naming/derivedNames";

/** A template's or a revision's hash: at most ten characters. Source: apimachinery, rand.SafeEncodeString of 32 bits. */
const HASH = "0123456789";
/** Largest number of cores has two digits, a pod's random part five letters. */
const ORDINAL = "14";
const POD = "abcde";

/** What operator 3.0 and this package call the objects of one EMQX object. Source: recording of a create, objects-created.yaml. */
export function names(instance: string): DerivedName[] {
    const core = `${instance}-core`;
    return [
        { what: "the cores' revision label", name: `${core}-${HASH}`, max: LABEL_MAX },
        { what: "the cores' pod label", name: `${core}-${ORDINAL}`, max: LABEL_MAX },
        { what: "the replicants' pods", name: `${instance}-replicant-${HASH}-${POD}`, max: LABEL_MAX },
        { what: "the disks' claim", name: claimOf(instance, Number(ORDINAL)), max: OBJECT_MAX },
        { what: "the Service", name: `${instance}-headless`, max: LABEL_MAX, letterFirst: true },
        { what: "the Service", name: `${instance}-mqtt-proxy-nlb`, max: LABEL_MAX, letterFirst: true },
        { what: "the Secret", name: `${instance}-bootstrap-api-key`, max: OBJECT_MAX },
    ];
}

/** The claim for a core's disk. */
function claimOf(instance: string, ordinal: number): string {
    return `${instance}-core-data-${instance}-core-${ordinal}`;
}

/** What stands around the running EMQX nodes, as far as a change of their listeners goes. Plain data. */
export interface Surroundings {
    /** Name of the EMQX object, which Services of this package carry. */
    readonly instance: string;
    /** Ports by which clients from outside come to the nodes; undefined where these credentials may not see Services. */
    readonly doors?: readonly Door[];
    /** Running pods; undefined where these credentials may not see them. */
    readonly pods?: readonly RunningPod[];
    /** What the pods' Secrets hold, by their names. */
    readonly secrets: ReadonlyMap<string, SecretContent>;
}

/** A port of a Service of type LoadBalancer or NodePort that leads to EMQX's pods. */
export interface Door {
    readonly service: string;
    /** Name or number of the pods' port. */
    readonly target: string | number;
    readonly protocol: string;
}

export interface RunningPod {
    readonly name: string;
    /** Secret by the directory where the pod has it. */
    readonly secrets: ReadonlyMap<string, string>;
}

/** Keys of a Secret, or that there is none, or that these credentials may not look. */
export type SecretContent = readonly string[] | "absent" | "hidden";

/** A port of a Service, and where it leads: a port of the pods by number or name. */
export interface ServicePort {
    /** As the package calls it: the listener's key, with the number behind it for an additional one. */
    readonly name?: string;
    readonly port: number;
    readonly target?: number | string;
}

/** The EMQX object that a Service selects the pods of; what is absent is not known, and may be any. */
export interface ClusterBehind {
    readonly namespace?: string;
    /** Name of the EMQX object. */
    readonly instance?: string;
}

/** What a fact is about. Facts that are alike in everything else are told together. */
export interface Thing {
    readonly name: string;
    /** Of a node pool of the package: `core` or `replicant`. */
    readonly role?: string;
    /** Nodes of a pool. */
    readonly nodes?: number;
    /** Ports of a Service. */
    readonly ports?: readonly ServicePort[];
    /** Of a Service. */
    readonly behind?: ClusterBehind;
}

/** Operations that end a resource. */
export type Ending = "replace" | "delete";

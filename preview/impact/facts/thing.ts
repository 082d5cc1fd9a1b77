/** A port of a Service, and where it leads: a port of the pods by number or name. */
export interface ServicePort {
    readonly port: number;
    readonly target?: number | string;
}

/** What a fact is about. Facts that are alike in everything else are told together. */
export interface Thing {
    readonly name: string;
    /** Nodes of a pool. */
    readonly nodes?: number;
    /** Ports of a Service. */
    readonly ports?: readonly ServicePort[];
}

/** Operations that end a resource. */
export type Ending = "replace" | "delete";

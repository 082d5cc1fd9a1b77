import type { ResourceValidationArgs } from "@pulumi/policy";

/** One of the two groups of brokers of an EMQX object. */
export interface BrokerTemplate {
    spec?: {
        replicas?: number;
        initContainers?: Container[];
        extraContainers?: Container[];
        ephemeralContainers?: Container[];
    };
}

/** The parts of a container that policies look at. */
export interface Container {
    name: string;
    image?: string;
}

/** A Service that the operator makes beside an EMQX object. */
export interface ServiceTemplate {
    enabled?: boolean;
    metadata?: { annotations?: Record<string, string> };
    spec?: { type?: string };
}

/** The parts of an EMQX object that policies look at; the same in every API version. */
export interface EmqxSpec {
    image?: string;
    coreTemplate?: BrokerTemplate;
    replicantTemplate?: BrokerTemplate;
    listenersServiceTemplate?: ServiceTemplate;
    dashboardServiceTemplate?: ServiceTemplate;
}

/** The spec of an EMQX object of any operator line; undefined for every other resource. */
export function emqxSpec({ type, props }: ResourceValidationArgs): EmqxSpec | undefined {
    return /^kubernetes:apps\.emqx\.io\/[^:]+:EMQX$/.test(type) ? (props.spec ?? {}) : undefined;
}

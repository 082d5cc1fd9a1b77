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

/** The parts of an EMQX object that policies look at; the same in every API version (v2beta1, v2, v3beta1). */
export interface EmqxSpec {
    image?: string;
    coreTemplate?: BrokerTemplate;
    replicantTemplate?: BrokerTemplate;
    listenersServiceTemplate?: ServiceTemplate;
    dashboardServiceTemplate?: ServiceTemplate;
}

const EMQX = /^kubernetes:apps\.emqx\.io\/([^:]+):EMQX$/;

/** The spec of an EMQX object of any operator line; undefined for every other resource. */
export function emqxSpec({ type, props }: ResourceValidationArgs): EmqxSpec | undefined {
    return EMQX.test(type) ? (props.spec ?? {}) : undefined;
}

/** Brokers that an EMQX object has where it does not say how many. */
export interface Unsaid {
    readonly cores: number;
    /** Of a replicantTemplate that is there. */
    readonly replicants: number;
}

/** What the operators' definitions fill in, by API version. Source: emqx-operator 2.2.29, 2.3.3 and 3.0.0-rc.4, config/crd. */
const UNSAID: Readonly<Record<string, Unsaid>> = {
    v2beta1: { cores: 2, replicants: 2 },
    v2: { cores: 2, replicants: 2 },
    v3beta1: { cores: 1, replicants: 0 },
};

/** The fewest that a definition which is not known here may fill in. */
const LEAST: Unsaid = { cores: 1, replicants: 0 };

export function unsaid({ type }: ResourceValidationArgs): Unsaid {
    return UNSAID[EMQX.exec(type)?.[1] ?? ""] ?? LEAST;
}

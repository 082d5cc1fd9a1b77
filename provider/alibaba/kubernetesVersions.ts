/** Minor versions of Kubernetes that ACK supports, newest first, with the last day of each. A cluster's minor is `1.<minor>`. */
export interface KubernetesMinor {
    readonly minor: number;
    /** ISO date. */
    readonly until: string;
}

/** Source: Alibaba Cloud, ACK "Support for Kubernetes versions", read {@link KUBERNETES_READ}. All that is older had ended. */
export const KUBERNETES_MINORS: readonly KubernetesMinor[] = [
    { minor: 36, until: "2027-05-30" },
    { minor: 35, until: "2027-02-28" },
    { minor: 34, until: "2026-09-30" },
];

export const KUBERNETES_READ = "2026-10-06";

/** The oldest that every line of the EMQX operator runs on. Source: EMQX Operator, "Getting started", 2.2 to 3.0. */
export const OLDEST_FOR_OPERATOR = 24;

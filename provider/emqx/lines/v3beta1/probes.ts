/** Port of the dashboard in a pod, as the operator names it; the CRD refuses another port of this name. */
const PORT = "dashboard";

/** Seconds, but for the number of failures. */
interface Pace {
    readonly initialDelaySeconds: number;
    readonly periodSeconds: number;
    readonly timeoutSeconds: number;
    readonly failureThreshold: number;
}

function probe(path: string, pace: Pace) {
    return { ...pace, httpGet: { path, port: PORT } };
}

/**
 * Readiness as the operator has it: EMQX answers 503 there from the moment its node is being emptied, and one failure takes the
 * pod out of its Services. The others say `/status`, 503 until EMQX runs: a node that takes minutes to copy its tables is not
 * killed for it, nor a busy one that answers slowly. Written in full, since an API server keeps of a default what an object does
 * not name. Sources: emqxes CRD of operator 3.0; emqx_mgmt_api_status.erl and emqx_node_rebalance_api.erl, release-63.
 */
export const PROBES = {
    startupProbe: probe("/status", {
        initialDelaySeconds: 10,
        periodSeconds: 5,
        timeoutSeconds: 5,
        // Ten minutes.
        failureThreshold: 118,
    }),
    readinessProbe: probe("/api/v5/load_rebalance/availability_check", {
        initialDelaySeconds: 10,
        periodSeconds: 5,
        timeoutSeconds: 3,
        failureThreshold: 1,
    }),
    livenessProbe: probe("/status", {
        initialDelaySeconds: 60,
        periodSeconds: 30,
        timeoutSeconds: 10,
        failureThreshold: 3,
    }),
};

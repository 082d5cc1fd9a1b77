/** Port of the dashboard in a pod, as the operator names it. Source: apis/apps/v2beta1/util.go at 2.2.29, api/v2beta1/util.go of 2.3. */
const PORT = "dashboard";

/** Seconds, but for the number of failures. */
interface Pace {
    readonly initialDelaySeconds: number;
    readonly periodSeconds: number;
    readonly timeoutSeconds: number;
    readonly failureThreshold: number;
}

/** `/status` says 503 until EMQX runs. Source: emqx_mgmt_api_status.erl, v5.7.2, e5.8.11 and release-63. */
function probe(pace: Pace) {
    return { ...pace, httpGet: { path: "/status", port: PORT } };
}

/**
 * The operator's own where they do no harm. With its liveness probe alone (after 60 s, every 30 s, 3 failures) a node that
 * takes more than two minutes to copy its tables from the cluster is killed again and again: hence a start-up probe. With
 * Kubernetes' time-out of one second a busy node that answers slowly is killed, and all its connections with it. Written in
 * full, since an API server keeps what an object does not name. Source: emqxes CRDs of operators 2.2.29 and 2.3.
 */
export const PROBES = {
    startupProbe: probe({
        initialDelaySeconds: 10,
        periodSeconds: 5,
        timeoutSeconds: 5,
        // Ten minutes.
        failureThreshold: 118,
    }),
    readinessProbe: probe({
        initialDelaySeconds: 10,
        periodSeconds: 5,
        timeoutSeconds: 5,
        failureThreshold: 12,
    }),
    livenessProbe: probe({
        initialDelaySeconds: 60,
        periodSeconds: 30,
        timeoutSeconds: 10,
        failureThreshold: 3,
    }),
};

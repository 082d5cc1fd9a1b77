import type { Backend } from "./backend";
import type { Kind, Scheduler } from "./options";

/**
 * Which backends may get a new connection. With none healthy an NLB tries them all (NLB documentation, "Health checks"); that a
 * CLB then turns clients away is an assumption.
 */
export function eligible(backends: Iterable<Backend>, kind: Kind): Backend[] {
    const weighted = [...backends].filter(({ weight }) => weight > 0);
    const healthy = weighted.filter(({ isHealthy }) => isHealthy);
    return healthy.length > 0 || kind === "clb" ? healthy : weighted;
}

/** The backend whose turn it is; undefined when there is none. */
export function choose(backends: readonly Backend[], scheduler: Scheduler): Backend | undefined {
    return scheduler === "wlc" ? leastConnected(backends) : roundRobin(backends);
}

/** Smooth weighted round robin: in every round each gets its share, spread over the round. Source: IPVS and nginx. */
function roundRobin(backends: readonly Backend[]): Backend | undefined {
    const total = backends.reduce((sum, { weight }) => sum + weight, 0);
    let next: Backend | undefined;
    for (const backend of backends) {
        backend.turn += backend.weight;
        if (next === undefined || backend.turn > next.turn) next = backend;
    }
    if (next !== undefined) next.turn -= total;
    return next;
}

function leastConnected(backends: readonly Backend[]): Backend | undefined {
    const load = ({ connections, weight }: Backend) => connections.size / weight;
    return backends.reduce<Backend | undefined>(
        (least, backend) => (least === undefined || load(backend) < load(least) ? backend : least),
        undefined,
    );
}

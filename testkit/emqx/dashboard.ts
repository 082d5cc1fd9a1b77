import type { RunningNode } from "./boot";
import { valueAt } from "./hocon";

/**
 * Why nobody outside of the pod reaches the node's API; undefined where they do, or where no port is said. Source:
 * emqx_machine_features.erl (the feature has the API), emqx_dashboard.erl (ip_port: of `http` alone a port by itself is on loopback under
 * the hardened profile), release-63.
 */
export function apiRefusal({ written, features, profile }: RunningNode): string | undefined {
    if (!features.has("dashboard")) return "connection refused: the feature dashboard is not started";
    const open = ["http", "https"].flatMap((kind) => {
        const bind = String(valueAt(written, ["dashboard", "listeners", kind, "bind"]) ?? "0");
        const isPort = /^:?\d+$/.test(bind);
        const isLocal = LOOPBACK.test(bind) || (kind === "http" && profile === "hardened" && isPort);
        return /^(?:.*:)?0$/.test(bind) ? [] : [{ bind, isLocal }];
    });
    if (open.length === 0 || open.some(({ isLocal }) => !isLocal)) return undefined;
    return `connection refused: the dashboard listens on loopback (${open.map(({ bind }) => bind).join(", ")})`;
}

const LOOPBACK = /^(?:127\.|\[?::1)/;

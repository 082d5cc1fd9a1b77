import { parse } from "yaml";
import { UNKNOWN, type WireObject } from "../monitor/wire";
import { open } from "./secrets";

interface Kubeconfig {
    readonly "current-context"?: string;
    readonly contexts?: readonly { name?: string; context?: { cluster?: string } }[];
    readonly clusters?: readonly { name?: string; cluster?: unknown }[];
}

/** The cluster that a Kubernetes provider leads to; undefined where its kubeconfig does not say. */
export function activeCluster(provider: WireObject): unknown {
    const text = open(provider.kubeconfig).value;
    if (typeof text !== "string" || text === UNKNOWN) {
        return undefined;
    }
    const config = read(text);
    const context = provider.context ?? config?.["current-context"];
    const cluster =
        provider.cluster ?? config?.contexts?.find(({ name }) => name === context)?.context?.cluster;
    return config?.clusters?.find(({ name }) => name === cluster)?.cluster;
}

/** The text may be a path, or nothing that can be read: then nothing is known of the cluster. */
function read(text: string): Kubeconfig | undefined {
    try {
        const content: unknown = parse(text);
        return typeof content === "object" && content !== null ? content : undefined;
    } catch {
        return undefined;
    }
}

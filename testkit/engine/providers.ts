import { isProviderType } from "../../preview/monitor/urns";
import type { Kube } from "../controlPlane/kube";
import { Releases } from "./charts/releases";
import { KubernetesObjects } from "./kubernetes/objects";
import { MadeUpResources } from "./madeUp";
import { NodePools } from "./nodePools";
import type { ResourceProvider } from "./provider";

/** Who makes the resources of a type. */
export type ProviderOf = (type: string) => ResourceProvider;

export function providersOn(kube: Kube): ProviderOf {
    const objects = new KubernetesObjects(kube);
    const releases = new Releases(objects, kube);
    const nodePools = new NodePools(kube);
    const madeUp = new MadeUpResources();
    return (type) => {
        if (type === "kubernetes:helm.sh/v3:Release") return releases;
        if (type.startsWith("kubernetes:")) return objects;
        if (type === "alicloud:cs/nodePool:NodePool") return nodePools;
        if (isProviderType(type) || /^(alicloud|random):/.test(type)) return madeUp;
        throw new Error(`the engine for tests does not make ${type}`);
    };
}

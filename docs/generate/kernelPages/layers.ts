import type { Layer } from "../../../provider/nodes/kernel";

/** Where a layer writes, as a person would say it; `renderer` names the file that renders it. */
export interface LayerWords {
    readonly layer: Layer;
    readonly place: string;
    readonly renderer: string;
}

/** The layers of a kernel profile, in the order in which a node and its pods meet them. */
export const LAYERS: readonly LayerWords[] = [
    { layer: "preUserData", place: "node, before it joins", renderer: "preUserData.ts" },
    { layer: "containerd", place: "containerd's limit, by ACK", renderer: "containerd.ts" },
    { layer: "userData", place: "node, host-wide", renderer: "userData.ts" },
    { layer: "kubelet", place: "kubelet's permission for the pod", renderer: "kubelet.ts" },
    { layer: "pod", place: "EMQX pod", renderer: "podSysctls.ts" },
];

/** `node, host-wide; EMQX pod`. The kubelet's permission goes without saying where the pod is named. */
export function placesOf(layers: readonly Layer[]): string {
    return LAYERS.filter(({ layer }) => layers.includes(layer) && layer !== "kubelet")
        .map(({ place }) => place)
        .join("; ");
}

import { type KernelPreset, NodeDrain, NodeRole, TunedNodePool } from "../../../provider";

export const POOL = "embedded-core";

export interface EmbeddedPool {
    readonly preset: KernelPreset;
    readonly kubeconfig: string;
    readonly timeoutMinutes: number;
}

/** A program of somebody who has pools of ours and no EmqxOnAck. */
export default function embeddedPool({ preset, kubeconfig, timeoutMinutes }: EmbeddedPool) {
    const pool = new TunedNodePool(POOL, {
        clusterId: "c-scenarios",
        role: NodeRole.Core,
        vswitchIds: ["vsw-1", "vsw-2"],
        kernelProfile: { preset },
        pool: { nodes: 2 },
    });
    const drain = new NodeDrain("embedded-drain", {
        pools: [{ pool: POOL, nodePoolId: pool.nodePoolId }],
        namespace: "default",
        kubeconfig,
        timeoutMinutes,
    });
    return { emptied: drain.emptiedNodes };
}

import { setTimeout as sleep } from "node:timers/promises";
import { connect } from "../controlPlane/kube";
import { disks } from "./disks";
import { loadBalancers } from "./loadBalancers";
import { nodeTuning } from "./nodeTuning";

export { SERVICE_FINALIZER } from "./loadBalancers";

/**
 * What happens on ACK beside Kubernetes' own controllers: load balancers for Services, disks for claims, and the work of
 * node tuning pods.
 */
export interface Cloud {
    stop(): Promise<void>;
}

const POLL_MS = 200;

export async function startCloud(kubeconfig: string): Promise<Cloud> {
    const kube = await connect(kubeconfig);
    const since = new Map<string, number>();
    let running = true;
    const work = (async () => {
        while (running) {
            await quietly(() => loadBalancers(kube, since));
            await quietly(() => disks(kube));
            await quietly(() => nodeTuning(kube));
            await sleep(POLL_MS);
        }
    })();
    return {
        stop: async () => {
            running = false;
            await work;
        },
    };
}

/** Whatever fails is tried again at the next turn: the API server may be away, the object changed or gone. */
async function quietly(turn: () => Promise<void>): Promise<void> {
    await turn().catch(() => undefined);
}

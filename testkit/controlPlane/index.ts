import { endWithProcess } from "./endWithProcess";
import { connect } from "./kube";
import { type LocalCluster, PortTaken, startLocalCluster } from "./localCluster";
import { ackStorage } from "./storage";
import { unavailable } from "./unavailable";

export { connect, type Kube } from "./kube";
export { loseNode } from "./lostNode";
export { deleteNamespace } from "./namespaces";
export { addNodes, type NodeSpec, removeNodes } from "./nodes";
export { ENDS_WITHIN_ANNOTATION, NEVER_READY_ANNOTATION } from "./stages";
export { needsControlPlane, unavailable } from "./unavailable";

/** A real API server with etcd, controllers and scheduler; nodes are KWOK's, and nothing runs on them. */
export interface ControlPlane {
    /** Text of a kubeconfig whose user is in system:masters. */
    readonly kubeconfig: string;
    /** Whether it is somebody else's (TEST_KUBECONFIG), whose API server cannot be stopped. */
    readonly external: boolean;
    /** Resolves when the API server has ended and its port is free; controllers, scheduler and KWOK end with it. */
    stopApiServer(): Promise<void>;
    /** Resolves when the API server is ready again: same data, same port, same kubeconfig. */
    startApiServer(): Promise<void>;
    /** Ends every process and removes the data. May be called again. */
    stop(): Promise<void>;
}

/** Ports are free when we look, and may be taken when the programs do. */
const ATTEMPTS = 3;

/**
 * Starts a control plane of its own on 127.0.0.1, building the programs first where that was never done (minutes), or
 * connects to the cluster that TEST_KUBECONFIG names. Ask `unavailable()` before.
 */
export async function startControlPlane(options: { name?: string } = {}): Promise<ControlPlane> {
    const external = process.env.TEST_KUBECONFIG;
    if (external) return externalControlPlane(external);
    const reason = unavailable();
    if (reason !== undefined) throw new Error(reason);
    return start(options.name ?? "control-plane", ATTEMPTS);
}

async function start(name: string, attempts: number): Promise<ControlPlane> {
    let end = () => {};
    const forget = endWithProcess(() => end());
    try {
        const cluster = await startLocalCluster(name, (endAll) => {
            end = endAll;
        });
        await addStorage(cluster.kubeconfig);
        return localControlPlane(cluster, forget);
    } catch (error) {
        end();
        forget();
        if (error instanceof PortTaken && attempts > 1) return start(name, attempts - 1);
        throw error;
    }
}

function localControlPlane(cluster: LocalCluster, forget: () => void): ControlPlane {
    return {
        kubeconfig: cluster.kubeconfig,
        external: false,
        stopApiServer: cluster.stopApiServer,
        startApiServer: cluster.startApiServer,
        stop: async () => {
            await cluster.stop();
            forget();
        },
    };
}

async function addStorage(kubeconfig: string): Promise<void> {
    const kube = await connect(kubeconfig);
    await Promise.all(ackStorage().map((manifest) => kube.apply(manifest)));
}

async function externalControlPlane(file: string): Promise<ControlPlane> {
    const { KubeConfig } = await import("@kubernetes/client-node");
    const config = new KubeConfig();
    // Makes paths of certificates absolute, so that the text means the same anywhere.
    config.loadFromFile(file);
    const notOurs = async () => {
        throw new Error(
            "the API server of TEST_KUBECONFIG is not ours to stop; skip this test when `external` is true",
        );
    };
    return {
        kubeconfig: config.exportConfig(),
        external: true,
        stopApiServer: notOurs,
        startApiServer: notOurs,
        stop: async () => {},
    };
}

import { connect, createServer, type Socket } from "node:net";
import { closeServer, listenOnLoopback } from "../broker/loopback";

/** A way to an API server that can fall silent: connections stay and nothing comes through, as behind a firewall that forgot them. */
export interface SilentWay {
    readonly port: number;
    isSilent: boolean;
    /** Requests that were swallowed. */
    readonly swallowed: number;
    close(): Promise<void>;
}

export async function silentWay(kubeconfig: string): Promise<SilentWay> {
    const [{ cluster }] = JSON.parse(kubeconfig).clusters;
    const { hostname, port } = new URL(cluster.server);
    const open = new Set<Socket>();
    const state = { isSilent: false, swallowed: 0 };
    const server = createServer((near) => {
        const far = connect(Number(port), hostname);
        for (const socket of [near, far]) {
            open.add(socket);
            socket.on("error", () => undefined);
            socket.on("close", () => {
                open.delete(socket);
                near.destroy();
                far.destroy();
            });
        }
        near.on("data", (data) => {
            if (state.isSilent) state.swallowed++;
            else far.write(data);
        });
        far.on("data", (data) => {
            if (!state.isSilent) near.write(data);
        });
    });
    const listening = await listenOnLoopback(server);
    return Object.assign(state, {
        port: listening,
        close: () => {
            for (const socket of open) socket.destroy();
            return closeServer(server);
        },
    });
}

import type { Server } from "node:net";

/** The only address that doubles listen on and dial. */
export const LOOPBACK = "127.0.0.1";

/** Listens on a port that the kernel chooses, or on a given one. */
export function listenOnLoopback(server: Server, port = 0): Promise<number> {
    return new Promise((resolve, reject) => {
        server.once("error", reject);
        server.listen({ host: LOOPBACK, port, backlog: BACKLOG }, () => {
            server.off("error", reject);
            resolve((server.address() as { port: number }).port);
        });
    });
}

/** Resolves when the server has let go of its port; its connections are the caller's. */
export function closeServer(server: Server): Promise<void> {
    return new Promise((resolve) => {
        server.close(() => resolve());
    });
}

/** A whole fleet dials at once. */
const BACKLOG = 4096;

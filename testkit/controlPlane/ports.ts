import { randomInt } from "node:crypto";
import { readFileSync } from "node:fs";
import { createServer, type Server } from "node:net";

const LOWEST = 15_000;

/**
 * Ports of 127.0.0.1 that nobody listens on now; held together first, so that none comes twice. They lie below the range
 * from which the kernel gives outgoing connections theirs: while the API server is away, one of those could take its
 * port, even one that is dialling it.
 */
export async function freePorts(count: number): Promise<number[]> {
    const below = firstOutgoingPort();
    const servers = await Promise.all(Array.from({ length: count }, () => listen(below)));
    const ports = servers.map((server) => (server.address() as { port: number }).port);
    await Promise.all(servers.map((server) => new Promise((resolve) => server.close(resolve))));
    return ports;
}

function firstOutgoingPort(): number {
    const [first] = readFileSync("/proc/sys/net/ipv4/ip_local_port_range", "utf8").split(/\s+/);
    // A machine tuned for many outgoing connections may leave nothing below.
    return Number(first) > LOWEST + 1000 ? Number(first) : 32_768;
}

async function listen(below: number): Promise<Server> {
    for (;;) {
        const server = createServer();
        const listening = await new Promise((resolve, reject) => {
            server.once("listening", () => resolve(true));
            server.once("error", (error: NodeJS.ErrnoException) =>
                error.code === "EADDRINUSE" ? resolve(false) : reject(error),
            );
            server.listen(randomInt(LOWEST, below), "127.0.0.1");
        });
        if (listening) return server;
    }
}

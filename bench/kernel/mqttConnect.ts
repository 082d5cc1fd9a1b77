import { connect, type Socket } from "node:net";

/** How one MQTT 3.1.1 connect ended. */
export interface ConnectResult {
    readonly outcome: "accepted" | "no port" | "lost";
    /** From the call of connect() until TCP was connected; the whole time when it never was. */
    readonly tcpMs: number;
    /** From the call of connect() until the broker's CONNACK, or until the failure. */
    readonly mqttMs: number;
}

const CONNACK = 0x20;

/** A CONNECT packet with a clean session, without keep-alive. */
function connectPacket(clientId: string): Buffer {
    const id = Buffer.from(clientId);
    const body = Buffer.concat([
        Buffer.from([0, 4]),
        Buffer.from("MQTT"),
        Buffer.from([4, 2, 0, 0, 0, id.length]),
        id,
    ]);
    return Buffer.concat([Buffer.from([0x10, body.length]), body]);
}

/** Connects to the broker and waits for its CONNACK; the socket stays open when it came. */
export function mqttConnect(
    port: number,
    clientId: string,
    patienceMs: number,
): Promise<ConnectResult & { readonly socket?: Socket }> {
    return new Promise((resolve) => {
        const begin = performance.now();
        const socket = connect({ host: "127.0.0.1", port, noDelay: true });
        let tcpMs: number | undefined;
        const end = (outcome: ConnectResult["outcome"]) => {
            clearTimeout(patience);
            socket.removeAllListeners();
            socket.on("error", () => undefined);
            const mqttMs = performance.now() - begin;
            if (outcome !== "accepted") {
                socket.destroy();
            }
            resolve({
                outcome,
                tcpMs: tcpMs ?? mqttMs,
                mqttMs,
                socket: outcome === "accepted" ? socket : undefined,
            });
        };
        const patience = setTimeout(() => end("lost"), patienceMs);
        socket.on("connect", () => {
            tcpMs = performance.now() - begin;
            socket.write(connectPacket(clientId));
        });
        socket.on("data", (data) => end(data[0] === CONNACK && data[3] === 0 ? "accepted" : "lost"));
        socket.on("error", (error: NodeJS.ErrnoException) =>
            end(error.code === "EADDRNOTAVAIL" ? "no port" : "lost"),
        );
        socket.on("close", () => end("lost"));
    });
}

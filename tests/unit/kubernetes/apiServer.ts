import { createServer, type IncomingMessage, type RequestListener, type Server } from "node:http";
import {
    type AddressInfo,
    connect,
    createServer as createTcpServer,
    type Server as TcpServer,
} from "node:net";

/** An HTTP server on loopback that plays the API server, and what it was asked. */
export interface LocalServer {
    readonly port: number;
    readonly asked: IncomingMessage[];
    close(): Promise<void>;
}

export async function serve(answer: RequestListener): Promise<LocalServer> {
    const asked: IncomingMessage[] = [];
    const server = createServer((request, response) => {
        asked.push(request);
        answer(request, response);
    });
    return { asked, ...(await listening(server)) };
}

/** What the API server says of an error. Source: apimachinery, meta/v1 `Status`. */
export function status(code: number, message: string): RequestListener {
    return json(code, { kind: "Status", apiVersion: "v1", status: "Failure", message, code });
}

export function json(code: number, body: object): RequestListener {
    return (_, response) => {
        response.writeHead(code, { "content-type": "application/json" });
        response.end(JSON.stringify(body));
    };
}

/** An HTTP proxy that leads every CONNECT to one port, whatever name it was asked for, and the names it was asked for. */
export async function connectProxy(port: number): Promise<{ asked: string[] } & Omit<LocalServer, "asked">> {
    const asked: string[] = [];
    const server = createServer();
    server.on("connect", (request: IncomingMessage, socket, head) => {
        asked.push(request.url ?? "");
        const there = connect(port, "127.0.0.1", () => {
            socket.write("HTTP/1.1 200 Connection established\r\n\r\n");
            there.write(head);
            there.pipe(socket).pipe(there);
        });
        for (const end of [socket, there]) end.on("error", () => {});
    });
    return { asked, ...(await listening(server)) };
}

/** A proxy that wants a password. */
export async function refusingProxy(): Promise<Omit<LocalServer, "asked">> {
    const server = createServer();
    server.on("connect", (_, socket) => {
        socket.end("HTTP/1.1 407 Proxy Authentication Required\r\ncontent-length: 0\r\n\r\n");
    });
    return listening(server);
}

/** A proxy that takes connections and says nothing, and how many of them are open. */
export async function silentProxy(): Promise<Omit<LocalServer, "asked"> & { open(): number }> {
    let open = 0;
    const server = createTcpServer((socket) => {
        open++;
        socket.resume();
        socket.on("error", () => {});
        socket.on("close", () => open--);
    });
    return { ...(await listening(server)), open: () => open };
}

async function listening(server: Server | TcpServer): Promise<Omit<LocalServer, "asked">> {
    const sockets = new Set<{ destroy(): void }>();
    server.on("connection", (socket) => sockets.add(socket));
    await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
    return {
        port: (server.address() as AddressInfo).port,
        close: () => {
            for (const socket of sockets) socket.destroy();
            return new Promise((done) => server.close(() => done()));
        },
    };
}

/** A kubeconfig whose user is whatever a test says. */
export function kubeconfig(
    server: string,
    user: object = { token: "secret-token" },
    cluster: object = {},
): string {
    return JSON.stringify({
        apiVersion: "v1",
        kind: "Config",
        "current-context": "here",
        clusters: [{ name: "here", cluster: { server, ...cluster } }],
        users: [{ name: "me", user }],
        contexts: [{ name: "here", context: { cluster: "here", user: "me" } }],
    });
}

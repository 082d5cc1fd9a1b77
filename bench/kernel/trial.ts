import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Order } from "./clients";
import type { ConnectResult } from "./mqttConnect";

/** What one namespace achieved. */
export interface Trial {
    /** MQTT connections that one source address held at the same time. */
    readonly held: number;
    readonly burst: {
        readonly clients: number;
        readonly lost: number;
        /** Clients whose TCP connect took a second or more: the kernel sends the first retry after 1 s. */
        readonly delayed: number;
        readonly slowestTcpMs: number;
        readonly slowestMqttMs: number;
        /** Connects that the kernel dropped because the listener's queue was full (TcpExt ListenDrops). */
        readonly dropped: number;
        /** Connects that were sent again because nobody answered (TcpExt TCPSynRetrans). */
        readonly sentAgain: number;
    };
}

/** Below the 20,000 open files that a process may have where this was written. */
const CONNECTIONS_PER_PROCESS = 17_500;
const PORT = 1883;
const PATIENCE_MS = 30_000;
/** Fast enough to fill the kernel's own queue within the pause, slow enough for the clients to keep time. */
const BURST_PER_SECOND = 4_500;

function start(file: string, args: readonly (string | number)[], first: string): Promise<ChildProcess> {
    const child = fork(join(__dirname, file), args.map(String), { execArgv: process.execArgv });
    return new Promise((resolve, reject) => {
        child.on("message", (message) => message === first && resolve(child));
        child.on("exit", (code) => reject(new Error(`${file} ended with ${code} before it was ${first}`)));
    });
}

async function carriedOut(client: ChildProcess, order: Order): Promise<ConnectResult[]> {
    const answer = once(client, "message");
    client.send(order);
    return (await answer)[0] as ConnectResult[];
}

async function stop(processes: readonly ChildProcess[]): Promise<void> {
    for (const child of processes) {
        child.removeAllListeners("exit");
        const gone = once(child, "exit");
        child.kill("SIGKILL");
        await gone;
    }
}

/** Connects from one address until it has no port left. */
async function heldByOneAddress(): Promise<number> {
    const processes = Math.ceil(65_536 / CONNECTIONS_PER_PROCESS);
    const broker = await start("broker.ts", [PORT, processes], "listening");
    const clients = await Promise.all(
        Array.from({ length: processes }, () => start("clients.ts", [], "ready")),
    );
    const order = {
        port: PORT,
        connections: CONNECTIONS_PER_PROCESS,
        atOnce: 100,
        perSecond: 0,
        patienceMs: PATIENCE_MS,
    };
    const results = (await Promise.all(clients.map((client) => carriedOut(client, order)))).flat();
    await stop([...clients, broker]);
    return results.filter(({ outcome }) => outcome === "accepted").length;
}

/** Many clients within two seconds, to a broker that is busy for a while. */
async function burst(clientCount: number, pauseMs: number): Promise<Trial["burst"]> {
    const processes = 3;
    const broker = await start("broker.ts", [PORT, 1], "listening");
    const clients = await Promise.all(
        Array.from({ length: processes }, () => start("clients.ts", [], "ready")),
    );
    const before = { dropped: counter("ListenDrops"), sentAgain: counter("TCPSynRetrans") };
    const paused = once(broker, "message");
    broker.send(pauseMs);
    await paused;
    const share = Math.floor(clientCount / processes);
    const perSecond = BURST_PER_SECOND / processes;
    const order = { port: PORT, connections: share, atOnce: share, perSecond, patienceMs: PATIENCE_MS };
    const results = (await Promise.all(clients.map((client) => carriedOut(client, order)))).flat();
    await stop([...clients, broker]);
    return {
        clients: results.length,
        lost: results.filter(({ outcome }) => outcome !== "accepted").length,
        delayed: results.filter(({ tcpMs }) => tcpMs >= 1_000).length,
        slowestTcpMs: Math.round(Math.max(...results.map(({ tcpMs }) => tcpMs))),
        slowestMqttMs: Math.round(Math.max(...results.map(({ mqttMs }) => mqttMs))),
        dropped: counter("ListenDrops") - before.dropped,
        sentAgain: counter("TCPSynRetrans") - before.sentAgain,
    };
}

/** A TCP counter of this network namespace. */
function counter(name: string): number {
    const lines = readFileSync("/proc/net/netstat", "utf8").split("\n");
    const [names = [], values = []] = lines
        .filter((line) => line.startsWith("TcpExt:"))
        .map((line) => line.split(" "));
    return Number(values[names.indexOf(name)]);
}

/** Runs in its own network namespace; answers its parent with a {@link Trial} as JSON on stdout. */
async function main(): Promise<void> {
    const [clientCount = 0, pauseMs = 0] = process.argv.slice(2).map(Number);
    const trial: Trial = { burst: await burst(clientCount, pauseMs), held: await heldByOneAddress() };
    process.stdout.write(`${JSON.stringify(trial)}\n`);
}

void main();

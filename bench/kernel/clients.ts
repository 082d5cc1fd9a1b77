import type { Socket } from "node:net";
import { setTimeout } from "node:timers/promises";
import { type ConnectResult, mqttConnect } from "./mqttConnect";

/** What a process of clients is told to do. */
export interface Order {
    readonly port: number;
    readonly connections: number;
    /** How many connects may be under way at once. */
    readonly atOnce: number;
    /** How many connects are begun a second; as fast as possible when it is 0. */
    readonly perSecond: number;
    readonly patienceMs: number;
}

const kept: Socket[] = [];

/** Connects until all are connected, or until this address has no port left. Sockets stay open. */
async function carryOut({
    port,
    connections,
    atOnce,
    perSecond,
    patienceMs,
}: Order): Promise<ConnectResult[]> {
    const results: ConnectResult[] = [];
    const start = performance.now();
    let begun = 0;
    let exhausted = false;
    const lane = async () => {
        while (begun < connections && !exhausted) {
            const turn = begun++;
            if (perSecond > 0) {
                await setTimeout(start + (1_000 * turn) / perSecond - performance.now());
            }
            const { socket, ...result } = await mqttConnect(port, `${process.pid}-${turn}`, patienceMs);
            results.push(result);
            exhausted ||= result.outcome === "no port";
            if (socket) {
                kept.push(socket);
            }
        }
    };
    await Promise.all(Array.from({ length: Math.min(atOnce, connections) }, lane));
    return results;
}

process.on("message", (order: Order) => void carryOut(order).then((results) => process.send?.(results)));
process.send?.("ready");

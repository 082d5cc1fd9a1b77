import cluster from "node:cluster";
import { createServer } from "node:net";

/** The source article's listener backlog; the kernel clips it to net.core.somaxconn. */
const BACKLOG = 1_024_000;

const [port = 0, processes = 1] = process.argv.slice(2).map(Number);

/** An MQTT broker of the registry (aedes), in as many processes as its connections need descriptors. */
async function serve(): Promise<void> {
    const { Aedes } = await import("aedes");
    const broker = await Aedes.createBroker({ heartbeatInterval: 3_600_000, connectTimeout: 60_000 });
    const server = createServer(broker.handle);
    server.listen({ host: "127.0.0.1", port, backlog: BACKLOG }, () => process.send?.("listening"));
    process.on("message", (pauseMs: number) => {
        process.send?.("paused");
        // As long as this takes the broker accepts nobody: it stands for a broker that is busy with something else.
        setImmediate(() => Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, pauseMs));
    });
}

if (processes > 1 && cluster.isPrimary) {
    let listening = 0;
    for (let i = 0; i < processes; i++) {
        cluster.fork().on("message", (message) => {
            listening += message === "listening" ? 1 : 0;
            if (listening === processes) {
                process.send?.("listening");
            }
        });
    }
} else {
    void serve();
}

import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { binaries } from "./build";
import { createDataFolder, type DataFolder, kubeconfigText, schedulerConfiguration } from "./dataFolder";
import { connect, type Kube } from "./kube";
import { freePorts } from "./ports";
import {
    apiServerFlags,
    controllerManagerFlags,
    etcdFlags,
    kwokFlags,
    type Ports,
    schedulerFlags,
} from "./programFlags";
import { type ProgramProcess, startProgram } from "./programProcess";
import { waitUntil } from "./waitUntil";

/** The programs of one control plane on this machine, and what they keep on disk. */
export interface LocalCluster {
    readonly kubeconfig: string;
    startApiServer(): Promise<void>;
    stopApiServer(): Promise<void>;
    /** Resolves when all programs have ended and the data is removed. */
    stop(): Promise<void>;
}

/** Somebody else took the port between its being free and our using it. */
export class PortTaken extends Error {}

/** The API server alone takes 3 to 10 s, on 2 cores that others use as well. */
const START_LIMIT_MS = 120_000;

/**
 * Starts etcd and the API server; resolves when the latter answers and its controllers, scheduler and KWOK run. `adopt`
 * gets, before the first program runs, what ends them all and removes the data without waiting for anything.
 */
export async function startLocalCluster(
    name: string,
    adopt: (end: () => void) => void,
): Promise<LocalCluster> {
    const folder = await binaries();
    const data = createDataFolder(name);
    const [etcd, etcdPeer, apiServer] = (await freePorts(3)) as [number, number, number];
    const ports: Ports = { etcd, etcdPeer, apiServer };
    const running = new Map<string, ProgramProcess>();

    const run = (program: string, flags: readonly string[]) => {
        const started = startProgram(program, join(folder, program), flags, data.file(`log/${program}.log`));
        running.set(program, started);
        return started;
    };
    const kill = (programs: Iterable<string>) =>
        Promise.all(
            [...programs].map((program) => {
                running.get(program)?.kill();
                return running.get(program)?.ended;
            }),
        );
    const end = () => {
        for (const program of running.values()) program.kill();
        data.remove();
    };
    adopt(end);

    const startApiServer = async (): Promise<string> => {
        if (running.has("kube-apiserver")) throw new Error("the API server runs already; stop it first");
        run("kube-apiserver", apiServerFlags(data, ports));
        const kubeconfig = await readiness(data, ports, running);
        const file = data.write("kubeconfig", kubeconfig);
        const scheduler = data.write("scheduler.json", JSON.stringify(schedulerConfiguration(file)));
        run("kube-controller-manager", controllerManagerFlags(data, file));
        run("kube-scheduler", schedulerFlags(scheduler));
        run("kwok", kwokFlags(data, file));
        return kubeconfig;
    };
    run("etcd", etcdFlags(data, ports));
    const kubeconfig = await startApiServer();
    return {
        kubeconfig,
        startApiServer: async () => {
            await startApiServer();
        },
        // As in a real outage the others lose their leases and start again; here they would wait longer and longer instead.
        stopApiServer: async () => {
            const programs = [...running.keys()].filter((program) => program !== "etcd");
            await kill(programs);
            for (const program of programs) running.delete(program);
        },
        stop: async () => {
            await kill(running.keys());
            data.remove();
        },
    };
}

/** The kubeconfig, once the API server has made its certificate and says it is ready. */
async function readiness(
    data: DataFolder,
    ports: Ports,
    running: ReadonlyMap<string, ProgramProcess>,
): Promise<string> {
    const certificate = data.file("cert/apiserver.crt");
    let kube: Kube | undefined;
    const answer = await waitUntil("the API server's /readyz", START_LIMIT_MS, async () => {
        const ended = [...running.values()].find((program) => program.lastWords() !== undefined);
        if (ended !== undefined) return { ended: ended.lastWords() as string };
        if (!existsSync(certificate)) return undefined;
        const server = `https://127.0.0.1:${ports.apiServer}`;
        const kubeconfig = kubeconfigText(server, readFileSync(certificate), data.token);
        kube ??= await connect(kubeconfig);
        return (await kube.request("GET", "/readyz")) === "ok" ? { kubeconfig } : undefined;
    });
    if (answer.kubeconfig !== undefined) return answer.kubeconfig;
    throw /address already in use/.test(answer.ended) ? new PortTaken(answer.ended) : new Error(answer.ended);
}

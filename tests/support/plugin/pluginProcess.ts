import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { credentials, type ServiceError } from "@grpc/grpc-js";
import { PluginAttach } from "@pulumi/pulumi/proto/plugin_pb";
import { ResourceProviderClient } from "@pulumi/pulumi/proto/provider_grpc_pb";
import {
    type ConstructRequest,
    type ConstructResponse,
    GetSchemaRequest,
    type GetSchemaResponse,
} from "@pulumi/pulumi/proto/provider_pb";
import { Empty } from "google-protobuf/google/protobuf/empty_pb";

export interface PluginOptions {
    /** What the CLI found the plugin in. */
    readonly directory: string;
    /** host:port of the engine. */
    readonly engine: string;
    /** Where the user stands. */
    readonly cwd: string;
    readonly env?: Record<string, string>;
    /** A release's own executable, which the CLI starts instead of run-plugin. */
    readonly launcher?: string;
}

/** A plugin as the language host for Node.js starts it: `run-plugin <directory> <engine>` in the user's directory. */
export class PluginProcess {
    private readonly client: ResourceProviderClient;

    private constructor(
        private readonly child: ChildProcess,
        port: string,
        /** What the process printed after its port. */
        public readonly printed: string[],
    ) {
        this.client = new ResourceProviderClient(`127.0.0.1:${port}`, credentials.createInsecure(), {
            "grpc.max_receive_message_length": 400 * 1024 * 1024,
        });
    }

    /** Rejects with what the process printed when it ends before it serves. */
    public static async start(options: PluginOptions): Promise<PluginProcess> {
        const [command, ...args] = commandOf(options);
        const child = spawn(command, [...args, options.engine], {
            cwd: options.cwd,
            env: {
                ...process.env,
                // The language host sets it for every plugin, whatever PulumiPlugin.yaml says.
                PULUMI_NODEJS_TYPESCRIPT: "true",
                no_grpc_proxy: "127.0.0.1,localhost",
                ...options.env,
            },
            stdio: ["ignore", "pipe", "pipe"],
        });
        const printed: string[] = [];
        createInterface({ input: child.stderr }).on("line", (line) => printed.push(line));
        const port = await new Promise<string>((resolve, reject) => {
            createInterface({ input: child.stdout }).on("line", (line) => {
                if (/^\d+$/.test(line)) resolve(line);
                else printed.push(line);
            });
            child.once("close", (code) =>
                reject(new Error(`the plugin ended with ${code}:\n${printed.join("\n")}`)),
            );
        });
        return new PluginProcess(child, port, printed);
    }

    public async schema(): Promise<string> {
        const answer = await this.call<GetSchemaResponse>((done) =>
            this.client.getSchema(new GetSchemaRequest(), done),
        );
        return answer.getSchema();
    }

    public async version(): Promise<string> {
        const answer = await this.call<{ getVersion(): string }>((done) =>
            this.client.getPluginInfo(new Empty(), done),
        );
        return answer.getVersion();
    }

    /** Tells the plugin which engine it works for from now on. */
    public async attach(engine: string): Promise<void> {
        const request = new PluginAttach();
        request.setAddress(engine);
        await this.call((done) => this.client.attach(request, done));
    }

    /** Most memory that the process has had (Linux). */
    public peakMb(): number {
        const status = readFileSync(`/proc/${this.child.pid}/status`, "utf8");
        return Number(/VmHWM:\s+(\d+)/.exec(status)?.[1]) / 1024;
    }

    public construct(request: ConstructRequest): Promise<ConstructResponse> {
        return this.call((done) => this.client.construct(request, done));
    }

    public async cancel(): Promise<void> {
        await this.call((done) => this.client.cancel(new Empty(), done));
    }

    /** Ends the process as the engine does, and gives the code or the signal it ended with. */
    public async stop(signal: NodeJS.Signals = "SIGTERM"): Promise<number | NodeJS.Signals | null> {
        this.client.close();
        const { exitCode, signalCode } = this.child;
        if (exitCode !== null || signalCode !== null) return exitCode ?? signalCode;
        this.child.kill(signal);
        const [code, by] = await once(this.child, "close");
        return code ?? by;
    }

    private call<T>(start: (done: (error: ServiceError | null, answer: T) => void) => void): Promise<T> {
        return new Promise((resolve, reject) =>
            start((error, answer) => (error ? reject(error) : resolve(answer))),
        );
    }
}

function commandOf({ launcher, directory }: PluginOptions): [string, ...string[]] {
    if (launcher !== undefined) return [launcher];
    const { resolve } = createRequire(join(directory, "package.json"));
    return [process.execPath, resolve("@pulumi/pulumi/cmd/run-plugin"), directory];
}

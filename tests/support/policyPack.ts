import { type ChildProcess, spawn } from "node:child_process";
import { join } from "node:path";
import { credentials, type ServiceError } from "@grpc/grpc-js";
import { AnalyzerClient } from "@pulumi/pulumi/proto/analyzer_grpc_pb";
import {
    AnalyzeRequest,
    type AnalyzeResponse,
    AnalyzerResourceOptions,
    ConfigureAnalyzerRequest,
    EnforcementLevel,
    PolicyConfig,
} from "@pulumi/pulumi/proto/analyzer_pb";
import { Struct } from "google-protobuf/google/protobuf/struct_pb";
import type { WireObject } from "../../preview/monitor/wire";

/** A resource as the engine shows it to a policy: `protect` is one of the few options that it shows. */
export interface AnalyzedResource {
    readonly type: string;
    readonly name: string;
    readonly urn: string;
    readonly inputs: WireObject;
    readonly options: { readonly protect?: boolean };
}

export interface Violation {
    readonly policy: string;
    readonly message: string;
    readonly mandatory: boolean;
}

/** A policy pack in the process that the engine's host for Node.js runs it in, asked as the engine asks. */
export class PolicyPackProcess {
    private constructor(
        private readonly child: ChildProcess,
        private readonly client: AnalyzerClient,
    ) {}

    public static async start(directory: string): Promise<PolicyPackProcess> {
        const host = join(require.resolve("@pulumi/pulumi/package.json"), "../cmd/run-policy-pack");
        // The engine's address comes first; a pack has nothing to tell it.
        const child = spawn(process.execPath, [host, "127.0.0.1:1", "."], {
            cwd: directory,
            stdio: ["ignore", "pipe", "inherit"],
        });
        const port = await new Promise<string>((resolve, reject) => {
            child.stdout.once("data", (line) => resolve(String(line).trim()));
            child.once("exit", (code) => reject(new Error(`the policy pack ended with ${code}`)));
        });
        const address = `127.0.0.1:${port}`;
        return new PolicyPackProcess(
            child,
            new AnalyzerClient(address, credentials.createInsecure(), { "grpc.enable_http_proxy": 0 }),
        );
    }

    public stop(): void {
        this.client.close();
        this.child.kill();
    }

    /** Sets the policies' configuration, by policy; what is not named is on its defaults again. */
    public async configure(config: Record<string, Record<string, unknown>>): Promise<void> {
        const request = new ConfigureAnalyzerRequest();
        for (const [policy, properties] of Object.entries(config)) {
            const one = new PolicyConfig();
            one.setEnforcementlevel(EnforcementLevel.MANDATORY);
            one.setProperties(Struct.fromJavaScript(properties as never));
            request.getPolicyconfigMap().set(policy, one);
        }
        await new Promise<void>((resolve, reject) => {
            this.client.configure(request, (error: ServiceError | null) =>
                error ? reject(error) : resolve(),
            );
        });
    }

    /** What the policies say about one resource. */
    public async violations(resource: AnalyzedResource): Promise<Violation[]> {
        const request = new AnalyzeRequest();
        request.setType(resource.type);
        request.setName(resource.name);
        request.setUrn(resource.urn);
        request.setProperties(Struct.fromJavaScript(resource.inputs as never));
        const options = new AnalyzerResourceOptions();
        options.setProtect(resource.options.protect === true);
        request.setOptions(options);
        const response = await new Promise<AnalyzeResponse>((resolve, reject) => {
            this.client.analyze(request, (error: ServiceError | null, answer: AnalyzeResponse) =>
                error ? reject(error) : resolve(answer),
            );
        });
        return response.getDiagnosticsList().map((diagnostic) => ({
            policy: diagnostic.getPolicyname(),
            message: diagnostic.getMessage(),
            mandatory: diagnostic.getEnforcementlevel() === EnforcementLevel.MANDATORY,
        }));
    }
}

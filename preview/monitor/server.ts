import {
    type handleUnaryCall,
    Server,
    ServerCredentials,
    type ServiceError,
    type UntypedServiceImplementation,
} from "@grpc/grpc-js";
import { EngineService } from "@pulumi/pulumi/proto/engine_grpc_pb";
import { ResourceMonitorService } from "@pulumi/pulumi/proto/resource_grpc_pb";
import type { EngineLog } from "./engine";
import type { ResourceMonitor } from "./monitor";

export interface RunningServer {
    /** `127.0.0.1:<port>`: nothing outside this machine can reach it. */
    readonly address: string;
    close(): void;
}

/** Pulumi's own limit (sdk/nodejs/runtime/settings.ts): charts and kubeconfigs exceed gRPC's default of 4 MB. */
const MAX_MESSAGE_BYTES = 1024 * 1024 * 400;

/** Serves a monitor and an engine to a program in another process. */
export async function serve(monitor: ResourceMonitor, engine: EngineLog): Promise<RunningServer> {
    const server = new Server({ "grpc.max_receive_message_length": MAX_MESSAGE_BYTES });
    server.addService(ResourceMonitorService, {
        getDeploymentInfo: unary(() => monitor.getDeploymentInfo()),
        supportsFeature: unary((request) => monitor.supportsFeature(request)),
        registerResource: unary((request) => monitor.registerResource(request)),
        registerResourceOutputs: unary((request) => monitor.registerResourceOutputs(request)),
        readResource: unary((request) => monitor.readResource(request)),
        invoke: unary((request) => monitor.invoke(request)),
        call: unary((request) => monitor.call(request)),
        registerStackTransform: unary((request) => monitor.registerStackTransform(request)),
        registerStackInvokeTransform: unary((request) => monitor.registerStackInvokeTransform(request)),
        registerResourceHook: unary((request) => monitor.registerResourceHook(request)),
        registerErrorHook: unary((request) => monitor.registerErrorHook(request)),
        registerPackage: unary(() => monitor.registerPackage()),
        signalAndWaitForShutdown: unary(() => monitor.signalAndWaitForShutdown()),
    } satisfies UntypedServiceImplementation);
    server.addService(EngineService, {
        log: unary((request) => engine.log(request)),
        getRootResource: unary(() => engine.getRootResource()),
        setRootResource: unary((request) => engine.setRootResource(request)),
        requirePulumiVersion: unary(() => engine.requirePulumiVersion()),
    } satisfies UntypedServiceImplementation);
    const port = await new Promise<number>((resolve, reject) => {
        server.bindAsync("127.0.0.1:0", ServerCredentials.createInsecure(), (error, bound) =>
            error === null ? resolve(bound) : reject(error),
        );
    });
    return { address: `127.0.0.1:${port}`, close: () => server.forceShutdown() };
}

// biome-ignore lint/suspicious/noExplicitAny: each service method has messages of its own, typed where it is defined
function unary(method: (request: any) => unknown): handleUnaryCall<any, any> {
    return (call, callback) => {
        Promise.resolve()
            .then(() => method(call.request))
            .then(
                (response) => callback(null, response),
                (error: Partial<ServiceError>) =>
                    callback({ code: error.code, details: error.details ?? error.message }),
            );
    };
}

import {
    GetRootResourceResponse,
    type LogRequest,
    LogSeverity,
    RequirePulumiVersionResponse,
    type SetRootResourceRequest,
    SetRootResourceResponse,
} from "@pulumi/pulumi/proto/engine_pb";
import { Empty } from "google-protobuf/google/protobuf/empty_pb";
import type { Diagnostic } from "./graph";

const SEVERITIES: Readonly<Record<number, Diagnostic["severity"]>> = {
    [LogSeverity.INFO]: "info",
    [LogSeverity.WARNING]: "warning",
    [LogSeverity.ERROR]: "error",
};

/** The `pulumirpc.Engine` service: takes a program's log messages. */
export class EngineLog {
    private root = "";

    constructor(private readonly onMessage: (message: Diagnostic) => void) {}

    public log(request: LogRequest): Empty {
        // Debug messages are the SDK's own, and quote whole requests.
        if (request.getSeverity() === LogSeverity.DEBUG) {
            return new Empty();
        }
        const urn = request.getUrn();
        this.onMessage({
            severity: SEVERITIES[request.getSeverity()] ?? "info",
            message: request.getMessage(),
            ...(urn === "" ? {} : { urn }),
            ephemeral: request.getEphemeral(),
        });
        return new Empty();
    }

    public getRootResource(): GetRootResourceResponse {
        const response = new GetRootResourceResponse();
        response.setUrn(this.root);
        return response;
    }

    public setRootResource(request: SetRootResourceRequest): SetRootResourceResponse {
        this.root = request.getUrn();
        return new SetRootResourceResponse();
    }

    /** There is no CLI whose version could be too old. */
    public requirePulumiVersion(): RequirePulumiVersionResponse {
        return new RequirePulumiVersionResponse();
    }
}

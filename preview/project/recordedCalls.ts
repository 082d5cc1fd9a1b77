import { InvokeFailures } from "../monitor/answers";
import { isObject, type WireObject } from "../monitor/wire";
import type { FunctionAnswer } from "./functionAnswer";
import { StartProblem } from "./problem";

/**
 * A line of what Pulumi records with `PULUMI_DEBUG_GRPC=<file> pulumi preview`; newer versions write one when a call begins and
 * one when it has its response (sdk/go/pulumi-internal/rpcdebug/logformat.go in pulumi/pulumi).
 */
interface RecordedCall {
    readonly method?: string;
    readonly request?: { readonly tok?: string; readonly args?: WireObject };
    readonly response?: {
        readonly return?: WireObject;
        readonly failures?: readonly Failure[];
        readonly unknown?: boolean;
    };
    readonly errors?: readonly string[];
    readonly progress?: string;
}

interface Failure {
    readonly property?: string;
    readonly reason?: string;
}

/** What the program asks the engine, and what the engine asks a provider; the arguments are the same. */
const INVOKE = /^\/pulumirpc\.Resource(Monitor|Provider)\/Invoke$/;

/** Whether it is such a recording: a line is a JSON object that names a method. */
export function isRecording(text: string): boolean {
    return /^\s*\{"method":\s*"\/pulumirpc\./.test(text);
}

export function recordedAnswers(text: string, file: string): [token: string, answer: FunctionAnswer][] {
    return text.split("\n").flatMap((line, i): [string, FunctionAnswer][] => {
        if (line.trim() === "") return [];
        const {
            method = "",
            request,
            response,
            errors,
            progress,
        } = parsed(line, `--data ${file}, line ${i + 1}`);
        if (!INVOKE.test(method) || request?.tok === undefined || progress === "request_started") return [];
        const args = { args: request.args ?? {} };
        if (errors !== undefined && errors.length > 0) {
            return [[request.tok, { ...args, result: new Error(errors.join("; ").replace(GRPC, "")) }]];
        }
        if (response === undefined || response.unknown) return [];
        const failures = (response.failures ?? []).map(({ property = "", reason = "" }) => ({
            property,
            reason,
        }));
        const result = failures.length > 0 ? new InvokeFailures(failures) : (response.return ?? {});
        return [[request.tok, { ...args, result }]];
    });
}

/** How gRPC for Go puts an error into words. */
const GRPC = /rpc error: code = \w+ desc = /g;

function parsed(line: string, where: string): RecordedCall {
    try {
        const value: unknown = JSON.parse(line);
        if (isObject(value as WireObject)) return value as RecordedCall;
    } catch {
        // Told below: a recording that was cut off.
    }
    throw new StartProblem(`${where}: is no JSON; the recording is not complete`);
}

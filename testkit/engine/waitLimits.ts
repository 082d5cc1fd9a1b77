import type { RecordedOptions } from "../../preview/monitor/graph";
import { milliseconds } from "./duration";

const DEFAULT_SECONDS = 300;

export interface WaitLimits {
    /** Nothing is waited for any longer than this. Default: `customTimeouts` of the resource, else 300. */
    readonly waitSeconds?: number;
}

/** For how many milliseconds a step of a resource is waited for. */
export function waitLimit(
    { customTimeouts }: RecordedOptions,
    op: "create" | "update" | "delete",
    { waitSeconds }: WaitLimits,
): number {
    const timeout = customTimeouts?.[op];
    const own = timeout === undefined ? (waitSeconds ?? DEFAULT_SECONDS) * 1000 : milliseconds(timeout);
    return waitSeconds === undefined ? own : Math.min(own, waitSeconds * 1000);
}

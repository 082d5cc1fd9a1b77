import type { LiveSet } from "../../sets";
import { WATERMARK, WATERMARK_UPDATED_AT } from "./names";

/**
 * Which ordinals of the core set wait until nothing is left of their pods: those from its replicas up to the watermark. Source:
 * internal/controller/core_set_retirement.go at edeb3098.
 */
export interface Retirement {
    readonly watermark: number;
    readonly updatedAt: string;
}

export function newRetirement(watermark: number): Retirement {
    return { watermark, updatedAt: new Date().toISOString() };
}

/** Undefined where the set does not say, or says less than it has. */
export function retirementOf({ metadata, spec }: LiveSet): Retirement | undefined {
    const watermark = metadata.annotations?.[WATERMARK];
    const updatedAt = metadata.annotations?.[WATERMARK_UPDATED_AT];
    if (watermark === undefined || updatedAt === undefined || Number(watermark) < spec.replicas)
        return undefined;
    return { watermark: Number(watermark), updatedAt };
}

export function isRetiring({ watermark }: Retirement, { spec }: LiveSet, ordinal: number): boolean {
    return ordinal >= spec.replicas && ordinal < watermark;
}

export function annotationsOf({ watermark, updatedAt }: Retirement): Record<string, string> {
    return { [WATERMARK]: `${watermark}`, [WATERMARK_UPDATED_AT]: updatedAt };
}

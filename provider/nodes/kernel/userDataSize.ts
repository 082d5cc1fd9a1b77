import type { Problems } from "../../validation/problems";
import { thousands } from "../../wording/figures";
import type { KernelProfile } from "./parameter";
import { renderPreUserData } from "./preUserData";
import { renderUserData } from "./userData";

/**
 * What both scripts together may take, in bytes. ECS takes 32 KB of user data before base64 (alibabacloud.com
 * "Instance user data", June 2024; 16 KB in older pages), and ACK puts its own join script between ours.
 */
export const USER_DATA_BUDGET_BYTES = 8_192;

/** Reports scripts that are too long, which only `extraNodeParameters` or scripts of the user's own can cause. */
export function checkUserDataSize(
    profile: KernelProfile,
    problems: Problems,
    further: readonly string[] = [],
): void {
    const size = userDataBytes(profile, further);
    if (size > USER_DATA_BUDGET_BYTES) {
        problems.add(
            "extraNodeParameters",
            `the node's scripts are ${thousands(size)} bytes, ACK has room for ${thousands(USER_DATA_BUDGET_BYTES)}: write fewer ` +
                "keys here, or shorter scripts of your own.",
        );
    }
}

/** Bytes that the pool's scripts take before base64, together with further ones of the user's. */
export function userDataBytes(profile: KernelProfile, further: readonly string[] = []): number {
    return [renderPreUserData(profile), renderUserData(profile), ...further]
        .map((script) => Buffer.byteLength(script))
        .reduce((sum, bytes) => sum + bytes, 0);
}

import { createHash } from "node:crypto";
import type { KernelProfile } from "./parameter";
import { renderPodSysctls } from "./podSysctls";
import { renderAllowedUnsafeSysctls, renderContainerdLimits } from "./poolConfiguration";
import { renderPreUserData } from "./preUserData";
import { renderUserData } from "./userData";

/** Hash of all that the profile writes onto a node or into a pod's namespace. */
export function fingerprint(profile: Omit<KernelProfile, "hash">): string {
    // The scripts name the hash, so it is left blank while it is made.
    const unmarked = { ...profile, hash: "" };
    const rendered = [
        renderPreUserData(unmarked),
        renderUserData(unmarked),
        renderAllowedUnsafeSysctls(unmarked),
        renderContainerdLimits(unmarked),
        renderPodSysctls(unmarked),
    ];
    return createHash("sha256").update(JSON.stringify(rendered)).digest("hex").slice(0, 10);
}

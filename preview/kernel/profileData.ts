import {
    type KernelProfile,
    kernelProfileLabels,
    renderAllowedUnsafeSysctls,
    renderContainerdLimits,
    renderNodeTuning,
    renderPodSysctls,
    renderPreflight,
    renderPreUserData,
    renderUserData,
    userDataBytes,
} from "../../provider/nodes/kernel";

const IMAGE = "emqx/emqx";

/** Everything the profile is rendered to, as one JSON-ready value (`emqx-ack kernel --format json`). */
export function profileData(profile: KernelProfile): object {
    return {
        formatVersion: 1,
        hash: profile.hash,
        labels: kernelProfileLabels(profile),
        node: profile.node,
        parameters: profile.parameters,
        preUserData: renderPreUserData(profile),
        userData: renderUserData(profile),
        userDataBytes: userDataBytes(profile),
        allowedUnsafeSysctls: renderAllowedUnsafeSysctls(profile),
        containerdConfig: renderContainerdLimits(profile),
        podSysctls: renderPodSysctls(profile),
        preflight: renderPreflight(IMAGE, profile.node.connections, profile),
        nodeTuning: renderNodeTuning(profile, IMAGE),
    };
}

/** Every layer as the text that is run or written, one after the other (`--format scripts`). */
export function profileScripts(profile: KernelProfile): string {
    const sysctls = renderPodSysctls(profile).map(
        ({ name, value }) => `- {name: ${name}, value: "${value}"}`,
    );
    const preflight = renderPreflight(IMAGE, profile.node.connections, profile);
    const parts: [string, string][] = [
        ["preUserData: before ACK sets the node up", renderPreUserData(profile)],
        ["userData: host-wide values", renderUserData(profile)],
        [
            "kubeletConfiguration.allowedUnsafeSysctls",
            renderAllowedUnsafeSysctls(profile)
                .map((key) => `- ${key}`)
                .join("\n"),
        ],
        ["containerdConfig.limitNoFile", renderContainerdLimits(profile).limitNoFile],
        ["securityContext.sysctls of the EMQX pods", sysctls.join("\n")],
        ["init container preflight", preflight.command.at(-1) ?? ""],
    ];
    return parts.map(([heading, text]) => `##### ${heading}\n${text.trimEnd()}\n`).join("\n");
}

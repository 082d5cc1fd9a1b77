export { profileOf } from "./built";
export { KernelPreset, type KernelProfileArgs, KernelRollout } from "./inputs";
export { removedFrom } from "./keyNames";
export { KERNEL_PROFILE_LABEL, KERNEL_TUNED_LABEL, kernelProfileLabels, profileNodeSelector } from "./labels";
export {
    connectionsForFiles,
    connectionsThatFit,
    filesNeeded,
    leastBytesPerConnection,
} from "./node";
export {
    NODE_TUNING_VOLUME,
    type NodeTuningContainer,
    type NodeTuningParts,
    renderNodeTuning,
} from "./nodeTuning";
export { KERNEL_DEFAULT } from "./overrides";
export type {
    Effect,
    KernelNode,
    KernelProfile,
    Layer,
    Parameter,
    ParameterInput,
    ResolvedParameter,
    Scope,
    WriteMode,
} from "./parameter";
export { powerOfTwoFrom } from "./parameter";
export { findParameter, PARAMETERS } from "./parameters";
export { needsPermission, type PodSysctl, renderPodSysctls } from "./podSysctls";
export {
    type ContainerdLimits,
    renderAllowedUnsafeSysctls,
    renderContainerdLimits,
} from "./poolConfiguration";
export { type PreflightContainer, renderPreflight } from "./preflight";
export { renderPreUserData } from "./preUserData";
export { buildKernelProfile } from "./profile";
export { rolloutNote } from "./rolloutNote";
export { KERNEL_PROFILE } from "./schema";
export { TUNING_LOG } from "./shell";
export { renderUserData } from "./userData";
export { checkUserDataSize, USER_DATA_BUDGET_BYTES, userDataBytes } from "./userDataSize";

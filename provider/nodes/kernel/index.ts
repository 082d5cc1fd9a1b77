export { type ContainerdLimits, renderContainerdLimits } from "./containerd";
export { KernelPreset, type KernelProfileArgs, KernelRollout } from "./inputs";
export { renderAllowedUnsafeSysctls } from "./kubelet";
export { KERNEL_PROFILE_LABEL, KERNEL_TUNED_LABEL, kernelProfileLabels } from "./labels";
export {
    connectionsForFiles,
    connectionsThatFit,
    filesNeeded,
    leastBytesPerConnection,
} from "./nodeShape";
export {
    NODE_TUNING_VOLUME,
    type NodeTuningContainer,
    type NodeTuningParts,
    renderNodeTuning,
} from "./nodeTuning";
export type { Effect, Layer, NodeShape, Parameter, Scope, WriteMode } from "./parameter";
export { findParameter, PARAMETERS } from "./parameters";
export { type PodSysctl, renderPodSysctls } from "./podSysctls";
export { type PreflightContainer, renderPreflight } from "./preflight";
export { renderPreUserData } from "./preUserData";
export { buildKernelProfile, type KernelProfile, type ResolvedParameter } from "./profile";
export { rolloutNote } from "./rolloutNote";
export { TUNING_LOG } from "./shell";
export { renderUserData } from "./userData";
export { checkUserDataSize, USER_DATA_BUDGET_BYTES, userDataBytes } from "./userDataSize";

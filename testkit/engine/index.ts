export { type ChildRun, runInChild } from "./child";
export { cleanUp } from "./cleanUp";
export {
    Deployment,
    type DeploymentOptions,
    type TimedDiagnostic,
    type UpOptions,
    type UpResult,
} from "./deployment";
export type { StateEntry } from "./state";
export type { Step } from "./step";

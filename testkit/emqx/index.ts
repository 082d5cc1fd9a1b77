/**
 * EMQX's rules for its configuration, read once more from its sources and without the package: what a node makes of text, environment
 * and files when it boots, and what a push of a text makes of a node that runs.
 */
export { type Booted, type BootInput, boot, type RunningNode } from "./boot";
export { apiRefusal } from "./dashboard";
export { asStarted, type Variable } from "./environment";
export { type Files, filesOf, PEM } from "./files";
export * from "./hocon";
export { isFull, type Licence, licenceOf, SINGLE_NODE_LICENSE } from "./licence";
export {
    hasAuthentication,
    isEnabled,
    isOnLoopback,
    type Listener,
    type ListenerKind,
    listenersIn,
    portOf,
} from "./listeners";
export { type Applied, applyChange, type Change, type Pushed, push, textRefusal } from "./push";
export { dialectOf, type Edition, isAtLeast, type Release, releaseOf } from "./release";
export type { Effect, Luck } from "./reload";

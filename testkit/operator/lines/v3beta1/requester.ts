import { type LivePod, podIs } from "../../pods";
import { POD_REVISION } from "./names";
import { isAlive, ordinalOf, type State } from "./state";

/**
 * The core that is asked: ready, of the newest revision if one of those is ready, with the lowest ordinal. Source:
 * internal/controller/emqx_controller.go (preferredCoreRequester) at 04692b29; that older cores are asked while no newer one is ready is
 * recorded (image).
 */
export function apiCore(state: State): LivePod | undefined {
    const ready = state.corePods
        .filter((pod) => isAlive(pod) && podIs(pod, "Ready"))
        .sort((a, b) => ordinalOf(a.metadata.name) - ordinalOf(b.metadata.name));
    const newest = state.coreSet?.status.updateRevision;
    return ready.find(({ metadata }) => metadata.labels[POD_REVISION] === newest) ?? ready[0];
}

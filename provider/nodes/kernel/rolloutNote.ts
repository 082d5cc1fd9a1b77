import { KernelRollout } from "./inputs";
import type { KernelProfile } from "./parameter";
import { REAPPLY_MINUTES } from "./userData";

/** One sentence for people: what a change of this profile does to nodes and pods that run. */
export function rolloutNote(profile: KernelProfile): string {
    switch (profile.rollout) {
        case KernelRollout.ReplacePool:
            return "A changed kernel profile replaces the node pools: new ones first, EMQX rolled onto them, then the old ones go.";
        case KernelRollout.DaemonSet:
            return (
                `A changed kernel profile reaches running nodes within ${REAPPLY_MINUTES} minutes, without a restart but for ` +
                `${later(profile)}.`
            );
        case KernelRollout.NewNodes:
            return "A changed kernel profile reaches only nodes that join later; running nodes keep the old values for as long as they live.";
    }
}

/** What needs more than being written, by what it needs. */
function later(profile: KernelProfile): string {
    const keysWith = (effect: string) =>
        profile.parameters.filter((parameter) => parameter.effect === effect).map(({ key }) => key);
    const ofPods = keysWith("new pods");
    const ofContainerd = keysWith("containerd restart, then new pods");
    return [
        ...(ofPods.length > 0
            ? [`what EMQX pods get only when they are made anew (${ofPods.join(", ")})`]
            : []),
        ...(ofContainerd.length > 0
            ? [`${ofContainerd.join(", ")} (containerd restarts, then new pods)`]
            : []),
    ].join(" and ");
}

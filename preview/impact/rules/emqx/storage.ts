import { type EmqxCase, type Found, podsAnew } from "./case";
import { inputChanges } from "./inputs";
import { setsRoot } from "./settings";

/** The cores' disks. */
export function storage(given: EmqxCase): Found {
    const { cluster, line, rollout } = given;
    const sizes = { from: cluster.before?.diskSize, to: cluster.after?.diskSize };
    // EmqxCluster changes the pod template with the disks, where that makes new ones; others may not.
    const stuck = !cluster.ours && (line.disks === "grown" || rollout === undefined);
    const durableSessions =
        !stuck &&
        line.traps.losesDurableSessions &&
        ["durable_sessions", "durable_storage"].some((root) => setsRoot(cluster.before, root));
    return {
        fact: {
            kind: "coreDisks",
            ...sizes,
            inputs: inputChanges(given),
            stuck,
            durableSessions,
            anew: podsAnew(given),
        },
        ...(stuck ? { level: "rolling" } : durableSessions ? { level: "data" } : {}),
    };
}

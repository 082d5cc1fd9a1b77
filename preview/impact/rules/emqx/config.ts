import type { Level } from "../../facts/level";
import type { EmqxCase, Found } from "./case";
import { subjectsOf } from "./changes";
import { settingsOf } from "./settings";

/** The text of the configuration, and how it is laid over what runs. */
export function configuration({ cluster, line, rollout }: EmqxCase): Found | undefined {
    const wanted = settingsOf(cluster.after?.configData ?? "");
    if (wanted === undefined) return { fact: { kind: "configurationUnreadable" }, level: "none" };
    const all = difference(settingsOf(cluster.before?.configData ?? ""), wanted);
    // What EmqxCluster writes for its listeners stands in the environment too, and is told there.
    const elsewhere = cluster.ours && subjectsOf(cluster).some(({ subject }) => subject === "listeners");
    const own = (keys: readonly string[]) =>
        elsewhere ? keys.filter((key) => rootOf(key) !== "listeners") : keys;
    const [added, changed, removed] = [own(all.added), own(all.changed), own(all.removed)];
    const touched = [...added, ...changed, ...removed];
    if (elsewhere && touched.length === 0) return undefined;
    const boot = touched.filter((key) => line.push.bootRoots.includes(rootOf(key)));
    const moved = changed.filter((key) => isListenerMoved(key, wanted));
    const known = cluster.before?.configData !== undefined && cluster.after?.configData !== undefined;
    const idle = moved.length === 0 && boot.length === touched.length && known;
    const level: Level = moved.length > 0 ? "reconnect" : idle ? "none" : "reload";
    return {
        fact: {
            kind: "configuration",
            touched,
            added,
            boot,
            moved,
            removed,
            mode: cluster.after?.configMode ?? "Merge",
            duringRollout: rollout !== undefined,
            idle,
        },
        level,
        seconds: line.push.seconds,
    };
}

function difference(old: ReadonlyMap<string, string> | undefined, wanted: ReadonlyMap<string, string>) {
    if (old === undefined) return { added: [], changed: [], removed: [] };
    return {
        added: [...wanted.keys()].filter((key) => !old.has(key)),
        changed: [...wanted.keys()].filter((key) => old.has(key) && old.get(key) !== wanted.get(key)),
        removed: [...old.keys()].filter((key) => !wanted.has(key)),
    };
}

function rootOf(key: string): string {
    return key.replaceAll('"', "").split(".")[0] ?? "";
}

/** Another address closes the listener's connections, and so does switching it off. */
function isListenerMoved(key: string, wanted: ReadonlyMap<string, string>): boolean {
    const [, setting] = /^listeners\.\w+\.\w+\.(bind|enable|enabled)$/.exec(key) ?? [];
    return setting === "bind" || (setting !== undefined && wanted.get(key) === "false");
}

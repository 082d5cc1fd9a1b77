import type { Level } from "../../facts/level";
import { type EmqxCase, type Found, podsAnew } from "./case";
import { keyOf, type Setting, settingsIn } from "./configTree";
import { defaultsFor } from "./defaults";
import { removedKeys } from "./removedKeys";

/** The text of the configuration, and how it is laid over what runs. What it says of listeners is told as theirs. */
export function configuration(given: EmqxCase): Found | undefined {
    const { cluster, line, rollout, part } = given;
    const { before, after } = cluster;
    const wanted = settingsIn(after?.configData ?? "");
    if (wanted === undefined) return { fact: { kind: "configurationUnreadable" }, level: "none" };
    const old = settingsIn(before?.configData ?? "");
    const mode = after?.configMode ?? "Merge";
    const defaultOf = defaultsFor(after);
    const known = before?.configData !== undefined && after?.configData !== undefined && old !== undefined;
    const [from, to] = [old ?? [], wanted].map(apartFromListeners) as [Setting[], Setting[]];
    const { added, changed } = difference(from, to);
    // The operator's own lines name the listeners' root in each text.
    const removed = removedKeys(from, [...to, ...(settingsIn(line.push.ownLines) ?? [])], mode, defaultOf);
    const touched = [...added, ...changed, ...removed.map(({ key }) => key)];
    const sameMode = before?.configMode === after?.configMode;
    if (known && touched.length === 0 && sameMode) return undefined;
    const boot = touched.filter((key) => line.push.bootRoots.includes(rootOf(key)));
    const idle = boot.length === touched.length && known && sameMode;
    const rolls = part.rolls.size > 0;
    const level: Level = idle ? "none" : "reload";
    const reverted = removedKeys(to, [...from, ...(settingsIn(line.push.ownLines) ?? [])], mode, defaultOf);
    return {
        fact: {
            kind: "configuration",
            touched,
            added,
            boot,
            ...(rolls ? { anew: podsAnew(given) } : {}),
            removed: removed.filter(({ key }) => !boot.includes(key)),
            staying: reverted.filter(({ becomes }) => becomes === "kept").map(({ key }) => key),
            mode,
            duringRollout: rollout?.roles.includes("core") ?? false,
            idle,
        },
        level,
        ...(rolls ? {} : { seconds: line.push.seconds }),
    };
}

function apartFromListeners(settings: readonly Setting[]): Setting[] {
    return settings.filter(({ path }) => path[0] !== "listeners");
}

function difference(old: readonly Setting[], wanted: readonly Setting[]) {
    const values = (settings: readonly Setting[]) =>
        new Map(settings.map(({ path, value }) => [keyOf(path), value]));
    const [was, is] = [values(old), values(wanted)];
    return {
        added: [...is.keys()].filter((key) => !was.has(key)),
        changed: [...is.keys()].filter((key) => was.has(key) && was.get(key) !== is.get(key)),
    };
}

function rootOf(key: string): string {
    return key.replaceAll('"', "").split(".")[0] ?? "";
}

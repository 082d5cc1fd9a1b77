import { parseHocon } from "../../../provider/emqx/config/hocon/parse";
import { HoconError } from "../../../provider/emqx/config/hocon/tokens";
import { leavesOf } from "../../../provider/emqx/config/hocon/tree";
import { within } from "../context";
import { subjectsOf } from "../emqxChanges";
import type { Level } from "../level";
import type { SourceId } from "../sources";
import { textAt } from "../values";
import { listed } from "../wording";
import type { EmqxCase, Told } from "./emqxCase";

/** Roots that a push to running nodes drops without a word. */
const BOOT_ROOTS = ["node", "cluster", "rpc", "dashboard", "durable_storage", "durable_sessions"];

/** `config.data` and `config.mode`. */
export function configuration({ change, cluster, rollout }: EmqxCase): Told | undefined {
    if (cluster.line === "3.0") {
        return {
            what: "EMQX configuration",
            happens:
                "Roots that EMQX takes while it runs are pushed; those that it reads at boot only restart its pods one after another.",
            level: "rolling",
            certain: false,
            sources: ["boot keys"],
        };
    }
    if (settings(cluster.after?.configData ?? "") === undefined) {
        return {
            what: "EMQX configuration that cannot be read",
            happens:
                "The text is no HOCON that EMQX reads: the operator reports InvalidConfig, pushes nothing, and carries out no other change of the object until it is mended.",
            level: "none",
            advice: "Mend the text; emqx-ack preview of a program with EmqxCluster names the line.",
            sources: ["config push"],
        };
    }
    const all = difference(cluster.before?.configData, cluster.after?.configData);
    // What EmqxCluster writes for its listeners stands in the environment too, and is told there.
    const told = cluster.ours && subjectsOf(cluster).some(({ subject }) => subject === "listeners");
    const own = (keys: readonly string[]) =>
        told ? keys.filter((key) => rootOf(key) !== "listeners") : [...keys];
    const [added, changed, removed] = [own(all.added), own(all.changed), own(all.removed)];
    if (told && added.length + changed.length + removed.length === 0) return undefined;
    const touched = [...added, ...changed, ...removed];
    const boot = touched.filter((key) => BOOT_ROOTS.includes(rootOf(key)));
    const off = changed.filter((key) => isListenerMoved(key, cluster.after?.configData));
    const mode = textAt(change.after?.inputs, "spec", "config", "mode") ?? "Merge";
    const known = cluster.before?.configData !== undefined && cluster.after?.configData !== undefined;
    const sentences = [
        rollout === undefined
            ? "Pushed to the running nodes within seconds; no pod restarts and no client notices."
            : "Pushed to the nodes once the new cores are ready.",
        ...(boot.length > 0
            ? [
                  `${listed(boot)} ${boot.length === 1 ? "is" : "are"} read at boot only: the running nodes do not take ${boot.length === 1 ? "it" : "them"}, and say nothing.`,
              ]
            : []),
        ...(off.length > 0
            ? [`${listed(off)}: the listener moves at once, and its connections are closed.`]
            : []),
        ...(removed.length > 0 && mode === "Merge"
            ? [`${listed(removed)}: a key that is taken out keeps its last value until the nodes restart.`]
            : []),
        ...(mode === "Replace"
            ? ["Mode Replace: what the text does not name goes back to its default."]
            : []),
    ];
    const level: Level =
        off.length > 0 ? "reconnect" : boot.length === touched.length && known ? "none" : "reload";
    const sources: SourceId[] = ["config push", ...(boot.length > 0 ? (["boot keys"] as const) : [])];
    return {
        what: touched.length > 0 ? `EMQX configuration ${listed(touched, 5)}` : "EMQX configuration",
        happens: (level === "none" ? sentences.slice(1) : sentences).join(" "),
        level: within(change, "spec", "config").length > 0 ? level : "none",
        duration: { seconds: PUSH_SECONDS, arithmetic: "one push to each node" },
        back: {
            possible: true,
            sentence: `Revert the commit: the old values are pushed.${added.length > 0 && mode === "Merge" ? ` ${listed(added, 5)} ${added.length === 1 ? "was" : "were"} not set before, and ${added.length === 1 ? "keeps its value" : "keep their values"} until the nodes restart: write the default.` : ""}`,
        },
        ...(boot.length > 0
            ? {
                  advice: "Write what is read at boot as environment (EMQX_NODE__...): that restarts the nodes.",
              }
            : {}),
        sources,
    };
}

/** The operator looks at a ready object every 30 seconds. Source: its reconcile interval. */
const PUSH_SECONDS = 30;

/** Values by the path of their key; undefined for a text that EMQX could not read. */
function settings(text: string): Map<string, string> | undefined {
    try {
        const leaves = leavesOf(parseHocon(text).root);
        return new Map(
            leaves.map(({ path, value }) => [
                path.map((name) => (name.includes(".") ? JSON.stringify(name) : name)).join("."),
                "text" in value ? value.text : `line ${text}`,
            ]),
        );
    } catch (error) {
        if (error instanceof HoconError) return undefined;
        throw error;
    }
}

function difference(before: string | undefined, after: string | undefined) {
    const [old, young] = [settings(before ?? ""), settings(after ?? "")];
    if (old === undefined || young === undefined) return { added: [], changed: [], removed: [] };
    return {
        added: [...young.keys()].filter((key) => !old.has(key)),
        changed: [...young.keys()].filter((key) => old.has(key) && old.get(key) !== young.get(key)),
        removed: [...old.keys()].filter((key) => !young.has(key)),
    };
}

function rootOf(key: string): string {
    return key.replaceAll('"', "").split(".")[0] ?? "";
}

/** Another address closes the listener's connections, and so does switching it off. */
function isListenerMoved(key: string, after: string | undefined): boolean {
    if (!/^listeners\.\w+\.\w+\.(bind|enable|enabled)$/.test(key)) return false;
    return key.endsWith("bind") || settings(after ?? "")?.get(key) === "false";
}

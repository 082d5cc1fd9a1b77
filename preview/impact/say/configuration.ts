import type { OperatorLine } from "../../../provider/emqx/lines/line/line";
import type { RemovedKey } from "../facts/config";
import type { FactOf } from "../facts/fact";
import type { Inputs } from "./inputs";
import { anewSentence } from "./rolls";
import { SOURCES } from "./sources";
import { listed } from "./wording";
import { cited, possible, type Sayers } from "./words";

/** The text of the configuration: what is pushed, what becomes of what it no longer says. */
export const CONFIGURATION: Sayers<FactOf<"configurationUnreadable" | "configuration">> = {
    configurationUnreadable: (_, line) => ({
        what: "EMQX configuration that cannot be read",
        happens: line.words.unreadable,
        advice: "Mend the text; emqx-ack preview of a program with EmqxCluster names the line.",
        sources: cited(line, "config push"),
    }),
    configuration: (fact, line, inputs) => ({
        what: heading(fact, inputs),
        happens: sentences(fact, line).join(" "),
        // Where pods are made anew for it, its time and its way back are those of the rollout.
        ...(fact.anew === undefined
            ? {
                  arithmetic: "one push to each node",
                  back: possible(`Revert the commit: the old values are pushed.${stayingOnes(fact)}`),
              }
            : {}),
        ...advice(fact),
        sources: [
            ...cited(line, "config push", ...(fact.boot.length > 0 ? (["boot keys"] as const) : [])),
            ...(fact.removed.length > 0 ? [SOURCES["keys left out"]] : []),
        ],
    }),
};

function heading({ touched }: FactOf<"configuration">, inputs: Inputs): string {
    const name = inputs.byHand ? "EMQX configuration" : inputs.path("config");
    if (touched.length === 0) return name;
    return `${name}${inputs.byHand ? " " : ": "}${listed(touched, 5)}`;
}

/** What clients notice of a default, where it is no matter of course. */
const NOTICED: Readonly<Record<string, (value: string) => string>> = {
    "mqtt.max_packet_size": (value) => `larger packets than ${value} are refused from then on`,
};

function sentences(fact: FactOf<"configuration">, line: OperatorLine): string[] {
    const { boot, anew, removed, mode, duringRollout, idle } = fact;
    const { push, words } = line;
    const pushed = !duringRollout
        ? "Pushed to the running nodes within seconds; no pod restarts and no connection is closed."
        : push.order === "afterCores"
          ? "Pushed to the nodes once the new cores are ready."
          : "Pushed to the running nodes at once, before any pod is made anew: what they refuse holds all of it up.";
    const [is, it] = boot.length === 1 ? ["is", "it"] : ["are", "them"];
    const atBoot =
        anew === undefined
            ? `${listed(boot)} ${is} read at boot only: the running nodes do not take ${it}, and say nothing.`
            : `${listed(boot)} ${is} read at boot only, and the nodes are restarted for ${it}. ${anewSentence(anew, line)}`;
    return [
        ...(idle ? [] : [pushed, ...(words.pushed === undefined ? [] : [words.pushed])]),
        ...(boot.length > 0 ? [atBoot] : []),
        ...removedSentences(removed),
        ...(mode === "Replace"
            ? ["Of a root that the text names, what it leaves out goes back to its default or goes away."]
            : []),
    ];
}

function removedSentences(removed: readonly RemovedKey[]): string[] {
    const defaults = removed.flatMap((key) => (key.becomes === "default" ? [key] : []));
    const kept = removed.flatMap((key) => (key.becomes === "kept" ? [key] : []));
    const of = (unit: "root" | "block" | "key") => kept.filter((key) => key.with === unit);
    const names = (keys: readonly { readonly named: string }[]) => [
        ...new Set(keys.map(({ named }) => named)),
    ];
    const gone = names(removed.flatMap((key) => (key.becomes === "gone" ? [key] : [])));
    const unknown = removed.flatMap((key) => (key.becomes === "notKnown" ? [key.key] : []));
    return [
        ...defaults.map(({ key, value }) => {
            const noticed = NOTICED[key];
            return `${key} is taken out: it goes back to its default, ${value}, on all nodes at the push${noticed === undefined ? "" : `; ${noticed(value)}`}.`;
        }),
        ...names(of("root")).map((root) => {
            const keys = of("root").filter(({ named }) => named === root);
            return `${root} is taken out whole: ${listed(
                keys.map(({ key }) => key),
                5,
            )} ${keys.length === 1 ? "stays as it is" : "stay as they are"} for good, on nodes that restart or join too.`;
        }),
        ...names(of("block")).map(
            (block) => `${block} is taken out: EMQX forgets no name, and it stays as it is for good.`,
        ),
        ...names(of("key")).map(
            (key) => `${key} is taken out: it has no default to go back to, and stays as it is for good.`,
        ),
        ...gone.map((what) => `${what} is taken out, and goes.`),
        ...(unknown.length > 0
            ? [
                  `${listed(unknown, 5)}: what is taken out of a root that stays goes back to its default at the push, or stays for good where it has none.`,
              ]
            : []),
    ];
}

function advice({ boot, anew, removed }: FactOf<"configuration">): { advice?: string } {
    const kept = removed.flatMap((key) => (key.becomes === "kept" ? [key] : []));
    const defaults = kept.flatMap((key) =>
        key.default === undefined ? [] : [`${key.key} = ${key.default}`],
    );
    const blocks = [...new Set(kept.flatMap((key) => (key.with === "block" ? [key.named] : [])))];
    const others = kept
        .filter((key) => key.with !== "block" && key.default === undefined)
        .map(({ key }) => key);
    const advices = [
        ...(boot.length > 0 && anew === undefined
            ? ["Write what is read at boot as environment (EMQX_NODE__...): that restarts the nodes."]
            : []),
        ...(defaults.length > 0
            ? [`To go back to the defaults write them instead of leaving them out: ${listed(defaults, 8)}.`]
            : []),
        ...(blocks.length > 0
            ? [
                  `To end ${listed(blocks, 5)}, write enable = false in it; then delete it through the API or the dashboard.`,
              ]
            : []),
        ...(others.length > 0
            ? [`Write what ${listed(others, 5)} is to be from now on: infinity lifts a limit.`]
            : []),
    ];
    return advices.length > 0 ? { advice: advices.join(" ") } : {};
}

/** Keys that reverting does not take away again. */
function stayingOnes({ staying }: FactOf<"configuration">): string {
    if (staying.length === 0) return "";
    const [was, keep] = staying.length === 1 ? ["was", "keeps its value"] : ["were", "keep their values"];
    return ` ${listed(staying, 5)} ${was} not set before, and ${keep} then: write the default.`;
}

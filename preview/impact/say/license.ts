import type { EditionRow } from "../../../provider/emqx/lines/matrix";
import { EVALUATION, TRIAL_CONNECTIONS } from "../../../provider/emqx/lines/matrix";
import type { EmqxFact } from "../facts/emqx";
import type { FactOf } from "../facts/fact";
import { anewSentence } from "./rolls";
import { SOURCES, type Source } from "./sources";
import { cited, possible, type Sayers } from "./words";

/** Whether EMQX has a license, and which. */
export type License = Extract<
    EmqxFact["kind"],
    "licenseRemoved" | "licenseMoved" | "licenseAdded" | "licenseKind"
>;

export const LICENSE: Sayers<FactOf<License>> = {
    licenseRemoved: ({ without, anew }, line, inputs) => {
        const { sentence, sources } = WITHOUT[without ?? "oneNode"];
        return {
            what: inputs.byHand ? "EMQX license removed" : `${inputs.path("licenseKey")} taken out`,
            happens: `${anewSentence(anew, line)} ${sentence}`,
            back: possible("Revert the commit: one more rollout brings the license back."),
            sources: [...sources, ...cited(line, "rollout")],
        };
    },
    licenseMoved: ({ anew }, line) => ({
        what: "EMQX license is read from another place",
        happens: anewSentence(anew, line),
        sources: [SOURCES.license, ...cited(line, "rollout")],
    }),
    licenseAdded: ({ anew }, line, inputs) => ({
        what: inputs.byHand ? "EMQX license added" : `${inputs.path("licenseKey")} added`,
        happens: anewSentence(anew, line),
        sources: [SOURCES.license, ...cited(line, "rollout")],
    }),
    licenseKind: ({ to, anew }, line, inputs) => ({
        what: inputs.byHand
            ? `EMQX license, ${to === "key" ? "the key for evaluation to one of your own" : "your own key to that for evaluation"}`
            : to === "key"
              ? `${inputs.path("licenseKey")} in the place of ${inputs.path("license")}`
              : `${inputs.path("license")} Evaluation in the place of ${inputs.path("licenseKey")}`,
        happens: `${anewSentence(anew, line)} ${to === "key" ? `Until a node is made anew it takes clients up to ${EVALUATION.sessions} in the whole cluster; then the limits of the key count.` : EVALUATES}`,
        sources: [SOURCES["evaluation license"], ...cited(line, "rollout")],
    }),
};

const EVALUATES = `EMQX takes ${EVALUATION.sessions} clients in the whole cluster from then on and refuses the rest, and a node that has run for ${EVALUATION.uptimeDays} days takes no new ones until its next start.`;

const WITHOUT: Readonly<
    Record<EditionRow["withoutLicense"], { readonly sentence: string; readonly sources: readonly Source[] }>
> = {
    complete: { sentence: "Open-source EMQX needs none.", sources: [] },
    trial: {
        sentence: `The new nodes run on the built-in trial license: all but ${TRIAL_CONNECTIONS} connections are refused.`,
        sources: [SOURCES["trial license"]],
    },
    oneNode: {
        sentence: "EMQX without a license is a single node: a second one does not come up.",
        sources: [SOURCES["single node"]],
    },
};

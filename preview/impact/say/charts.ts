import type { ChartFact, ChartStep } from "../facts/charts";
import type { FactOf } from "../facts/fact";
import { LEAVE_LINE } from "./emqx";
import { SOURCES } from "./sources";
import type { Back } from "./told";
import { because, listed } from "./wording";
import { cited, impossible, OPERATED, possible, type Sayers, type Words } from "./words";

/** The two charts of the chain, and others. */
export const CHARTS: Sayers<ChartFact> = {
    operatorInstalled: ({ version }, line) => ({
        what: version === undefined ? "EMQX operator installed" : `EMQX operator ${version} installed`,
        happens: "It takes up the EMQX objects of its line that it finds.",
        arithmetic: TAKES_OVER,
        sources: cited(line, "operator gate"),
    }),
    operatorCrdsApart: (_, line) => ({
        what: "CRDs of the EMQX operator apart from its chart",
        happens: "They stay as they are, and so does the operator.",
        sources: cited(line, "chart CRDs"),
    }),
    operatorChanged: ({ step }, line) => ({
        what: stepText("EMQX operator", "the EMQX operator", step),
        happens:
            "The operator's pods restart; EMQX's do not, unless the new one wants them otherwise. An EMQX pod that restarts meanwhile waits for it.",
        arithmetic: TAKES_OVER,
        back: INSTALLED_AGAIN,
        sources: cited(line, "operator gate", "operator lines"),
    }),
    operatorLineChanged: (fact, line) => ({
        what: `EMQX operator ${fact.from} to ${fact.to}, another line`,
        ...anotherLine(fact),
        sources: cited(line, "operator lines", "operator gate"),
    }),
    operatorGone: ({ ending }, line) => ({
        what: `EMQX operator ${GONE[ending]}`,
        happens:
            "Its CRDs and the EMQX clusters stay and run on. Without an operator no change is carried out, and a pod that restarts does not become ready.",
        back: possible("Revert the commit: it is installed again and takes the clusters up."),
        sources: cited(line, "operator gate", "chart CRDs"),
    }),
    operatorGoneWithCrds: ({ ending, reasons, perhapsKept }, line) => ({
        what: `EMQX operator's chart ${GONE[ending]}${because(reasons)}`,
        happens: `The chart's CRDs go with it${perhapsKept ? " unless a transform keeps them" : ""}, and with them every EMQX cluster of the Kubernetes cluster.`,
        data: "Every EMQX cluster of the Kubernetes cluster.",
        back: impossible("Cannot be undone: new clusters start empty."),
        advice: "Keep the CRDs (retainOnDelete, or the chart's skipCRDs) before the chart goes.",
        sources: [...cited(line, "chart CRDs"), SOURCES.CRD],
    }),
    certManager: ({ operation, step, certificates, outlined }) => ({
        what:
            operation === "update"
                ? stepText("cert-manager", "cert-manager", step)
                : `cert-manager ${{ create: "installed", delete: "removed", replace: "replaced" }[operation]}`,
        happens: {
            create: "It issues certificates from then on; nothing else moves.",
            update: "cert-manager's pods restart; certificates stay as they are, and EMQX and its clients do not notice.",
            replace: CERTIFICATES_STAY,
            delete: CERTIFICATES_STAY,
        }[operation],
        ...(operation === "delete"
            ? { advice: renewal(certificates, outlined) }
            : { arithmetic: "about 5 min, its start-up check included" }),
        back: INSTALLED_AGAIN,
        sources: [SOURCES["cert-manager"]],
    }),
    otherChart: ({ thing, operation }) => ({
        what: {
            lead: "chart",
            thing: thing.name,
            tail: operation === "update" ? OPERATED.update : GONE[operation],
        },
        ...(operation === "update"
            ? { happens: "Its own pods may restart; it is no part of EMQX.", sources: [] }
            : {
                  happens: "What depends on it is not known here; objects of its CRDs go with them.",
                  sources: [SOURCES.CRD],
              }),
    }),
};

const GONE = { replace: "replaced", delete: "removed" } as const;
const TAKES_OVER = "about 2 min until the new operator has taken over";
const INSTALLED_AGAIN: Back = possible("Revert the commit: the old version is installed again.");
const CERTIFICATES_STAY =
    "Certificates that exist stay in their Secrets; while it is away none is renewed. EMQX and its clients do not notice.";

function anotherLine({
    lines,
    takesOver,
    carried,
}: FactOf<"operatorLineChanged">): Pick<Words, "happens" | "arithmetic" | "data" | "back" | "advice"> {
    if (carried) {
        return {
            happens: `Operator ${lines.to} takes over the EMQX objects of ${lines.from}: the conversion of its CRDs is switched off, and the webhooks and roles of the old operator go, before the new one starts. It then makes every EMQX pod anew.`,
            arithmetic: TAKES_OVER,
            back: impossible("Cannot be undone by reverting: the CRDs have been rewritten."),
            advice: "Let it be an update of its own, and export the data before (emqx ctl data export on a core).",
        };
    }
    if (!takesOver) {
        return {
            happens: `It would take the place of the operator that serves the EMQX objects of ${lines.from}.`,
            data: "EMQX objects of the older line, which nobody serves any more.",
            back: impossible("Cannot be undone by reverting: the CRDs have been rewritten."),
            advice: LEAVE_LINE,
        };
    }
    return {
        happens: `Operator ${lines.to} serves another API than ${lines.from}: without the steps in between the EMQX objects cannot be read, and no EMQX pod that restarts becomes ready.`,
        data: "EMQX objects that cannot be read.",
        back: impossible("Cannot be undone by reverting: the CRDs have been rewritten."),
        advice: "Take the steps in docs/upgrading.md, Operator lines, one after another.",
    };
}

function renewal(certificates: readonly string[], outlined: boolean): string {
    const own =
        certificates.length === 0
            ? "This stack has no Certificate of its own"
            : `No longer renewed: ${listed(certificates, 5)}`;
    return `${own}; kubectl get certificates --all-namespaces shows those of others. A certificate runs out after weeks: say who renews it.${outlined ? " pulumi up lets cert-manager go only where certManager: false says so; certManager: {} keeps it." : ""}`;
}

/** Another version, or `settings of the EMQX operator (resources)`. */
function stepText(name: string, inSentence: string, { version, settings }: ChartStep): string {
    return version === undefined
        ? `settings of ${inSentence} (${listed(settings, 4)})`
        : `${name} ${version.from ?? ""} to ${version.to}`;
}

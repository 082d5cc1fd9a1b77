import { minorOf } from "../../../provider/emqx/lines/versionNumbers";
import type { ResourceChange } from "../../changes/change";
import { type Context, effect, inputsOf, isBeneath } from "../context";
import type { Effect } from "../review";
import { pathNames, textAt } from "../values";
import { listed } from "../wording";

const RELEASE = "kubernetes:helm.sh/v3:Release";
const CHART = /^kubernetes:helm\.sh\/v[34]:(Release|Chart)$/;

/** The two charts of the chain, installed by our components or by hand. */
export function charts(change: ResourceChange, _context: Context): Effect[] {
    if (!CHART.test(change.type)) return [];
    const chart = textAt(inputsOf(change), "chart") ?? "";
    // EmqxOperator's release of the CRDs goes with its chart, of which is said what there is to say.
    if (change.type === RELEASE && isBeneath(change, "EmqxOperator")) return [];
    if (chart.includes("emqx-operator") || isBeneath(change, "EmqxOperator")) return [operator(change)];
    if (chart.includes("cert-manager") || isBeneath(change, "CertManager")) return [certManager(change)];
    return otherChart(change, chart);
}

/** Whether a chart brings its CRDs, which are kept in either case. */
const CRD_SWITCHES = new Set(["skipCrds", "values.skipCRDs"]);

/** Until the new operator has taken over. Source: docs/upgrading.md. */
const OPERATOR_SECONDS = 120;

function operator(change: ResourceChange): Effect {
    const [from, to] = versions(change);
    const duration = {
        seconds: OPERATOR_SECONDS,
        arithmetic: "about 2 min until the new operator has taken over",
    };
    if (change.operation === "create") {
        return effect(change, {
            subject: "operator",
            level: "none",
            what: `EMQX operator ${to ?? ""} installed`.replace("  ", " "),
            happens: "It takes up the EMQX objects of its line that it finds.",
            duration,
            sources: ["operator gate"],
        });
    }
    if (change.operation === "delete" || change.operation === "replace") return operatorGone(change);
    if (isBeneath(change, "EmqxOperator") && movesCrdsOnly(change)) {
        return effect(change, {
            subject: "operator",
            level: "none",
            what: "CRDs of the EMQX operator apart from its chart",
            happens: "They stay as they are, and so does the operator.",
            sources: ["chart CRDs"],
        });
    }
    const [oldLine, newLine] = [minorOf(from ?? ""), minorOf(to ?? "")];
    if (oldLine !== undefined && newLine !== undefined && oldLine !== newLine) {
        return effect(change, {
            subject: "operator",
            level: "data",
            what: `EMQX operator ${from} to ${to}, another line`,
            happens: `Operator ${newLine} serves another API than ${oldLine}: without the steps in between the EMQX objects cannot be read, and no EMQX pod that restarts becomes ready.`,
            data: newLine.startsWith("3")
                ? "Clusters of an older line are not taken over."
                : "EMQX objects that cannot be read.",
            back: {
                possible: false,
                sentence: "Cannot be undone by reverting: the CRDs have been rewritten.",
            },
            advice: "Take the steps in docs/upgrading.md, Operator lines, one after another.",
            sources: ["operator lines", "operator gate"],
        });
    }
    const what =
        from !== to && to !== undefined
            ? `EMQX operator ${from ?? ""} to ${to}`
            : `settings of the EMQX operator (${fields(change)})`;
    return effect(change, {
        subject: "operator",
        level: "rolling",
        what,
        happens:
            "The operator's pods restart; EMQX's do not, unless the new one wants them otherwise. An EMQX pod that restarts meanwhile waits for it.",
        duration,
        back: { possible: true, sentence: "Revert the commit: the old version is installed again." },
        sources: ["operator gate", "operator lines"],
    });
}

function movesCrdsOnly({ properties }: ResourceChange): boolean {
    return properties.length > 0 && properties.every(({ path }) => CRD_SWITCHES.has(path));
}

/** A removed operator takes its CRDs with it, unless the program keeps them. */
function operatorGone(change: ResourceChange): Effect {
    const verb = change.operation === "delete" ? "removed" : "replaced";
    const keeps = isBeneath(change, "EmqxOperator") || change.retained === true;
    if (keeps) {
        return effect(change, {
            subject: "operator",
            level: "rolling",
            what: `EMQX operator ${verb}`,
            happens:
                "Its CRDs and the EMQX clusters stay and run on. Without an operator no change is carried out, and a pod that restarts does not become ready.",
            back: {
                possible: true,
                sentence: "Revert the commit: it is installed again and takes the clusters up.",
            },
            sources: ["operator gate", "chart CRDs"],
        });
    }
    // What transforms do to the chart's parts is not known here.
    const certain = change.type === RELEASE || (change.before?.options.transforms ?? 0) === 0;
    return effect(change, {
        subject: "operator",
        level: certain ? "data" : "reconnect",
        certain,
        what: `EMQX operator's chart ${verb}${change.replaceReasons.length > 0 ? ` because of ${listed(change.replaceReasons)}` : ""}`,
        happens: `The chart's CRDs go with it${certain ? "" : " unless a transform keeps them"}, and with them every EMQX cluster of the Kubernetes cluster.`,
        data: "Every EMQX cluster of the Kubernetes cluster.",
        back: { possible: false, sentence: "Cannot be undone: clusters that are made anew start empty." },
        advice: "Keep the CRDs (retainOnDelete, or the chart's skipCRDs) before the chart goes.",
        sources: ["chart CRDs", "CRD"],
    });
}

function certManager(change: ResourceChange): Effect {
    const [from, to] = versions(change);
    const what =
        change.operation === "update"
            ? from !== to && to !== undefined
                ? `cert-manager ${from ?? ""} to ${to}`
                : `settings of cert-manager (${fields(change)})`
            : `cert-manager ${{ create: "installed", delete: "removed", replace: "replaced" }[change.operation]}`;
    const gone = change.operation === "delete" || change.operation === "replace";
    return effect(change, {
        subject: "cert-manager",
        level: "none",
        what,
        happens:
            change.operation === "create"
                ? "It issues certificates from then on; nothing else moves."
                : gone
                  ? "Certificates that exist stay in their Secrets; while it is away none is renewed. EMQX and its clients do not notice."
                  : "cert-manager's pods restart; certificates stay as they are, and EMQX and its clients do not notice.",
        ...(change.operation === "delete"
            ? { advice: "Certificates run out after weeks: say who renews them." }
            : { duration: { seconds: 300, arithmetic: "about 5 min, its start-up check included" } }),
        back: { possible: true, sentence: "Revert the commit: the old version is installed again." },
        sources: ["cert-manager"],
    });
}

function otherChart(change: ResourceChange, chart: string): Effect[] {
    if (change.operation === "create") return [];
    const mild = change.operation === "update";
    return [
        effect(change, {
            subject: "other",
            level: mild ? "none" : "reconnect",
            certain: mild,
            what: `chart ${chart || change.name} ${{ update: "changed", delete: "removed", replace: "replaced" }[change.operation]}`,
            happens: mild
                ? "Its own pods may restart; it is no part of EMQX."
                : "What depends on it is not known here; objects of its CRDs go with them.",
            sources: mild ? [] : ["CRD"],
        }),
    ];
}

function versions(change: ResourceChange): [string | undefined, string | undefined] {
    return [textAt(change.before?.inputs, "version"), textAt(change.after?.inputs, "version")];
}

function fields(change: ResourceChange): string {
    const names = change.properties.map(({ path }) => {
        const [root = "", ...rest] = pathNames(path);
        return root === "values" ? (rest[0] ?? "values") : root;
    });
    return listed([...new Set(names)], 4);
}

import { takesOverOlder } from "../../../provider/emqx/lines";
import { minorOf } from "../../../provider/naming/versionNumbers";
import type { ResourceChange } from "../../changes/change";
import type { ChartStep } from "../facts/charts";
import type { Effect } from "../facts/effect";
import { type Context, effect, endingOf, inputsOf, isBeneath } from "./context";
import { RELEASE } from "./types";
import { pathNames, textAt } from "./values";

/** Whether a chart brings its CRDs, which are kept in either case. */
const CRD_SWITCHES = new Set(["skipCrds", "values.skipCRDs"]);

/** Until the new operator has taken over. Source: docs/upgrading.md. */
const OPERATOR_SECONDS = 120;

/** The start-up check of cert-manager included. */
const CERT_MANAGER_SECONDS = 300;

/** The two charts of the chain, installed by our components or by hand, and others. */
export function chart(change: ResourceChange, context: Context): Effect[] {
    const name = textAt(inputsOf(change), "chart") ?? "";
    // EmqxOperator's release of the CRDs goes with its chart, of which is said what there is to say.
    if (change.type === RELEASE && isBeneath(change, "EmqxOperator")) return [];
    if (name.includes("emqx-operator") || isBeneath(change, "EmqxOperator")) {
        return [{ ...operator(change), line: context.line }];
    }
    if (name.includes("cert-manager") || isBeneath(change, "CertManager"))
        return [certManager(change, context)];
    return otherChart(change, name);
}

function operator(change: ResourceChange): Effect {
    const [from, to] = versions(change);
    const ending = endingOf(change.operation);
    if (ending !== undefined) return operatorGone(change, ending);
    if (change.operation === "create") {
        return effect(change, {
            subject: "operator",
            level: "none",
            fact: { kind: "operatorInstalled", ...(to ? { version: to } : {}) },
            seconds: OPERATOR_SECONDS,
        });
    }
    if (isBeneath(change, "EmqxOperator") && movesCrdsOnly(change)) {
        return effect(change, { subject: "operator", level: "none", fact: { kind: "operatorCrdsApart" } });
    }
    const lines = { from: minorOf(from ?? ""), to: minorOf(to ?? "") };
    if (from !== undefined && to !== undefined && lines.from !== undefined && lines.to !== undefined) {
        if (lines.from !== lines.to) {
            const takesOver = takesOverOlder(lines.to);
            const carried = takesOver && isBeneath(change, "EmqxOperator");
            return effect(change, {
                subject: "operator",
                level: carried ? "rolling" : "data",
                ...(carried ? { seconds: OPERATOR_SECONDS } : {}),
                fact: {
                    kind: "operatorLineChanged",
                    from,
                    to,
                    lines: { from: lines.from, to: lines.to },
                    takesOver,
                    carried,
                },
            });
        }
    }
    return effect(change, {
        subject: "operator",
        level: "rolling",
        fact: { kind: "operatorChanged", step: stepOf(change) },
        seconds: OPERATOR_SECONDS,
    });
}

function movesCrdsOnly({ properties }: ResourceChange): boolean {
    return properties.length > 0 && properties.every(({ path }) => CRD_SWITCHES.has(path));
}

/** A removed operator takes its CRDs with it, unless the program keeps them. */
function operatorGone(change: ResourceChange, ending: "replace" | "delete"): Effect {
    if (isBeneath(change, "EmqxOperator") || change.retained === true) {
        return effect(change, {
            subject: "operator",
            level: "rolling",
            fact: { kind: "operatorGone", ending },
        });
    }
    // What transforms do to the chart's parts is not known here.
    const perhapsKept = change.type !== RELEASE && (change.before?.options.transforms ?? 0) > 0;
    return effect(change, {
        subject: "operator",
        level: perhapsKept ? "reconnect" : "data",
        certain: !perhapsKept,
        fact: { kind: "operatorGoneWithCrds", ending, reasons: change.replaceReasons, perhapsKept },
    });
}

const CERTIFICATE = /^kubernetes:cert-manager\.io\/v[^:]+:Certificate$/;

function certManager(change: ResourceChange, { changes }: Context): Effect {
    const { operation } = change;
    const certificates =
        endingOf(operation) === undefined
            ? []
            : [...changes.after.values()]
                  .filter(({ type }) => CERTIFICATE.test(type))
                  .map(({ name }) => name);
    return effect(change, {
        subject: "cert-manager",
        level: "none",
        fact: {
            kind: "certManager",
            operation,
            step: stepOf(change),
            certificates,
            outlined: isBeneath(change, "EmqxOnAck"),
        },
        ...(operation === "delete" ? {} : { seconds: CERT_MANAGER_SECONDS }),
    });
}

function otherChart(change: ResourceChange, chart: string): Effect[] {
    const { operation } = change;
    if (operation === "create") return [];
    const mild = operation === "update";
    return [
        effect(change, {
            subject: "other",
            level: mild ? "none" : "reconnect",
            certain: mild,
            fact: { kind: "otherChart", thing: { name: chart || change.name }, operation },
        }),
    ];
}

function versions(change: ResourceChange): [string | undefined, string | undefined] {
    return [textAt(change.before?.inputs, "version"), textAt(change.after?.inputs, "version")];
}

function stepOf(change: ResourceChange): ChartStep {
    const [from, to] = versions(change);
    const settings = [
        ...new Set(
            change.properties.map(({ path }) => {
                const [root = "", ...rest] = pathNames(path);
                return root === "values" ? (rest[0] ?? "values") : root;
            }),
        ),
    ];
    return {
        ...(to !== undefined && to !== from
            ? { version: { to, ...(from === undefined ? {} : { from }) } }
            : {}),
        settings,
    };
}

import { DASHBOARD_PORT } from "../../../provider/naming/ports";
import type { OtherFact } from "../facts/others";
import { because, listed } from "./wording";
import { cited, OPERATED, type Sayers } from "./words";

/** Resources that no rule of their own is about. */
export const OTHERS: Sayers<OtherFact> = {
    networkPolicy: ({ thing, operation }, line) => ({
        what: { lead: "NetworkPolicy", thing: thing.name, tail: OPERATED[operation] },
        happens: `It counts at once. When it keeps clients from the listeners, or the operator from port ${DASHBOARD_PORT} of EMQX's pods, they go out of service.`,
        sources: cited(line, "operator gate"),
    }),
    disruptionBudget: ({ thing, operation }, line) => ({
        what: { lead: "disruption budget", thing: thing.name, tail: OPERATED[operation] },
        happens:
            operation === "delete"
                ? "No pod moves. From then on a drain of nodes may take several of EMQX's pods at once."
                : "No pod moves: it counts for drains of nodes.",
        sources: cited(line, "budgets and pace"),
    }),
    otherLeft: ({ noun, thing }) => ({
        what: { lead: noun, thing: thing.name, tail: "leaves the stack" },
        happens: "It stays where it is (retainOnDelete); this stack forgets it.",
        sources: [],
    }),
    otherChanged: ({ noun, thing, paths, workload }) => ({
        what: { lead: `${listed(paths, 4)} of ${noun}`, thing: thing.name },
        happens: workload
            ? "Its own pods restart; they are none of EMQX's."
            : "No rule of this review is about it.",
        sources: [],
    }),
    otherGone: ({ noun, thing, ending, reasons, harmless }) => ({
        what: { lead: noun, thing: thing.name, tail: `${OPERATED[ending]}${because(reasons)}` },
        happens: harmless
            ? "No MQTT client depends on it."
            : "No rule of this review is about it: look yourself who depends on it and what it holds.",
        sources: [],
    }),
};

import { clientsDuringChange } from "../../../provider/emqx/gate/meant/clients";
import { clientsInWords } from "../../../provider/emqx/gate/meant/clientsInWords";
import { DEFAULT_LINE } from "../../../provider/emqx/lines";
import { takersIn } from "../../../provider/emqx/lines/line/pace";
import { isCertain } from "../context";
import { pathNames, textAt } from "../values";
import { listed } from "../wording";
import { type EmqxCase, rollsSentence, type Told } from "./emqxCase";

/** Rules for the parts of EMQX's pod templates that need no figures of their own. */

export function resources(given: EmqxCase): Told {
    return {
        what: `resources of ${rolesOf(given)}`,
        happens: rollsSentence(given),
        sources: ["blue-green", "evacuation"],
    };
}

export function placement(given: EmqxCase): Told {
    const fields = [...new Set(given.part.properties.map(({ path }) => pathNames(path)[3] ?? ""))];
    return {
        what: `${listed(fields)} of ${rolesOf(given)}`,
        happens: `${rollsSentence(given)} A pod that finds no node by the new rule stays pending, and the rollout stands still with everybody served by the old pods.`,
        sources: ["blue-green", "evacuation"],
    };
}

/** Sysctls, preflight and the label of nodes with a kernel profile. */
export function kernel(given: EmqxCase): Told {
    return {
        what: `kernel parameters of ${rolesOf(given)}`,
        happens: `${rollsSentence(given)} The new pods go to nodes with the new profile only.`,
        sources: ["blue-green", "evacuation", "pool template"],
    };
}

export function pods(given: EmqxCase): Told {
    const fields = [
        ...new Set(
            given.part.properties.map(({ path }) => {
                const names = pathNames(path);
                return names[1]?.endsWith("Template")
                    ? ((names[2] === "spec" ? names[3] : names[2]) ?? names[1])
                    : (names[1] ?? "spec");
            }),
        ),
    ];
    const domain = fields.includes("clusterDomain");
    return {
        what: `${listed(fields)} of EMQX's pods`,
        happens: domain
            ? `${rollsSentence(given)} Operator 2.2 looks old cores up under cluster.local: elsewhere it removes them without evacuation.`
            : rollsSentence(given),
        ...(domain ? { level: "reconnect" as const } : {}),
        sources: ["blue-green", "evacuation"],
    };
}

/** Keys in the object itself: the Secret is made once. */
export function apiKeys(given: EmqxCase): Told {
    if (given.part.rolls.size > 0) {
        return {
            what: "API keys of EMQX",
            happens: rollsSentence(given),
            sources: ["api keys", "blue-green"],
        };
    }
    return {
        what: "API keys in the EMQX object",
        happens: "Nothing: the operator makes its Secret once and looks at later keys no more.",
        level: "none",
        advice: "Write them into the Secret, and restart the nodes by an annotation.",
        sources: ["api keys"],
    };
}

export function secretRevision(given: EmqxCase): Told {
    return {
        what: "secrets that EMQX reads at boot only",
        happens: `${rollsSentence(given)} They are API keys, secretEnvironment or the cookie.`,
        certain: isCertain(given.part.properties),
        sources: ["api keys", "blue-green"],
    };
}

/** Paces, delays and disruption budgets: for the next rollout. */
export function evacuation({ cluster, rollout, part }: EmqxCase): Told {
    const { before, after, connections, drainSeconds } = cluster;
    const what = `${listed([...new Set(part.properties.map(({ path }) => pathNames(path).at(-1) ?? ""))])} of EMQX`;
    const now =
        rollout === undefined
            ? "Nothing moves now; the next rollout goes by it."
            : "The rollout of this update goes by it.";
    const work = before &&
        after && {
            connections: connections ?? 0,
            cores: after.replicas.core,
            replicants: after.replicas.replicant,
            ...after.pace,
            evacuates: after.enterprise === true,
        };
    const next =
        work &&
        connections !== undefined &&
        work.evacuates &&
        takersIn(work).count > 0 &&
        drainSeconds !== undefined
            ? ` ${clientsInWords(clientsDuringChange(DEFAULT_LINE.pace, work, drainSeconds))}`
            : "";
    return { what, happens: `${now}${next}`, level: "none", sources: ["budgets and pace", "evacuation"] };
}

/** The Services that the operator itself makes. */
export function services({ change, part }: EmqxCase): Told {
    const off = part.properties.some(({ path }) => {
        const [, template = ""] = pathNames(path);
        return (
            template === "listenersServiceTemplate" &&
            textAt(change.after?.inputs, "spec", template, "enabled") === "false"
        );
    });
    return off
        ? {
              what: "the operator's listeners Service switched off",
              happens:
                  "The operator removes the Service: clients that come through it lose their connection.",
              level: "reconnect",
              sources: ["drain"],
          }
        : {
              what: "Services that the operator makes",
              happens:
                  "The Services are written anew; a load balancer in front of them follows, and connections through a port or address that changes are closed.",
              level: "reconnect",
              certain: false,
              sources: ["drain"],
          };
}

export function metadata(): Told {
    return {
        what: "labels or annotations of the EMQX object",
        happens: "No pod carries them; nothing moves.",
        level: "none",
        sources: ["budgets and pace"],
    };
}

function rolesOf({ part }: EmqxCase): string {
    return listed([...part.rolls].map((role) => `${role}s`)) || "EMQX's pods";
}

import { changedVariables } from "../emqxChanges";
import { listed } from "../wording";
import { type EmqxCase, rollsSentence, type Told } from "./emqxCase";

/** Names of what differs in either role. */
export function variablesOf({ cluster, part }: EmqxCase, start = ""): string[] {
    const names = [...part.rolls].flatMap((role) => changedVariables(cluster, role));
    return [...new Set(names)].filter((name) => name.startsWith(start));
}

/** Settings that EMQX reads at boot. */
export function environment(given: EmqxCase): Told {
    const names = variablesOf(given).filter((name) => !/^EMQX_(LICENSE|LISTENERS|API_KEY)__/.test(name));
    const durable = names.filter((name) => /^EMQX_DURABLE_(SESSIONS|STORAGE)/.test(name));
    if (names.includes("EMQX_NODE__COOKIE")) {
        return {
            what: "Erlang cookie in the environment",
            happens: `${rollsSentence(given)} New nodes cannot join the old ones, which have another cookie: they start empty, or the rollout stands still.`,
            level: "data",
            data: "The cores' database: the new cores cannot copy it.",
            sources: ["cookie", "blue-green"],
        };
    }
    return {
        what:
            names.length > 0
                ? `EMQX environment ${listed(names, 5)}`
                : "EMQX environment, in values that are not shown",
        happens: rollsSentence(given),
        ...(durable.length > 0
            ? {
                  level: "data" as const,
                  data: "Durable sessions: operator 2.2 gives new cores empty disks and does not move them.",
              }
            : {}),
        sources: ["blue-green", "evacuation", ...(durable.length > 0 ? (["durable storage"] as const) : [])],
    };
}

/** The license came, went, or is read from another place; its text alone is a Secret of its own. */
export function licenseVariables(given: EmqxCase): Told {
    const key = "EMQX_LICENSE__KEY";
    const { before, after } = given.cluster;
    const had = before?.environment.core.has(key) ?? false;
    const has = after?.environment.core.has(key) ?? false;
    const happens = rollsSentence(given);
    if (had && !has) {
        return {
            what: "EMQX license removed",
            happens: `${happens} The new nodes run on the built-in trial license: all but 25 connections are refused.`,
            level: "reconnect",
            back: {
                possible: true,
                sentence: "Revert the commit: one more rollout brings the license back.",
            },
            sources: ["trial license", "blue-green"],
        };
    }
    return {
        what: had ? "EMQX license is read from another place" : "EMQX license added",
        happens,
        sources: ["license", "blue-green"],
    };
}

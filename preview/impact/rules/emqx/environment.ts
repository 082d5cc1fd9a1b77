import { LICENSE_VARIABLE, NODE_COOKIE_VARIABLE } from "../../../../provider/emqx/config/variables";
import type { ChangedVariable } from "../../facts/emqx";
import { type EmqxCase, type Found, podsAnew } from "./case";
import { changedVariables, isOfItsOwn } from "./variables";

/** Settings that EMQX reads at boot. */
export function environment(given: EmqxCase): Found {
    const { cluster, line, part } = given;
    const names = changedVariables(cluster, part.rolls).filter((name) => !isOfItsOwn(name));
    const anew = podsAnew(given);
    if (names.includes(NODE_COOKIE_VARIABLE))
        return { fact: { kind: "cookieVariable", anew }, level: "data" };
    const durableSessions =
        line.traps.losesDurableSessions &&
        names.some((name) => /^EMQX_DURABLE_(SESSIONS|STORAGE)/.test(name));
    const variables = names.map((name) => changedVariable(name, given));
    return {
        fact: { kind: "environment", variables, anew, durableSessions },
        ...(durableSessions ? { level: "data" } : {}),
    };
}

/** What became of a variable, by the first role in which it differs. */
function changedVariable(name: string, { cluster, part }: EmqxCase): ChangedVariable {
    const role = [...part.rolls].find((r) => changedVariables(cluster, [r]).includes(name)) ?? "core";
    const [old, wanted] = [cluster.before, cluster.after].map((state) => state?.environment[role]);
    const [from, to] = [old?.get(name), wanted?.get(name)];
    return {
        name,
        how: !old?.has(name) ? "added" : wanted?.has(name) ? "changed" : "removed",
        ...(from === undefined ? {} : { from }),
        ...(to === undefined ? {} : { to }),
        secret: (wanted?.has(name) ? to : from) === undefined,
    };
}

/** The license came, went, or is read from another place; its text alone is a Secret of its own. */
export function licenseVariables(given: EmqxCase): Found {
    const { before, after } = given.cluster;
    const had = before?.environment.core.has(LICENSE_VARIABLE) ?? false;
    const has = after?.environment.core.has(LICENSE_VARIABLE) ?? false;
    const anew = podsAnew(given);
    if (had && !has) {
        const needed = after?.enterprise !== false;
        return {
            fact: { kind: "licenseRemoved", needed, anew },
            ...(needed ? { level: "reconnect" as const } : {}),
        };
    }
    return { fact: { kind: had ? "licenseMoved" : "licenseAdded", anew } };
}

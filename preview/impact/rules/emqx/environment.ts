import { LICENSE_VARIABLE, NODE_COOKIE_VARIABLE } from "../../../../provider/emqx/config/variables";
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
    return {
        fact: { kind: "environment", names, anew, durableSessions },
        ...(durableSessions ? { level: "data" } : {}),
    };
}

/** The license came, went, or is read from another place; its text alone is a Secret of its own. */
export function licenseVariables(given: EmqxCase): Found {
    const { before, after } = given.cluster;
    const had = before?.environment.core.has(LICENSE_VARIABLE) ?? false;
    const has = after?.environment.core.has(LICENSE_VARIABLE) ?? false;
    const anew = podsAnew(given);
    if (had && !has) return { fact: { kind: "licenseRemoved", anew }, level: "reconnect" };
    return { fact: { kind: had ? "licenseMoved" : "licenseAdded", anew } };
}

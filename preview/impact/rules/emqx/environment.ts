import { EmqxEdition } from "../../../../provider/emqx/args/edition";
import { SecurityProfile } from "../../../../provider/emqx/args/securityProfile";
import {
    DASHBOARD_BIND_VARIABLE,
    EVALUATION_KEY,
    LICENSE_VARIABLE,
    NODE_COOKIE_VARIABLE,
    SECURITY_PROFILE_VARIABLE,
} from "../../../../provider/emqx/config/variables";
import type { GivenLicense } from "../../../../provider/emqx/lines/license";
import type { EmqxState } from "../../../../provider/emqx/lines/line/state";
import type { EditionRow } from "../../../../provider/emqx/lines/matrix";
import { editionAt } from "../../../../provider/emqx/lines/versions";
import type { ChangedVariable } from "../../facts/emqx";
import { type EmqxCase, type Found, podsAnew } from "./case";
import { changedVariables, isOfItsOwn } from "./variables";

/** Settings that EMQX reads at boot. */
export function environment(given: EmqxCase): Found[] {
    const { cluster, line, part } = given;
    const changed = changedVariables(cluster, part.rolls).filter((name) => !isOfItsOwn(name));
    const names = changed.filter((name) => !comesWithVersion(name, given));
    const anew = podsAnew(given);
    if (names.includes(NODE_COOKIE_VARIABLE))
        return [{ fact: { kind: "cookieVariable", anew }, level: "data" }];
    // Nothing but what EmqxCluster writes for the new version, which the image tells.
    if (names.length === 0 && changed.length > 0) return [];
    const durableSessions =
        line.traps.losesDurableSessions &&
        names.some((name) => /^EMQX_DURABLE_(SESSIONS|STORAGE)/.test(name));
    const profile = names.includes(SECURITY_PROFILE_VARIABLE) ? [securityProfile(given)] : [];
    const others = names.filter((name) => name !== SECURITY_PROFILE_VARIABLE);
    if (others.length === 0 && profile.length > 0) return profile;
    const variables = others.map((name) => changedVariable(name, given));
    return [
        ...profile,
        {
            fact: { kind: "environment", variables, anew, durableSessions },
            ...(durableSessions ? { level: "data" } : {}),
        },
    ];
}

/** What EmqxCluster says of EMQX as a whole from some version on, to say what held before. */
function comesWithVersion(name: string, { cluster: { ours, before, after } }: EmqxCase): boolean {
    if (!ours || before?.version === after?.version) return false;
    if (name === DASHBOARD_BIND_VARIABLE) return true;
    return name === SECURITY_PROFILE_VARIABLE && after?.environment.core.get(name) === LEGACY;
}

const LEGACY = SecurityProfile.Legacy.toLowerCase();

function securityProfile(given: EmqxCase): Found {
    const to = given.cluster.after?.environment.core.get(SECURITY_PROFILE_VARIABLE) ?? LEGACY;
    const hardened = to !== LEGACY;
    return {
        fact: { kind: "securityProfile", hardened, anew: podsAnew(given) },
        // Whoever cannot prove who they are stays outside.
        ...(hardened ? { level: "reconnect" } : {}),
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
    const [had, has] = [licenseOf(before), licenseOf(after)];
    const anew = podsAnew(given);
    if (had !== "none" && has === "none") {
        const without = withoutLicense(after);
        return {
            fact: { kind: "licenseRemoved", ...(without === undefined ? {} : { without }), anew },
            ...(without === "complete" ? {} : { level: "reconnect" as const }),
        };
    }
    if (had === "none") return { fact: { kind: "licenseAdded", anew } };
    if (had === has || has === "none") return { fact: { kind: "licenseMoved", anew } };
    return {
        fact: { kind: "licenseKind", to: has, anew },
        // Whoever is above its limit cannot come back.
        ...(has === "evaluation" ? { level: "reconnect" as const } : {}),
    };
}

function licenseOf(state: EmqxState | undefined): GivenLicense {
    const { core } = state?.environment ?? {};
    if (!core?.has(LICENSE_VARIABLE)) return "none";
    return core.get(LICENSE_VARIABLE) === EVALUATION_KEY ? "evaluation" : "key";
}

/** What EMQX is without a license, by its version and edition. */
function withoutLicense(state: EmqxState | undefined): EditionRow["withoutLicense"] | undefined {
    const edition = state?.enterprise === false ? EmqxEdition.OpenSource : EmqxEdition.Enterprise;
    return editionAt(edition, state?.version ?? "")?.withoutLicense;
}

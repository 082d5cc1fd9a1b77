import { clientsDuringChange } from "../../../../provider/emqx/gate/meant/clients";
import { takersIn } from "../../../../provider/emqx/lines/line/pace";
import { SECRET_FILES_VOLUME } from "../../../../provider/emqx/secrets/mounts";
import { POOL_IDENTITY_LABEL } from "../../../../provider/naming/labels";
import { KERNEL_PROFILE_LABEL, KERNEL_TUNED_LABEL } from "../../../../provider/nodes/kernel/labels";
import type { PropertyChange } from "../../../changes/change";
import { isCertain } from "../context";
import { pathNames } from "../values";
import { type EmqxCase, type Found, podsAnew } from "./case";
import { entriesIn } from "./changes";
import { inputChanges } from "./inputs";

/** Rules for the parts of EMQX's pod templates that need no figures of their own. */

export function resources(given: EmqxCase): Found {
    return {
        fact: {
            kind: "podResources",
            roles: [...given.part.rolls],
            inputs: inputChanges(given),
            anew: podsAnew(given),
        },
    };
}

export function placement(given: EmqxCase): Found {
    return {
        fact: {
            kind: "podPlacement",
            fields: fieldNames(given),
            roles: [...given.part.rolls],
            toNewPool: given.part.properties.every(({ path }) => path.includes(POOL_IDENTITY_LABEL)),
            anew: podsAnew(given),
        },
    };
}

/** Labels by which pods find nodes of their profile. */
const OF_NODES = [KERNEL_PROFILE_LABEL, KERNEL_TUNED_LABEL, POOL_IDENTITY_LABEL];

/** Sysctls, preflight and the label of nodes with a kernel profile. */
export function kernel(given: EmqxCase): Found {
    const roles = [...given.part.rolls];
    const causes = given.cluster.kernels.filter(({ role }) => roles.includes(role));
    const { properties } = given.part;
    const labels = properties.map(({ path }) => pathNames(path).at(-1));
    const otherRollout =
        labels.every((label) => label !== undefined && OF_NODES.includes(label)) &&
        properties.some(({ kind }) => kind === "add") &&
        properties.some(({ kind }) => kind === "delete");
    return { fact: { kind: "podKernel", roles, otherRollout, anew: podsAnew(given), causes } };
}

export function pods(given: EmqxCase): Found {
    const volumes = given.part.properties.map((property) => entriesIn(property, given.cluster));
    // The directory of secretFiles, and nothing else.
    if (
        given.cluster.ours &&
        volumes.every((of) => of.length > 0 && of.every((v) => v === SECRET_FILES_VOLUME))
    ) {
        return { fact: { kind: "secretFilesMount", anew: podsAnew(given) } };
    }
    const fields = fieldNames(given);
    const clusterDomain =
        given.line.traps.clusterDomain !== undefined && fields.includes("clusterDomain")
            ? { onlyDomain: given.line.traps.clusterDomain }
            : {};
    return {
        fact: {
            kind: "podFields",
            fields,
            inputs: inputChanges(given),
            otherFields: otherFields(given),
            ...clusterDomain,
            anew: podsAnew(given),
        },
        ...("onlyDomain" in clusterDomain ? { level: "reconnect" } : {}),
    };
}

/** Keys in the object itself: the Secret is made once. */
export function apiKeys(given: EmqxCase): Found {
    return given.part.rolls.size > 0
        ? { fact: { kind: "apiKeyVariables", anew: podsAnew(given) } }
        : { fact: { kind: "apiKeysInObject" }, level: "none" };
}

export function secretRevision(given: EmqxCase): Found {
    return {
        fact: { kind: "bootSecretsRead", anew: podsAnew(given) },
        certain: isCertain(given.part.properties),
    };
}

/** Paces, delays and disruption budgets: for the next rollout. */
export function evacuation({ cluster, line, rollout, part }: EmqxCase): Found {
    const { after, connections, drainSeconds } = cluster;
    const fields = [...new Set(part.properties.map(({ path }) => pathNames(path).at(-1) ?? ""))];
    const work = after && {
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
            ? { next: clientsDuringChange(line.pace, work, drainSeconds) }
            : {};
    return {
        fact: {
            kind: "pace",
            fields,
            inputs: inputChanges({ line, part }),
            otherFields: otherFields({ line, part }),
            duringRollout: rollout !== undefined,
            ...next,
        },
        level: "none",
    };
}

/** The Services that the operator itself makes. */
export function services({ cluster: { before, after } }: EmqxCase): Found {
    return after?.listenersService === false && before?.listenersService !== false
        ? { fact: { kind: "operatorServiceOff" }, level: "reconnect" }
        : { fact: { kind: "operatorServices" }, level: "reconnect", certain: false };
}

/** Names of the fields that differ. */
function fieldNames({ line, part }: Pick<EmqxCase, "line" | "part">): string[] {
    const name = ({ path, order }: PropertyChange) => {
        const names = pathNames(path);
        return order ? `order of ${names.at(-1)}` : line.field(names).name;
    };
    return [...new Set(part.properties.map(name))];
}

function otherFields({ line, part }: Pick<EmqxCase, "line" | "part">): string[] {
    const properties = part.properties.filter(({ path }) => line.field(pathNames(path)).input === undefined);
    return fieldNames({ line, part: { ...part, properties } });
}

export function metadata(): Found {
    return { fact: { kind: "objectMetadata" }, level: "none" };
}

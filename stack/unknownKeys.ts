import { PROJECT, SETTINGS } from "../provider/naming/settings";
import { meant } from "../provider/validation/nearest";
import { commandFor } from "./commands";
import { leadsInto } from "./paths";
import type { WrongSetting } from "./values";

const KEYS = SETTINGS.map(({ key }) => key);

/** Configuration of providers and of Pulumi that is called as a setting is. */
const FOREIGN = new Set(["kubernetes:kubeconfig"]);

/** Settings that nobody reads, with the one that may be meant. A misspelt project is ours as well. */
export function unknownKeys(values: Readonly<Record<string, string>>): WrongSetting[] {
    return split(values).flatMap(({ namespace, key, qualified }): WrongSetting[] => {
        const command = `pulumi config rm '${namespace === PROJECT ? key : qualified}'`;
        if (namespace === PROJECT) {
            if (KEYS.includes(key)) return [];
            return [inside(key) ?? { key, reason: `is not a setting; ${instead(key)}`, command }];
        }
        if (meant(namespace, [PROJECT]) === undefined) return [];
        const known = KEYS.includes(key) ? `write it as ${PROJECT}:${key}` : instead(key);
        return [{ key: qualified, reason: `is not read: the project is ${PROJECT}; ${known}`, command }];
    });
}

/**
 * Settings of other projects that are called as ours are. An environment that several projects share has such, so that is no
 * mistake by itself.
 */
export function lookAlikes(values: Readonly<Record<string, string>>): string[] {
    return split(values)
        .filter(({ namespace, key, qualified }) => {
            const ours = namespace === PROJECT || meant(namespace, [PROJECT]) !== undefined;
            return !ours && KEYS.includes(key) && !FOREIGN.has(qualified);
        })
        .map(
            ({ key, qualified }) =>
                `The configuration has ${qualified}, which this project does not read; if it is meant for EMQX, write it as ${PROJECT}:${key}.`,
        );
}

function split(values: Readonly<Record<string, string>>) {
    return Object.keys(values).map((qualified) => {
        const [namespace = "", ...rest] = qualified.split(":");
        return { qualified, namespace, key: rest.join(":") };
    });
}

/** What `pulumi config set` without `--path` makes of a way into a setting: a key of its own. */
function inside(key: string): WrongSetting | undefined {
    const outer = KEYS.find((known) => leadsInto(key, known));
    if (outer === undefined) return undefined;
    const reason = `is not a setting, but a way into ${PROJECT}:${outer}; remove it (pulumi config rm '${key}') and write it with --path`;
    return { key, reason, command: commandFor(key) };
}

/** What to write in place of a key that there is not. */
function instead(key: string): string {
    const place = PLACES[key];
    if (place !== undefined) return `write it as ${PROJECT}:${place}`;
    const close =
        meant(key, KEYS) ??
        KEYS.find((known) => known.toLowerCase().endsWith(key.toLowerCase()) && key.length > 3);
    if (close !== undefined) return `did you mean "${PROJECT}:${close}"?`;
    const inner = meant(key, Object.keys(PLACES));
    return inner === undefined
        ? `docs/configuration.md lists the settings`
        : `did you mean "${PROJECT}:${PLACES[inner]}"?`;
}

/** Inputs that people look for at the top of the configuration: their names, and the settings that they stand in. */
export const PLACES: Readonly<Record<string, string>> = {
    kind: "loadBalancer",
    version: "emqxVersion",
    replicas: "replicants",
    config: "emqxConfig",
    ...within(
        "emqx",
        "namespace instanceName image imagePullSecrets limits environment podAnnotations evacuation",
    ),
    ...within("emqx", "timeoutMinutes createNamespace dashboard features"),
    ...within(
        "loadBalancerSettings",
        "exposeToInternet idleTimeoutSeconds connectionDrainSeconds maxConnectRate",
    ),
    ...within("loadBalancerSettings", "annotations"),
    ...within("newCluster", "clusterName clusterSpec vpcCidr serviceCidr podCidr deletionProtection tags"),
    ...within("kernel", "preset connectionsPerNode memoryGiB vcpus nofile parameters extraNodeParameters"),
    ...within("kernel", "extraPodParameters"),
    ...within("existingNodes", "nodeSelector kubeletPermitsSysctls"),
    ...within("traffic", "publishedPerSecond deliveredPerSecond payloadBytes qos connectsPerSecond"),
    ...within("capacity", "nodesLost cpuFactor licensedConnections quotas"),
    kubernetesVersion: "newCluster.version",
};

function within(setting: string, names: string): Record<string, string> {
    return Object.fromEntries(names.split(" ").map((name) => [name, `${setting}.${name}`]));
}

import type { Problems } from "../../../validation/problems";
import { tlsDirectory } from "../../listeners/certificates";
import type { RunningListener } from "../../listeners/running";
import type { WantedListener } from "../../listeners/wanted";
import { SECRET_FILES_DIRECTORY } from "../../secrets/mounts";
import type { RunningPod, SecretContent, Surroundings } from "./clusterSurroundings";

const GUIDE = "docs/listeners.md";

/** Why a file that is not there must not be named. Source: emqx_listeners.erl, convert_certs, at e5.8.11. */
const STANDS_STILL =
    "EMQX refuses a pushed configuration for one file that a running node does not have, and the rollout would stand still for good";

/**
 * A pushed text names only files that every running pod has: the running nodes take it first. `problems` are those of
 * `listeners`; what is returned are sentences that stop nothing.
 */
export function checkListenerFiles(
    problems: Problems,
    running: readonly RunningListener[],
    wanted: readonly WantedListener[],
    { pods, secrets }: Surroundings,
): string[] {
    const named = wanted.filter(({ enabled, tls }) => enabled && tls);
    const changed = named.filter(({ id, verifyClient }) => {
        const now = running.find((listener) => listener.id === id);
        return !now?.enabled || (verifyClient && !now.verifies);
    });
    if (pods === undefined) {
        return changed.map(
            ({ key }) =>
                `These credentials may not see the pods of EMQX: whether all of them have listener ${key}'s certificate is not known. If not, ${STANDS_STILL}.`,
        );
    }
    return named.flatMap((listener) => {
        const at = problems.at(...listener.path);
        const directory = tlsDirectory(listener.key);
        const without = pods.filter((pod) => !pod.secrets.has(directory));
        if (without.length > 0) {
            at.add(
                "enabled",
                `is true, but ${podsInWords(without, pods)} its Secret yet, and ${STANDS_STILL}. Write enabled: false first, with the same tlsSecretName: that mounts it. Then true, by a later update (${GUIDE})`,
            );
            return [];
        }
        const names = [...new Set(pods.flatMap((pod) => pod.secrets.get(directory) ?? []))];
        return names.flatMap((name) => {
            const content = secrets.get(name);
            if (content === "hidden" && changed.includes(listener)) return [hidden(listener.key, name)];
            checkKeys(at, listener, name, content, "which the running pods mount");
            return [];
        });
    });
}

/** The Secrets that the new pods are to mount, by the listeners' keys. */
export function checkWantedSecrets(
    problems: Problems,
    wanted: readonly WantedListener[],
    names: ReadonlyMap<string, string>,
    secrets: Surroundings["secrets"],
    isCreation: boolean,
): string[] {
    return wanted.flatMap((listener) => {
        const name = names.get(listener.key);
        if (name === undefined) return [];
        const at = problems.at(...listener.path);
        const content = secrets.get(name);
        if (content === "hidden") return listener.enabled ? [hidden(listener.key, name)] : [];
        if (content === "absent") {
            if (isCreation) return [`There is no Secret "${name}" yet: pods wait for it until it is there.`];
            at.add(
                "tlsSecretName",
                `is "${name}", and there is no such Secret in EMQX's namespace: new pods would wait for it for good. Make it first`,
            );
            return [];
        }
        if (listener.enabled) checkKeys(at, listener, name, content, "which the pods are to mount");
        return [];
    });
}

function checkKeys(
    at: Problems,
    { verifyClient }: WantedListener,
    name: string,
    content: SecretContent | undefined,
    which: string,
): void {
    if (content === undefined || content === "absent" || content === "hidden") return;
    const missing = ["tls.crt", "tls.key"].filter((key) => !content.includes(key));
    if (missing.length > 0) {
        at.add(
            "tlsSecretName",
            `leads to Secret "${name}", ${which} and which has no ${missing.join(" and no ")}; ${STANDS_STILL}. Write a Secret of type kubernetes.io/tls`,
        );
    }
    if (verifyClient && !content.includes("ca.crt")) {
        at.add(
            "verifyClient",
            `is true, but Secret "${name}", ${which}, has no ca.crt: EMQX would have nobody to check clients' certificates by, and ${STANDS_STILL}. Put ca.crt into the Secret, wait two minutes, and run the update again`,
        );
    }
}

/** Files of `secretFiles` that the configuration names. `problems` are those of EMQX's arguments. */
export function checkSecretFiles(
    problems: Problems,
    files: readonly string[],
    { pods, secrets }: Surroundings,
): void {
    if (pods === undefined || files.length === 0) return;
    const without = pods.filter((pod) => !pod.secrets.has(SECRET_FILES_DIRECTORY));
    const names = new Set(pods.flatMap((pod) => pod.secrets.get(SECRET_FILES_DIRECTORY) ?? []));
    for (const file of files) {
        const isThere = [...names].every((name) => {
            const content = secrets.get(name);
            return content === undefined || content === "hidden" || content.includes(file);
        });
        if (without.length === 0 && isThere) continue;
        problems.add(
            "config",
            `names ${SECRET_FILES_DIRECTORY}/${file}, which ${without.length > 0 ? `${podsInWords(without, pods)} yet` : "the running pods do not have yet"}, and running nodes take a changed configuration first. Two updates: first secretFiles with "${file}", then the config that names it`,
        );
    }
}

function podsInWords(without: readonly RunningPod[], all: readonly RunningPod[]): string {
    const [one] = without;
    if (without.length === all.length) return "no running pod mounts";
    return `${without.length} of ${all.length} running pods (${one?.name}${without.length > 1 ? ", ..." : ""}) do not mount`;
}

function hidden(key: string, name: string): string {
    return `These credentials may not read Secret "${name}": that it has what listener ${key} names is not checked.`;
}

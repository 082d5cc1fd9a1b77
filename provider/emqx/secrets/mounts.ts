import type * as pulumi from "@pulumi/pulumi";
import { tlsDirectory } from "../listeners/certificates";
import type { Listener } from "../listeners/listeners";
import { LICENSE_FILE } from "./secretNames";

/**
 * Files that EMQX re-reads while it runs (license every 2 minutes, certificates every 120 s): mounted as
 * directories, since a `subPath` mount never sees a changed Secret.
 */

const ROOT = "/mounted";

export function licenseFile(): string {
    return `${ROOT}/license/${LICENSE_FILE}`;
}

/** Where the files of `secretFiles` are, as `config` names one: `file:///mounted/secrets/<name>`. */
export const SECRET_FILES_DIRECTORY = `${ROOT}/secrets`;

/** The files of `secretFiles` that a configuration names, as a secret (`file://`) or as a path. */
export function secretFilesIn(config: string): string[] {
    const named = config.matchAll(/\/mounted\/secrets\/([A-Za-z0-9._-]+)/g);
    return [...new Set([...named].map(([, name = ""]) => name))];
}

/** Volumes that hold the license, the secret files, and each listener's certificate. */
export const LICENSE_VOLUME = "license";
export const SECRET_FILES_VOLUME = "secrets";
const TLS_VOLUMES = "tls-";

export function isTlsVolume(name: string): boolean {
    return name.startsWith(TLS_VOLUMES);
}

export interface Mounts {
    readonly extraVolumes: { name: string; secret: { secretName: pulumi.Input<string> } }[];
    readonly extraVolumeMounts: { name: string; mountPath: string; readOnly: boolean }[];
}

/** The Secrets of a cluster that are mounted; undefined for one that there is not. */
export interface MountedSecrets {
    readonly license?: string;
    readonly files?: string;
}

export function mounts(listeners: readonly Listener[], { license, files }: MountedSecrets): Mounts {
    const result: Mounts = { extraVolumes: [], extraVolumeMounts: [] };
    const add = (name: string, secretName: pulumi.Input<string>, mountPath: string) => {
        result.extraVolumes.push({ name, secret: { secretName } });
        result.extraVolumeMounts.push({ name, mountPath, readOnly: true });
    };
    if (license !== undefined) add(LICENSE_VOLUME, license, `${ROOT}/license`);
    if (files !== undefined) add(SECRET_FILES_VOLUME, files, SECRET_FILES_DIRECTORY);
    for (const listener of listeners) {
        if (listener.tlsSecretName !== undefined) {
            add(`${TLS_VOLUMES}${listener.key}`, listener.tlsSecretName, tlsDirectory(listener.key));
        }
    }
    return result;
}

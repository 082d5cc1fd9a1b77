import { type RunningListener, runningListeners } from "../../listeners/running";
import { at, listAt, objectAt, quantityAt, textAt, textsAt } from "./plainObject";
import type { EmqxState, MountedSecret, PodState } from "./state";

/** What the objects of all lines have in common, read back. */

/** Version in an image's tag. */
export function versionOfImage(image: string): string | undefined {
    const tag = /:([^:/@]+)(@.*)?$/.exec(image)?.[1] ?? "";
    return /^v?\d+\.\d+\.\d+/.exec(tag)?.[0].replace(/^v/, "");
}

/**
 * From the version on with which there is one EMQX only, whatever the image is called; before it by the name of the repository, where
 * a copy under another name tells nothing. Source: EMQX, release notes of 5.9.0.
 */
export function isEnterpriseImage(image: string): boolean | undefined {
    const version = versionOfImage(image);
    if (version !== undefined && !TWO_EMQX.test(version)) return true;
    const repository = image.replace(/@.*$/, "").replace(/:[^:/]+$/, "");
    const name = repository.split("/").at(-1);
    if (name === "emqx-enterprise" || name === "emqx-ee") return true;
    return name === "emqx" ? false : undefined;
}

/** Versions of which there are an open source and an Enterprise EMQX. */
const TWO_EMQX = /^([0-4]|5\.[0-8])\./;

/** What the placement of a role's pods says, in Kubernetes' words. */
export function podStateAt(template: unknown): PodState {
    const requests = objectAt(template, "resources", "requests");
    const [cpu, memory] = [quantityAt(requests, "cpu"), quantityAt(requests, "memory")];
    return {
        nodeSelector: textsAt(template, "nodeSelector"),
        tolerations: listAt(template, "tolerations").map((toleration) => textsAt(toleration)),
        ...(cpu === undefined ? {} : { cpu }),
        ...(memory === undefined ? {} : { memory }),
    };
}

/** The listeners, which every role's pods have alike. */
export function listenersAt(
    configData: string | undefined,
    { core, replicant }: EmqxState["environment"],
): RunningListener[] {
    return runningListeners(configData, new Map([...core, ...replicant]));
}

/** Secrets that a role's pods mount as directories. A mount of one file (`subPath`) never sees a changed Secret, and is none. */
export function mountedSecretsAt(template: unknown): MountedSecret[] {
    const secrets = new Map(
        listAt(template, "extraVolumes").map((volume) => [
            textAt(volume, "name"),
            textAt(volume, "secret", "secretName"),
        ]),
    );
    return listAt(template, "extraVolumeMounts").flatMap((mount) => {
        const secretName = secrets.get(textAt(mount, "name"));
        const directory = textAt(mount, "mountPath");
        if (secretName === undefined || directory === undefined || at(mount, "subPath") !== undefined)
            return [];
        return [{ directory: directory.replace(/\/$/, ""), secretName }];
    });
}

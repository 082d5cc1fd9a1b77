import { existingCluster, newCluster } from "../../../../support/stacks";

/** Arguments of EmqxOnAck with one input that somebody writes who comes from Kubernetes, the cloud's console or EMQX's pages. */

function withInput(args: object, path: string, value: unknown): object {
    const [key = "", ...rest] = path.split(".");
    const inner = (args as { [key: string]: object | undefined })[key];
    return { ...args, [key]: rest.length === 0 ? value : withInput(inner ?? {}, rest.join("."), value) };
}

export const made = (path: string, value: unknown) => withInput(newCluster, path, value);
export const adopted = (path: string, value: unknown) => withInput(existingCluster, path, value);

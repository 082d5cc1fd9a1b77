import type { Graph, RecordedInvoke } from "./monitor/graph";

/** Functions with which a program has a provider work out something from what it hands over, and asks no cloud. */
const OWN_WORK = /^kubernetes:(helm:template|yaml:decode|kustomize:directory)$/;

/** What the components of the package ask for by themselves; nobody has to answer it. */
export const OWN_CALL = /^alicloud:cs\/getClusterCredential:/;

export function isCloudFunction(token: string): boolean {
    return !OWN_WORK.test(token);
}

/** The calls whose results come from outside of the program. */
export function cloudCalls({ invokes }: Graph): RecordedInvoke[] {
    return invokes.filter(({ token }) => isCloudFunction(token));
}

import type { Graph, RecordedInvoke } from "./monitor/graph";

/** Functions with which a program has a provider work out something from what it hands over, and asks no cloud. */
const OWN_WORK = /^kubernetes:(helm:template|yaml:decode|kustomize:directory)$/;

/** The calls whose results come from outside of the program. */
export function cloudCalls({ invokes }: Graph): RecordedInvoke[] {
    return invokes.filter(({ token }) => !OWN_WORK.test(token));
}

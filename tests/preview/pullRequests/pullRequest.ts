import type { ChangeSet } from "../../../preview/changes/change";
import { compareGraphs, failedProgram } from "../../../preview/changes/compare";
import { standingAnswers } from "../../../preview/changes/standingAnswers";
import type { Level } from "../../../preview/impact/facts/level";
import type { Graph } from "../../../preview/monitor/graph";
import { EmqxEdition, EmqxOnAck, type EmqxOnAckArgs, LoadBalancerKind } from "../../../provider";
import { runFailingProgram, runProgram } from "../../../testkit/programs/runProgram";
import { versionedStack } from "../../support/versions";

/** A pull request as it is before and after, and what a specialist says about merging it. */
export interface PullRequest {
    readonly level: Level;
    /** Sentences that the review has to contain, word by word. */
    readonly says: readonly string[];
    readonly changes: () => Promise<ChangeSet>;
}

/** A stack for trying it: open source, 100,000 connections. */
export const small: EmqxOnAckArgs = {
    existingCluster: {
        clusterId: "c0123456789abcdef0123456789abcdef",
        kubeconfig: "apiVersion: v1\nkind: Config\n",
        vswitches: [
            { zoneId: "cn-hangzhou-g", vswitchId: "vsw-g" },
            { zoneId: "cn-hangzhou-h", vswitchId: "vsw-h" },
        ],
    },
    loadBalancer: { kind: LoadBalancerKind.Nlb },
};

/** A million connections on Enterprise, moved fast enough for the load balancer's drain. */
export const million: EmqxOnAckArgs = {
    ...small,
    connections: 1_000_000,
    corePool: { instanceTypes: ["ecs.c7.4xlarge"] },
    replicantPool: { instanceTypes: ["ecs.c7.16xlarge"] },
    emqx: {
        edition: EmqxEdition.Enterprise,
        version: "5.8.10",
        licenseKey: "license-of-the-tests",
        replicants: {
            replicas: 5,
            resources: { cpuRequest: "16", memoryRequest: "16Gi" },
        },
        evacuation: { connectionsPerSecond: 4500, sessionsPerSecond: 4500 },
    },
};

const graphs = new Map<string, Promise<Graph>>();

/** The graph of a stack, made once for all pull requests that begin or end with it. */
function graphOf(args: EmqxOnAckArgs): Promise<Graph> {
    const key = JSON.stringify(args);
    const graph =
        graphs.get(key) ??
        runProgram(
            () => {
                new EmqxOnAck("mqtt", versionedStack(args));
            },
            { answers: standingAnswers },
        ).then(({ recorded }) => recorded);
    graphs.set(key, graph);
    return graph;
}

/** What an update of a stack from the one to the other would do. */
export async function stackChanges(before: EmqxOnAckArgs, after: EmqxOnAckArgs): Promise<ChangeSet> {
    return compareGraphs(await graphOf(before), await graphOf(after));
}

/** A stack that is made anew. */
export async function stackCreated(args: EmqxOnAckArgs): Promise<ChangeSet> {
    const graph = await graphOf(args);
    return compareGraphs(
        { ...graph, resources: graph.resources.slice(0, 1), diagnostics: [] },
        graph,
        "an empty stack",
    );
}

/** A stack that the package refuses, beside the one that runs. */
export async function stackRefused(before: EmqxOnAckArgs, after: EmqxOnAckArgs): Promise<ChangeSet> {
    const { error, graph } = await runFailingProgram(
        () => {
            new EmqxOnAck("mqtt", versionedStack(after));
        },
        { answers: standingAnswers },
    );
    return failedProgram(graph.recorded, [{ message: error.message, frames: [] }], {
        label: "another revision",
        source: "programs",
        graph: await graphOf(before),
    });
}

/** The stack with other inputs of EMQX. */
export function withEmqx(stack: EmqxOnAckArgs, emqx: EmqxOnAckArgs["emqx"]): EmqxOnAckArgs {
    return { ...stack, emqx: { ...stack.emqx, ...emqx } };
}

const { edition: _edition, ...withoutEdition } = million.emqx ?? {};

/** The same on EMQX 6.3, whose operator brings up a second set of nodes as well. */
export const six: EmqxOnAckArgs = { ...million, emqx: { ...withoutEdition, version: "6.3.1" } };

/** The same on the operator that makes nodes anew in their place. */
export const inPlace: EmqxOnAckArgs = { ...six, operator: { version: "3.0.0" } };

/** The last release of 5 with long-term support, on the operator that it is for. */
export const lts: EmqxOnAckArgs = {
    ...withEmqx(million, { version: "5.8.11" }),
    operator: { version: "2.2.29" },
};

/** The same on the operator that leads to EMQX 6. */
export const ltsOnItsWay: EmqxOnAckArgs = { ...lts, operator: { version: "2.3.3" } };

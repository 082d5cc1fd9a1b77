import type { Kube } from "../../controlPlane/kube";
import type { BrokerAccess } from "../brokerAccess";
import { type EmqxObject, inNamespace } from "../emqxObject";
import { type Labels, type Role, roleLabels, selectorQuery } from "../names";
import type { LivePod } from "../pods";
import type { LiveSet } from "../sets";
import type { Condition } from "./conditions";
import type { NodesStatus } from "./nodesStatus";
import { type Revisions, revisions } from "./revisions";
import type { EmqxSpec } from "./spec";

/** An EMQX object as far as the lines that replace a cluster's pods by a second set of them agree on it. */
export interface BlueGreenEmqx extends EmqxObject {
    readonly spec: EmqxSpec;
    status: {
        conditions: Condition[];
        coreNodesStatus: NodesStatus;
        replicantNodesStatus: NodesStatus;
    };
}

/** One look at one EMQX object, and what is known during it. */
export interface Pass<E extends BlueGreenEmqx = BlueGreenEmqx> {
    readonly kube: Kube;
    readonly brokers: BrokerAccess;
    readonly salt: string;
    /** As last read or written; steps change the status in place and write it. */
    emqx: E;
    /** EMQX's API answers. Found out once, at the beginning. */
    apiAnswers: boolean;
}

/** Part of a pass; "stop" ends the pass, the next one begins at the first. */
export type Step<P extends Pass = Pass> = (pass: P) => Promise<"stop" | undefined>;

export function nodesStatus({ emqx }: Pass, role: Role): NodesStatus {
    return role === "core" ? emqx.status.coreNodesStatus : emqx.status.replicantNodesStatus;
}

export function setsPath(emqx: EmqxObject, role: Role): string {
    return `${inNamespace(emqx, "/apis/apps/v1")}/${role === "core" ? "statefulsets" : "replicasets"}`;
}

export async function readPods(pass: Pass, labels: Labels): Promise<LivePod[]> {
    const path = `${inNamespace(pass.emqx, "/api/v1")}/pods?${selectorQuery(labels)}`;
    return (await pass.kube.request("GET", path)).items;
}

export async function readRevisions(pass: Pass, role: Role): Promise<Revisions> {
    const { emqx } = pass;
    const labels = roleLabels(emqx.metadata.name, role);
    const { items } = await pass.kube.request("GET", `${setsPath(emqx, role)}?${selectorQuery(labels)}`);
    return revisions(items as LiveSet[], nodesStatus(pass, role));
}

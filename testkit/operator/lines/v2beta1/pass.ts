import type { Kube } from "../../../controlPlane/kube";
import type { BrokerAccess } from "../../brokerAccess";
import { inNamespace, objectPath } from "../../emqxObject";
import { type Labels, type Role, roleLabels, selectorQuery } from "../../names";
import type { LivePod } from "../../pods";
import type { LiveSet } from "../../sets";
import { decodeEmqx, type Emqx } from "./emqxObject";
import { encodeStatus } from "./emqxStatus";
import { type Revisions, revisions } from "./revisions";

/** One look at one EMQX object, and what is known during it. */
export interface Pass {
    readonly kube: Kube;
    readonly brokers: BrokerAccess;
    readonly salt: string;
    /** When this operator last took a pod out of a set, by the set's UID; kept from pass to pass. */
    readonly removals: Map<string, number>;
    /** As last read or written; steps change the status in place and write it. */
    emqx: Emqx;
    /** EMQX's API answers. Found out once, at the beginning. */
    apiAnswers: boolean;
}

/** Part of a pass; "stop" ends the pass, the next one begins at the first. */
export type Step = (pass: Pass) => Promise<"stop" | undefined>;

export function setsPath(emqx: Emqx, role: Role): string {
    return `${inNamespace(emqx, "/apis/apps/v1")}/${role === "core" ? "statefulsets" : "replicasets"}`;
}

export async function readEmqx(pass: Pass): Promise<void> {
    pass.emqx = decodeEmqx(await pass.kube.request("GET", objectPath(pass.emqx)));
}

/** Writes the whole object, as the operator does to set an annotation. */
export async function writeEmqx(pass: Pass): Promise<void> {
    const { status: _, ...object } = pass.emqx;
    const path = `${objectPath(pass.emqx)}?fieldManager=manager`;
    pass.emqx = decodeEmqx(await pass.kube.request("PUT", path, object));
}

export async function writeStatus(pass: Pass): Promise<void> {
    const body = { ...pass.emqx, status: encodeStatus(pass.emqx.status) };
    const path = `${objectPath(pass.emqx)}/status?fieldManager=manager`;
    pass.emqx = decodeEmqx(await pass.kube.request("PUT", path, body));
}

export async function readPods(pass: Pass, labels: Labels): Promise<LivePod[]> {
    const path = `${inNamespace(pass.emqx, "/api/v1")}/pods?${selectorQuery(labels)}`;
    return (await pass.kube.request("GET", path)).items;
}

export async function readRevisions(pass: Pass, role: Role): Promise<Revisions> {
    const { emqx } = pass;
    const labels = roleLabels(emqx.metadata.name, role);
    const { items } = await pass.kube.request("GET", `${setsPath(emqx, role)}?${selectorQuery(labels)}`);
    const { coreNodesStatus, replicantNodesStatus } = emqx.status;
    return revisions(items as LiveSet[], role === "core" ? coreNodesStatus : replicantNodesStatus);
}

import type { Kube } from "../../../controlPlane/kube";
import type { BrokerAccess } from "../../brokerAccess";
import { inNamespace, objectPath } from "../../emqxObject";
import { instanceLabels, type Role, roleLabels, selectorQuery } from "../../names";
import type { LivePod } from "../../pods";
import type { LiveSet } from "../../sets";
import type { Emqx } from "./emqxObject";
import { decodeStatus, encodeStatus } from "./emqxStatus";
import { apiCore } from "./requester";
import type { Retirement } from "./retirement";
import { State } from "./state";

/** One look at one EMQX object, and what is known during it. */
export interface Round {
    readonly kube: Kube;
    readonly brokers: BrokerAccess;
    readonly salt: string;
    /** As last read or written; steps change the status in place and write it. */
    readonly emqx: Emqx;
    /** As read at the beginning: what steps write in between is not in it. */
    state: State;
    /** The core that answers for the cluster in this round; undefined while there is none. */
    core: LivePod | undefined;
    retirement: Retirement;
}

/**
 * Part of a round. "again": look again soon even when the object is Ready; "stop": the round ends here and begins anew in a second.
 */
export type Step = (round: Round) => Promise<"again" | "stop" | undefined>;

export function setsPath(emqx: Emqx, role: Role): string {
    return `${inNamespace(emqx, "/apis/apps/v1")}/${role === "core" ? "statefulsets" : "replicasets"}`;
}

export async function loadState({ kube, emqx }: Pick<Round, "kube" | "emqx">): Promise<State> {
    const { name } = emqx.metadata;
    const list = async (path: string) => (await kube.request("GET", path)).items;
    const sets = (role: Role) => list(`${setsPath(emqx, role)}?${selectorQuery(roleLabels(name, role))}`);
    const [cores, replicants, pods] = await Promise.all([
        sets("core") as Promise<LiveSet[]>,
        sets("replicant") as Promise<LiveSet[]>,
        list(`${inNamespace(emqx, "/api/v1")}/pods?${selectorQuery(instanceLabels(name))}`) as Promise<
            LivePod[]
        >,
    ]);
    return new State(cores[0], replicants, pods);
}

/** Whom the operator asks: found out anew in each round, from the pods as they were at its beginning. */
export async function findCore(round: Round): Promise<void> {
    const core = apiCore(round.state);
    round.core = core !== undefined && (await round.brokers.answering([core])) ? core : undefined;
}

/** The object itself is never written: only its status. */
export async function writeStatus({ kube, emqx }: Round): Promise<void> {
    const path = `${objectPath(emqx)}/status?fieldManager=emqx-operator-v3`;
    const written = await kube.request("PUT", path, { ...emqx, status: encodeStatus(emqx.status) });
    emqx.status = decodeStatus(written.status);
    Object.assign(emqx.metadata, { resourceVersion: written.metadata.resourceVersion });
}

export function podPath(emqx: Emqx, name: string): string {
    return `${inNamespace(emqx, "/api/v1")}/pods/${name}`;
}

export async function writeSet({ kube, emqx }: Round, role: Role, set: LiveSet): Promise<LiveSet> {
    return kube.request("PUT", `${setsPath(emqx, role)}/${set.metadata.name}`, set);
}

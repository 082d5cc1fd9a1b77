import * as shared from "../../blueGreen/pass";
import { type Revisions, revisions } from "../../blueGreen/revisions";
import { objectPath } from "../../emqxObject";
import { instanceLabels, type Role, roleLabels, selectorQuery } from "../../names";
import { controllerOf, type LivePod } from "../../pods";
import type { LiveSet } from "../../sets";
import { decodeEmqx, type Emqx } from "./emqxObject";
import { encodeStatus } from "./emqxStatus";

/** Sets and pods are read once, at the beginning; pods that are ending are none. Source: load_state.go of the controllers of v2. */
export interface Pass extends shared.Pass<Emqx> {
    readonly pods: readonly LivePod[];
    readonly sets: Readonly<Record<Role, readonly LiveSet[]>>;
    /** A set was made or changed, which the operator watches. */
    looksAgain?: boolean;
}

export type Step = shared.Step<Pass>;

export async function load(pass: shared.Pass<Emqx>): Promise<Pass> {
    const { name } = pass.emqx.metadata;
    const pods = await shared.readPods(pass, instanceLabels(name));
    const setsOf = async (role: Role): Promise<LiveSet[]> => {
        const query = selectorQuery(roleLabels(name, role));
        return (await pass.kube.request("GET", `${shared.setsPath(pass.emqx, role)}?${query}`)).items;
    };
    return Object.assign(pass, {
        pods: pods.filter(
            (pod) => pod.metadata.deletionTimestamp === undefined && controllerOf(pod) !== undefined,
        ),
        sets: { core: await setsOf("core"), replicant: await setsOf("replicant") },
    });
}

/** Of the sets that there were at the beginning, as the status has it by now. */
export function setsIn(pass: Pass, role: Role): Revisions {
    return revisions(pass.sets[role], shared.nodesStatus(pass, role));
}

export function podsOf({ pods }: Pass, set: LiveSet | undefined): LivePod[] {
    return pods
        .filter((pod) => set !== undefined && controllerOf(pod)?.uid === set.metadata.uid)
        .sort((a, b) => (a.metadata.name < b.metadata.name ? -1 : 1));
}

/** Writes the whole object, as the operator does to set an annotation. The status stays as this pass has it. */
export async function writeEmqx(pass: Pass): Promise<void> {
    const { status, ...object } = pass.emqx;
    const path = `${objectPath(pass.emqx)}?fieldManager=manager`;
    pass.emqx = { ...decodeEmqx(await pass.kube.request("PUT", path, object)), status };
}

export async function writeStatus(pass: Pass): Promise<void> {
    const body = { ...pass.emqx, status: encodeStatus(pass.emqx.status) };
    const path = `${objectPath(pass.emqx)}/status?fieldManager=manager`;
    pass.emqx = decodeEmqx(await pass.kube.request("PUT", path, body));
}

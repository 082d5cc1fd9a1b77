import type * as shared from "../../blueGreen/pass";
import { objectPath } from "../../emqxObject";
import { decodeEmqx, type Emqx } from "./emqxObject";
import { encodeStatus } from "./emqxStatus";

export interface Pass extends shared.Pass<Emqx> {
    /** When this operator last took a pod out of a set, by the set's UID; kept from pass to pass. */
    readonly removals: Map<string, number>;
}

export type Step = shared.Step<Pass>;

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

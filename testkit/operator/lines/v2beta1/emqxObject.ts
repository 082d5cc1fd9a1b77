import { decodeSpec, type EmqxSpec } from "../../blueGreen/spec";
import type { EmqxObject } from "../../emqxObject";
import { decodeStatus, type EmqxStatus } from "./emqxStatus";

export interface Emqx extends EmqxObject {
    readonly spec: EmqxSpec;
    status: EmqxStatus;
}

export function decodeEmqx(written: object): Emqx {
    const emqx = decodeSpec<Emqx>(written);
    return { ...emqx, status: decodeStatus(emqx.status) };
}

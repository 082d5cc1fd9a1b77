import { decodeSpec, dropZero, type EmqxSpec } from "../../blueGreen/spec";
import type { EmqxObject } from "../../emqxObject";
import { decodeStatus, type EmqxStatus } from "./emqxStatus";

/** The spec of API version v2: that of v2beta1 with one wait more, and without the misspelt `toleRations`. */
export interface Spec extends EmqxSpec {
    readonly updateStrategy: EmqxSpec["updateStrategy"] & {
        readonly evacuationStrategy: EmqxSpec["updateStrategy"]["evacuationStrategy"] & {
            readonly waitHealthCheck?: number;
        };
    };
}

export interface Emqx extends EmqxObject {
    readonly spec: Spec;
    status: EmqxStatus;
}

export function decodeEmqx(written: object): Emqx {
    const emqx = decodeSpec<Emqx>(written);
    dropZero(emqx.spec.updateStrategy.evacuationStrategy, "waitHealthCheck");
    return { ...emqx, status: decodeStatus(emqx.status) };
}

import type { Kube } from "../../controlPlane";
import type { OperatorLine } from "../line";

/** Where recorded changes are made again: an API server, a namespace of its own, and the line whose stand-in acts. */
export interface Stage {
    readonly kube: Kube;
    readonly kubeconfig: string;
    readonly namespace: string;
    readonly line: OperatorLine;
}

export const INSTANCE_NAME = "emqx";

/** The EMQX object of a stage, without its spec. */
export function objectOf({ namespace, line }: Pick<Stage, "namespace" | "line">) {
    return { apiVersion: line.apiVersion, kind: "EMQX", metadata: { name: INSTANCE_NAME, namespace } };
}

import type { Kube } from "../../controlPlane";
import type { BrokersWithClients } from "../brokersWithClients";
import type { Operator } from "../index";
import type { OperatorLine } from "../line";
import type { State } from "./state";

/** Where recorded changes are made again: an API server, a namespace of its own, and the line whose stand-in acts. */
export interface Stage {
    readonly kube: Kube;
    readonly kubeconfig: string;
    readonly namespace: string;
    readonly line: OperatorLine;
    /** How states are read here, those recorded and ours, before they are compared. Default: as they are. */
    readonly reading?: (states: readonly State[]) => readonly State[];
    /** Where a series has an operator and brokers of its own. */
    readonly own?: Cast;
    /** Clients are where each recording has them at its beginning. Default: where they are. */
    readonly placesClients?: boolean;
    /** Steps that are not compared, since the pace of pods and clients decides when they come. */
    readonly leftToPace?: RegExp;
}

export interface Cast {
    readonly brokers: BrokersWithClients;
    /** Undefined while there is none. */
    operator: Operator | undefined;
    /** Both begin; the operator alone after it was stopped. */
    begin(): Promise<void>;
}

export const INSTANCE_NAME = "emqx";

/** The EMQX object of a stage, without its spec. */
export function objectOf({ namespace, line }: Pick<Stage, "namespace" | "line">) {
    return { apiVersion: line.apiVersion, kind: "EMQX", metadata: { name: INSTANCE_NAME, namespace } };
}

import type { OperatorLine } from "../../../provider/emqx/lines/line/line";
import type { Operation } from "../../changes/change";
import type { Fact } from "./fact";
import type { Level } from "./level";

/** What a change is about. */
export type Subject =
    | "image"
    | "configuration"
    | "environment"
    | "listeners"
    | "replicas"
    | "storage"
    | "resources"
    | "placement"
    | "pods"
    | "kernel"
    | "license"
    | "password"
    | "api keys"
    | "cookie"
    | "certificate"
    | "identity"
    | "evacuation"
    | "node pool"
    | "node tuning"
    | "operator"
    | "cert-manager"
    | "CRDs"
    | "load balancer"
    | "cluster"
    | "network"
    | "namespace"
    | "disks"
    | "provider"
    | "secret"
    | "other";

/** What one change of one resource does. Facts; `say` puts them into words. */
export interface Effect {
    readonly fact: Fact;
    readonly subject: Subject;
    readonly level: Level;
    /** False where it hangs on something that is not known here; never above `reconnect` then. */
    readonly certain: boolean;
    readonly urn: string;
    readonly operation: Operation;
    /** Paths of the properties that are the cause; empty for the resource as a whole. */
    readonly properties: readonly string[];
    /** The rollout of EMQX that it belongs to (URN of the EMQX object). */
    readonly rollout?: string;
    /** At the most; absent where nothing is known about it. */
    readonly seconds?: number;
    /** Only because something else is replaced: a cluster, a provider. */
    readonly follows?: boolean;
    /** The operator line that carries it out, where it is the business of one. */
    readonly line?: OperatorLine;
}

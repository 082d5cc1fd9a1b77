import type { Operation } from "../../changes/change";
import type { Ending, ServicePort, Thing } from "./thing";

/** Who comes through a Service. */
export type Users = "clients" | "dashboard";

/** What a changed annotation makes the cloud controller manager do. */
export type AnnotationDoes =
    | "drainFromNextPod"
    | "idleLimit"
    | "connectRate"
    | "connectRateGone"
    | "newConnections"
    | "zoneLeaves"
    /** Taken away alone, which the controller does not do. */
    | "zoneStays"
    | "zoneJoins"
    /** Of what is made once: one that is there keeps it. */
    | "fixed"
    | "proxyProtocol"
    | "proxyProtocolOff"
    /** Said to be off where nothing was said: no change, unless somebody switched it on by hand. */
    | "saidOff"
    /** Taken out, which changes nothing at the load balancer. */
    | "leftAsItIs"
    | "backendsAnew"
    | "usersCut"
    | "listenersAnew"
    | "newCertificate"
    /** A Service that has an address is never bound to another load balancer. */
    | "addressFixed"
    | "size"
    | "inPlace"
    | "nothing"
    | "atDeletion"
    | "accessList"
    | "healthCheck"
    | "addressesChange"
    | "addressTypeFixed"
    | "notRead"
    | "notKnown";

export interface AnnotationFact {
    /** Without the controller's prefix. */
    readonly name: string;
    readonly does: AnnotationDoes;
    /** The value that switches it off, of one that is taken out. */
    readonly off?: string;
    /** Everybody on the internet reaches it from then on. */
    readonly exposes?: boolean;
}

/** What an annotation said and says, by its name without the controller's prefix. */
export interface AnnotationValues {
    readonly name: string;
    readonly from?: string;
    readonly to?: string;
}

/** A Service that leads to EMQX, or has a load balancer. */
interface OfService {
    readonly thing: Thing;
    /** It has a load balancer. */
    readonly balanced: boolean;
}

export type LoadBalancerFact =
    | ({ readonly kind: "serviceCreated" } & OfService)
    | ({
          readonly kind: "serviceGone";
          readonly users: Users;
          readonly ending: Ending;
          readonly oldFirst: boolean;
          readonly reasons: readonly string[];
          /** The load balancer itself stays in the account. */
          readonly preserved: boolean;
          /** The Service stays in the cluster. */
          readonly kept: boolean;
          /** Of clients of the cluster behind it, at the most; undefined where nobody says it. */
          readonly connections?: number;
          /** Another kind of load balancer, NLB or CLB, comes for the same clients in the same update. */
          readonly otherKind?: { readonly from: string; readonly to: string };
      } & OfService)
    | ({
          readonly kind: "serviceAnnotations";
          readonly users: Users;
          /** What hurts most first. */
          readonly annotations: readonly AnnotationFact[];
          readonly values: readonly AnnotationValues[];
      } & OfService)
    | ({
          readonly kind: "servicePorts";
          readonly users: Users;
          readonly added: readonly ServicePort[];
          readonly removed: readonly ServicePort[];
          /** A port leads to another port of the pods. */
          readonly retargeted: boolean;
      } & OfService)
    | ({
          readonly kind: "serviceSpec";
          readonly users: Users;
          readonly fields: readonly string[];
          /** The pods behind it change. */
          readonly otherPods: boolean;
          readonly drainSeconds: number;
      } & OfService)
    | ({ readonly kind: "serviceLabels" } & OfService)
    /** No pod of EMQX is behind it. */
    | { readonly kind: "serviceElsewhere"; readonly thing: Thing; readonly operation: Operation };

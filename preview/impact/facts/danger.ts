import type { OperatorLine } from "../../../provider/emqx/lines/line/line";
import type { Level } from "./level";

/** Changes that are harmless apart and not together. */
export type DangerFact =
    | {
          readonly kind: "noRoom";
          /** What is missing, in the words of the check that looked for room. */
          readonly missing: readonly string[];
          readonly stopsUpdate: boolean;
      }
    | { readonly kind: "podsAndConfiguration"; readonly line: OperatorLine }
    /** `waits`: `pulumi up` waits for the one rollout before it begins the other. */
    | { readonly kind: "operatorAndEmqx"; readonly waits: boolean }
    /** `inPlace`: nodes are made anew in their place, and none beside these. */
    | {
          readonly kind: "unlicensed";
          readonly minor: string;
          readonly inPlace: boolean;
          readonly nodes: number;
      }
    | { readonly kind: "quorum"; readonly from: number; readonly to: number; readonly least: number }
    | { readonly kind: "openSourceReplicants"; readonly minor: string }
    | { readonly kind: "durableSessions"; readonly line: OperatorLine }
    | { readonly kind: "listenerAndPort" }
    | { readonly kind: "proxyProtocol" }
    | { readonly kind: "replicasAndNodes" }
    /** Replicants go while the load balancer still leads to them. */
    | { readonly kind: "replicantsBehindBalancer" }
    | { readonly kind: "severalPools" }
    | {
          readonly kind: "zoneInUse";
          readonly zones: readonly string[];
          /** Pools that stay have nodes there. */
          readonly nodes: boolean;
          /** Kinds of load balancers that stay and have an address there. */
          readonly balancers: readonly ("NLB" | "CLB")[];
      }
    | { readonly kind: "openToEverybody" }
    /** A component has another name, with an alias, and its node pools follow: the drain does not know those of the old name. */
    | { readonly kind: "poolsFollowName"; readonly from: string; readonly to: string }
    /** For Pulumi it is another stack, which has nothing yet. */
    | { readonly kind: "projectRenamed"; readonly from: string; readonly to: string; readonly stack: string };

export interface DangerFound {
    readonly fact: DangerFact;
    readonly level: Level;
}

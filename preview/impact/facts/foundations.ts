import type { Ending, Thing } from "./thing";

/** What everything else stands on: cluster, network, providers, namespaces, CRDs, disks. `noun` says what the thing is. */
export type FoundationFact =
    | { readonly kind: "foundationCreated"; readonly noun: string; readonly thing: Thing }
    /** It stays where it is, and the stack forgets it. */
    | {
          readonly kind: "foundationKept";
          readonly noun: string;
          readonly thing: Thing;
          readonly ending: Ending;
      }
    | {
          readonly kind: "ackClusterGone";
          readonly thing: Thing;
          readonly ending: Ending;
          readonly reasons: readonly string[];
      }
    | {
          readonly kind: "ackClusterChanged";
          readonly thing: Thing;
          readonly fields: readonly string[];
          /** The control plane restarts. */
          readonly restarts: boolean;
          /** Another version of Kubernetes, which only goes up. */
          readonly version: boolean;
      }
    | {
          readonly kind: "networkChanged";
          readonly noun: string;
          readonly thing: Thing;
          readonly fields: readonly string[];
          /** Rules that let traffic through or not. */
          readonly rules: boolean;
      }
    | {
          readonly kind: "networkGone";
          readonly noun: string;
          readonly thing: Thing;
          readonly ending: Ending;
          readonly reasons: readonly string[];
          /** The way from the VPC to the internet, which no client uses. */
          readonly wayOut: boolean;
          /** A vSwitch, with the zone that it is in where that is known. */
          readonly vswitch?: { readonly zone?: string };
          /** The network that it is a part of stays. */
          readonly partly: boolean;
      }
    | { readonly kind: "providerRemoved"; readonly thing: Thing }
    | {
          readonly kind: "providerReplaced";
          readonly thing: Thing;
          readonly reasons: readonly string[];
          readonly kubernetes: boolean;
          /** Other resources that are replaced or deleted. */
          readonly others: number;
      }
    | { readonly kind: "namespaceChanged"; readonly thing: Thing }
    | {
          readonly kind: "namespaceGone";
          readonly thing: Thing;
          readonly ending: Ending;
          readonly reasons: readonly string[];
          /** An EMQX cluster is in it. */
          readonly emqx: boolean;
      }
    | { readonly kind: "crdChanged"; readonly thing: Thing; readonly versionsGo: boolean }
    | { readonly kind: "crdGone"; readonly thing: Thing; readonly ending: Ending; readonly emqx: boolean }
    | { readonly kind: "storageClass"; readonly thing: Thing; readonly operation: "update" | Ending }
    | {
          readonly kind: "diskGone";
          readonly noun: string;
          readonly thing: Thing;
          readonly ending: Ending;
          readonly reasons: readonly string[];
      };

import type { KernelCause } from "./kernelCause";
import type { Thing } from "./thing";

/** Parts of a pool's identity beside its kernel profile. */
export type PoolPart = "instanceType" | "imageType" | "diskCategory" | "diskSize" | "keyPair";

/** Why a pool is another one. */
export type PoolReason =
    /** The component has another name, and the pool's follows it. */
    | { readonly reason: "name"; readonly from: string; readonly to: string }
    | { readonly reason: "kernelProfile" }
    /** Only new nodes get it, so it is part of the pool's identity. */
    | { readonly reason: "part"; readonly part: PoolPart; readonly from?: string; readonly to?: string }
    /** It goes into the pool's name, and is not known here. */
    | { readonly reason: "identityNotKnown" }
    /** A property that the provider, or an option of the program, replaces the pool for. */
    | { readonly reason: "property"; readonly property: string };

/** Node pools, and the DaemonSet that tunes nodes. `fields` are top-level properties of the pool. */
export type NodeFact =
    | { readonly kind: "poolCreated"; readonly thing: Thing }
    | {
          readonly kind: "poolGone";
          readonly thing: Thing;
          readonly replaced: boolean;
          /** The old nodes go before new ones are there. */
          readonly oldFirst: boolean;
          /**
           * `kept`: the stack only forgets them. `emptied`: EMQX is rolled onto the new pool before the old one goes.
           * `drained`: what is on its nodes is moved elsewhere first. `undrained`: pods on them are killed.
           */
          readonly way: "kept" | "emptied" | "drained" | "undrained";
          readonly reasons: readonly PoolReason[];
          /** Where its kernel profile is another one: why, as far as it is known. */
          readonly cause?: KernelCause;
          /** All cores are killed at the same time. */
          readonly allCores: boolean;
      }
    | { readonly kind: "poolGrown"; readonly thing: Thing; readonly from: number; readonly to: number }
    | { readonly kind: "poolShrunk"; readonly thing: Thing; readonly from: number; readonly to: number }
    | { readonly kind: "poolSizeNotKnown"; readonly thing: Thing; readonly fields: readonly string[] }
    | {
          readonly kind: "poolRolled";
          readonly thing: Thing;
          readonly fields: readonly string[];
          /** Nodes at the same time. */
          readonly batch: number;
          readonly restarts: "containerd" | "the kubelet";
      }
    | { readonly kind: "poolUpgraded"; readonly thing: Thing; readonly fields: readonly string[] }
    | {
          readonly kind: "poolLabels";
          readonly thing: Thing;
          readonly fields: readonly string[];
          /** A taint that evicts running pods. */
          readonly evicts: boolean;
      }
    | {
          readonly kind: "poolTemplate";
          readonly thing: Thing;
          readonly fields: readonly string[];
          /** The tuning DaemonSet brings running nodes along. */
          readonly tuned: boolean;
      }
    /** Other instance types behind the preferred one. */
    | { readonly kind: "poolFallback"; readonly thing: Thing; readonly fields: readonly string[] }
    | { readonly kind: "poolPace"; readonly thing: Thing; readonly fields: readonly string[] }
    | { readonly kind: "tuningStarts" }
    | { readonly kind: "tuningRemoved" }
    | { readonly kind: "tuningChanged" }
    | { readonly kind: "tuningPart"; readonly thing: Thing; readonly noun: string };

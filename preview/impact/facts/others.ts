import type { Ending, Thing } from "./thing";

/** Resources that no rule of their own is about. `noun` is the last part of their type. */
export type OtherFact =
    | {
          readonly kind: "networkPolicy";
          readonly thing: Thing;
          readonly operation: "create" | "update" | "replace";
      }
    /** A disruption budget for pods of one EMQX cluster. */
    | {
          readonly kind: "disruptionBudget";
          readonly thing: Thing;
          readonly operation: "create" | "update" | "replace" | "delete";
      }
    | { readonly kind: "otherLeft"; readonly noun: string; readonly thing: Thing }
    | {
          readonly kind: "otherChanged";
          readonly noun: string;
          readonly thing: Thing;
          readonly paths: readonly string[];
          /** It has pods of its own. */
          readonly workload: boolean;
      }
    | {
          readonly kind: "otherGone";
          readonly noun: string;
          readonly thing: Thing;
          readonly ending: Ending;
          readonly reasons: readonly string[];
          /** No MQTT client depends on what it is. */
          readonly harmless: boolean;
      };

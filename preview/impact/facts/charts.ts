import type { Operation } from "../../changes/change";
import type { Ending, Thing } from "./thing";

/** The version of a chart, or settings of it, from one to the other. */
export interface ChartStep {
    /** Set when the version changes. */
    readonly version?: { readonly from?: string; readonly to: string };
    /** Names of values and properties that differ. */
    readonly settings: readonly string[];
}

export type ChartFact =
    | { readonly kind: "operatorInstalled"; readonly version?: string }
    /** The CRDs leave the chart for a release of their own, or come back. */
    | { readonly kind: "operatorCrdsApart" }
    | { readonly kind: "operatorChanged"; readonly step: ChartStep }
    | {
          readonly kind: "operatorLineChanged";
          readonly from: string;
          readonly to: string;
          /** First two numbers of the versions. */
          readonly lines: { readonly from: string; readonly to: string };
          /** The new operator takes over objects of the old one, once they are carried over. */
          readonly takesOver: boolean;
          /** EmqxOperator carries them over; else whoever installs the chart has to. */
          readonly carried: boolean;
      }
    /** The CRDs stay, and EMQX runs on. */
    | { readonly kind: "operatorGone"; readonly ending: Ending }
    | {
          readonly kind: "operatorGoneWithCrds";
          readonly ending: Ending;
          readonly reasons: readonly string[];
          /** Transforms of the program may keep the CRDs. */
          readonly perhapsKept: boolean;
      }
    | {
          readonly kind: "certManager";
          readonly operation: Operation;
          readonly step: ChartStep;
          /** Certificates of the stack that nobody renews while it is away. */
          readonly certificates: readonly string[];
          /** Of EmqxOnAck, which lets it go only where the program says so. */
          readonly outlined: boolean;
      }
    | { readonly kind: "otherChart"; readonly thing: Thing; readonly operation: "update" | Ending };

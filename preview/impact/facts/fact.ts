import type { ChartFact } from "./charts";
import type { EmqxFact } from "./emqx";
import type { FoundationFact } from "./foundations";
import type { LoadBalancerFact } from "./loadBalancer";
import type { NodeFact } from "./nodes";
import type { OtherFact } from "./others";
import type { SecretFact } from "./secrets";

/** What a rule has found out about a change; decisions go by it, and `say` has words for each kind. */
export type Fact =
    | EmqxFact
    | SecretFact
    | NodeFact
    | LoadBalancerFact
    | ChartFact
    | FoundationFact
    | OtherFact;

export type FactOf<K extends Fact["kind"]> = Extract<Fact, { readonly kind: K }>;

import type { Ending, Thing } from "./thing";

/** What a generated secret is for. */
export type GeneratedFor = "cookie" | "operator's API key" | "dashboard password" | "another secret";

/** Where a Secret's content comes from now, where that is another source than before: the program, or a generator. */
export type Origin = "given" | "generated";

/** `thing` is the Secret, the generated password, or for the cookie's Secret the EMQX cluster. */
export type SecretFact =
    | {
          readonly kind: "cookieSecret";
          readonly thing: Thing;
          readonly gone: boolean;
          readonly origin?: Origin;
      }
    | { readonly kind: "licenseSecret" }
    | { readonly kind: "licenseSecretGone" }
    | { readonly kind: "dashboardPassword"; readonly secret: string; readonly origin?: Origin }
    | {
          readonly kind: "bootSecret";
          readonly holds: "api keys" | "environment";
          /** EmqxCluster restarts the nodes, so that they read it. */
          readonly restarts: boolean;
          readonly origin?: Origin;
      }
    /** Files that the configuration names; gone with their mount where there are none any more. */
    | {
          readonly kind: "secretFiles";
          readonly added: readonly string[];
          readonly changed: readonly string[];
          readonly removed: readonly string[];
          readonly gone: boolean;
      }
    | { readonly kind: "secretChanged"; readonly thing: Thing; readonly tls: boolean }
    | { readonly kind: "secretGone"; readonly thing: Thing; readonly ending: Ending }
    | {
          readonly kind: "generatedAnew";
          readonly thing: Thing;
          readonly of: GeneratedFor;
          /** Secrets of the stack that take it. */
          readonly users: number;
      }
    /** The Secret that it was for takes a given one from now on, which that Secret's own effect tells. */
    | { readonly kind: "generatedSupplanted"; readonly thing: Thing; readonly of: GeneratedFor }
    /** For a Secret that had a given one so far. */
    | { readonly kind: "generatedFirst"; readonly thing: Thing; readonly of: GeneratedFor }
    | { readonly kind: "generatedForgotten"; readonly thing: Thing };

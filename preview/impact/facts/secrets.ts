import type { Ending, Thing } from "./thing";

/** `thing` is the Secret, the generated password, or for the cookie's Secret the EMQX cluster. */
export type SecretFact =
    | { readonly kind: "cookieSecret"; readonly thing: Thing; readonly gone: boolean }
    | { readonly kind: "licenseSecret" }
    | { readonly kind: "licenseSecretGone" }
    | { readonly kind: "dashboardPassword" }
    | {
          readonly kind: "bootSecret";
          readonly holds: "api keys" | "environment";
          /** EmqxCluster restarts the nodes, so that they read it. */
          readonly restarts: boolean;
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
          readonly of: "cookie" | "operator's API key" | "another secret";
          /** Secrets of the stack that take it. */
          readonly users: number;
      }
    | { readonly kind: "generatedForgotten"; readonly thing: Thing };

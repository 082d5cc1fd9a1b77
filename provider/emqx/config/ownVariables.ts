import { DASHBOARD_PORT } from "../../naming/ports";
import type { EmqxFeature } from "../args/features";
import { SecurityProfile } from "../args/securityProfile";
import type { EnvVar } from "../lines/line/object";
import { has } from "../lines/since";
import type { EmqxVersion } from "../lines/versions";
import { hoconText } from "./hocon/text";
import { DASHBOARD_BIND_VARIABLE, FEATURES_VARIABLE, SECURITY_PROFILE_VARIABLE } from "./variables";

/** What the environment says of EMQX as a whole, from the version on that has it. */
export interface WholeEmqx {
    readonly securityProfile: SecurityProfile | undefined;
    readonly features: readonly EmqxFeature[] | undefined;
}

/**
 * Always started: the operator and the probes ask the API, which is the dashboard's; metrics are what is watched. Source:
 * emqx_machine_features.erl (known_features) at release-63; EMQX operator 2.3, probes on `/status`.
 */
const ALWAYS = ["dashboard", "metrics"];

/**
 * Profile and parts are read at boot only and from the environment only. With its address the dashboard's bind is the same for both
 * profiles: of a port alone the hardened one makes the loopback, and the operator would be blind (emqx_security_profile.erl).
 */
export function wholeVariables(
    { version, hasEditions }: EmqxVersion,
    { securityProfile, features }: WholeEmqx,
): EnvVar[] {
    return [
        ...(hasEditions
            ? []
            : [
                  {
                      name: DASHBOARD_BIND_VARIABLE,
                      value: hoconText(`0.0.0.0:${DASHBOARD_PORT}`),
                  },
              ]),
        ...(has(version, "securityProfile")
            ? [
                  {
                      name: SECURITY_PROFILE_VARIABLE,
                      value: (securityProfile ?? SecurityProfile.Legacy).toLowerCase(),
                  },
              ]
            : []),
        ...(features === undefined
            ? []
            : [{ name: FEATURES_VARIABLE, value: [...ALWAYS, ...[...new Set(features)].sort()].join(",") }]),
    ];
}

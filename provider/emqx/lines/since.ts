import { compareVersions } from "../../naming/versionNumbers";

/**
 * From which release on EMQX has what. Data. Sources: EMQX release notes of 5.9.0 and 6.3.0; emqx_license_parser.erl at e5.9.0;
 * emqx_security_profile.erl, emqx_machine_features.erl and bin/emqx at release-63.
 */
const SINCE = {
    /** Its key for evaluation. */
    evaluation: "5.9.0",
    securityProfile: "6.3.0",
    features: "6.3.0",
};

export type Ability = keyof typeof SINCE;

export function has(version: string, ability: Ability): boolean {
    return compareVersions(version, SINCE[ability]) >= 0;
}

/** The minor that brought it. */
export function since(ability: Ability): string {
    return SINCE[ability].replace(/\.0$/, "");
}

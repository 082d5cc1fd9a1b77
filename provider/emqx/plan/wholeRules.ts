import { isPlain } from "../../validation/conform";
import type { Problems } from "../../validation/problems";
import type { EmqxArgs } from "../args/emqxClusterArgs";
import { SecurityProfile } from "../args/securityProfile";
import { asksClients } from "../config/authentication";
import { type Ability, has, since } from "../lines/since";

/** Rules of the inputs that are about EMQX as a whole, from the version on that has them. */
export function checkWhole(problems: Problems, args: EmqxArgs, version: string): void {
    const too = (input: "securityProfile" | "features", ability: Ability) => {
        if (args[input] === undefined || has(version, ability)) return false;
        problems.add(
            input,
            `is given, and EMQX ${version} has none: it came with ${since(ability)}. Leave it out`,
        );
        return true;
    };
    too("features", "features");
    if (too("securityProfile", "securityProfile") || args.securityProfile !== SecurityProfile.Hardened)
        return;
    const variables = [...Object.keys(args.environment ?? {}), ...Object.keys(args.secretEnvironment ?? {})];
    if (args.config !== undefined && !isPlain(args.config)) return;
    if (asksClients(args.config ?? "", variables) !== false) return;
    problems.add(
        "securityProfile",
        'is "Hardened", and nothing asks clients who they are: EMQX would refuse them all. Write authentication in config, or leave it out',
    );
}

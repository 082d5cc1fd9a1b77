import type { EmqxArgs } from "../args/emqxClusterArgs";
import { givenLicense } from "../lines/license";
import type { VersionUse } from "../lines/versionRules";
import { replicasOf } from "./defaults";

/** What the arguments do with their version. */
export function versionUseOf(args: EmqxArgs, line: string): VersionUse {
    const { core, replicant } = replicasOf(args);
    return {
        cores: core,
        replicants: replicant,
        license: givenLicense(args),
        line,
        hasImage: args.image !== undefined,
        namesEdition: args.edition !== undefined,
        namesVersion: args.version !== undefined,
        limitsRates: limitsRates(args.listeners),
    };
}

function limitsRates(listeners: EmqxArgs["listeners"]): boolean {
    const { more, ...kinds } = listeners ?? {};
    return [...Object.values(kinds), ...Object.values(more ?? {})].some(
        (listener) => listener?.maxConnectionRate !== undefined,
    );
}

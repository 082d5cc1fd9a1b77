import { type Dialect, HOCON_44, HOCON_45, HOCON_46 } from "./hocon";

export type Edition = "Opensource" | "Enterprise";

/** Which EMQX a node runs. */
export interface Release {
    readonly version: string;
    readonly edition: Edition;
}

/** Whether a version is that minor (`5.9`) or a later one. */
export function isAtLeast({ version }: Release, minor: `${number}.${number}`): boolean {
    const [major = 0, second = 0] = version.split(/[.-]/).map(Number);
    const [wantedMajor, wantedSecond] = minor.split(".").map(Number) as [number, number];
    return major > wantedMajor || (major === wantedMajor && second >= wantedSecond);
}

/** From 5.9 on there is one EMQX, and it calls itself Enterprise. Source: emqx_release.erl, edition_longstr. */
export function releaseOf(version: string, edition: Edition): Release {
    const release = { version, edition };
    return isAtLeast(release, "5.9") ? { version, edition: "Enterprise" } : release;
}

/** How its reader takes texts. */
export function dialectOf(release: Release): Dialect {
    if (isAtLeast(release, "6.3")) return HOCON_46;
    return isAtLeast(release, "6.0") ? HOCON_45 : HOCON_44;
}

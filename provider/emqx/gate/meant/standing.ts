import { compareVersions } from "../../../naming/versionNumbers";
import { EmqxEdition } from "../../args/edition";
import { isOneEmqx } from "../../lines/versions";
import type { Standing } from "../../lines/wayUp";
import type { PresentCluster } from "./present";

/** The newest version that a node reports. */
export function newestOf({ runningVersions }: PresentCluster): string | undefined {
    return [...runningVersions].sort(compareVersions).at(-1);
}

/** Where a cluster stands on the way up. Where no node tells its edition, the object's image does. */
export function standingOf(version: string, { enterprise, object }: PresentCluster, line: string): Standing {
    const isEnterprise = isOneEmqx(version) ? undefined : enterprise || object?.state.enterprise;
    if (isEnterprise === undefined) return { version, line };
    return { version, line, edition: isEnterprise ? EmqxEdition.Enterprise : EmqxEdition.OpenSource };
}

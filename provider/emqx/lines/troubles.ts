import { isFullVersion, minorOf } from "../../naming/versionNumbers";
import { Crossing } from "./crossing";

/** Releases that are known not to do what they should, whatever ran before. Data. */

export interface Trouble {
    /** Releases, or minors. */
    readonly of: readonly string[];
    /** The only clusters that it meets; absent for all. */
    readonly only?: "one node" | "limited connection rates";
    readonly crossing: Crossing.Limited | Crossing.Refused;
    /** What goes wrong. */
    readonly because: string;
    /** The release to take instead. */
    readonly better: string;
    readonly source: string;
    /** ISO date when the source was read. */
    readonly read: string;
}

const PER_ACCEPTOR =
    "EMQX counts maxConnectionRate for each acceptor there instead of each listener, so that many times as many get in";

export const TROUBLES: readonly Trouble[] = [
    {
        of: ["5.9.0", "5.9.1"],
        only: "limited connection rates",
        crossing: Crossing.Refused,
        because: PER_ACCEPTOR,
        better: "5.9.3",
        source: "EMQX, Incompatible Changes in EMQX 5.9 (5.9.2)",
        read: "2026-11-21",
    },
    {
        of: ["5.10.0"],
        only: "limited connection rates",
        crossing: Crossing.Refused,
        because: PER_ACCEPTOR,
        better: "5.10.4",
        source: "EMQX, Incompatible Changes in EMQX 5.10 (5.10.1)",
        read: "2026-11-21",
    },
    {
        of: ["6.2.1"],
        only: "one node",
        crossing: Crossing.Refused,
        because: "a single node of it crashes again and again when its pod is made anew",
        better: "6.2.3",
        source: "emqx#17600",
        read: "2026-11-21",
    },
    {
        of: ["6.3.0"],
        crossing: Crossing.Limited,
        because:
            "its nodes write API keys that older nodes beside them cannot read, the operator's among them",
        better: "6.3.1",
        source: "emqx#18851",
        read: "2026-11-28",
    },
];

/** Whether a version is one of these releases or minors. */
export function isOneOf(version: string, releases: readonly string[]): boolean {
    const [release = version] = /^v?\d+\.\d+\.\d+/.exec(version) ?? [];
    const minor = minorOf(version);
    return releases.some((one) => (isFullVersion(one) ? one === release.replace(/^v/, "") : one === minor));
}

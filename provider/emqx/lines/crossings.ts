import { compareVersions, minorOf } from "./versionNumbers";

/** How EMQX may get from one minor version to another by rolling upgrade. Data. */

export enum Crossing {
    Supported = "Supported",
    /** Works, with something a person has to know or do first. */
    Limited = "Limited",
    /** The vendor says no. */
    Refused = "Refused",
}

interface Rule {
    readonly from: readonly string[];
    readonly to: readonly string[];
    readonly crossing: Crossing;
    /** What it is that limits, and what to do. */
    readonly because: string;
}

/**
 * Source: EMQX documentation, "Rolling Upgrade" (matrix with its footnotes), and "Upgrade EMQX Operator"; read 2026-11-21.
 * What no rule names is supported when it goes to the same or a later minor.
 */
const RULES: readonly Rule[] = [
    {
        from: ["5.0"],
        to: ["5.9"],
        crossing: Crossing.Limited,
        because:
            "the old limiter configuration has to be taken out of etc/emqx.conf and data/configs/cluster-override.conf first",
    },
    {
        from: ["5.0", "5.1", "5.2", "5.3"],
        to: ["5.10"],
        crossing: Crossing.Refused,
        because:
            "5.10 no longer reads the routing table of clusters that began before 5.4: upgrade to 5.9, restart the whole cluster once, then go on",
    },
    {
        from: ["5.8"],
        to: ["5.9", "5.10"],
        crossing: Crossing.Limited,
        because: "with OpenTelemetry headers configured on 5.8.7 or later, go to 5.9.1 or 5.10.1 at least",
    },
    {
        from: ["5.8", "5.9", "5.10"],
        to: ["6.0", "6.1", "6.2", "6.3"],
        crossing: Crossing.Limited,
        because: "durable client state is lost and clients come back clean",
    },
    {
        from: ["5.0", "5.1", "5.2", "5.3", "5.4", "5.5", "5.6", "5.7"],
        to: ["6.0", "6.1", "6.2", "6.3"],
        crossing: Crossing.Refused,
        because: "it is not in the vendor's table: go through 5.8 first",
    },
];

export interface Verdict {
    readonly crossing: Crossing;
    readonly because: string;
}

/** Whether a running cluster of one version may become one of another. */
export function crossing(from: string, to: string): Verdict {
    const [old, wanted] = [minorOf(from), minorOf(to)];
    if (old === undefined || wanted === undefined || old === wanted) {
        return { crossing: Crossing.Supported, because: "" };
    }
    if (compareVersions(from, to) > 0) {
        return {
            crossing: Crossing.Refused,
            because:
                "EMQX has no way back to an older minor once its database has been written by a newer one",
        };
    }
    const rule = RULES.find((r) => r.from.includes(old) && r.to.includes(wanted));
    return rule ?? { crossing: Crossing.Supported, because: "" };
}

import { Crossing } from "./crossing";

/** What stands in the way from one version to another. Data. */

export interface CrossingRule {
    /** Releases, or minors with all their releases. */
    readonly from: readonly string[];
    readonly to: readonly string[];
    readonly crossing: Crossing.Limited | Crossing.Refused;
    /** What it is that limits, and what to do. */
    readonly because: string;
    /** The release to go to instead. */
    readonly better?: string;
    readonly source: string;
    /** ISO date when the source was read. */
    readonly read: string;
}

const TABLE = { source: 'EMQX documentation, "Rolling Upgrade"', read: "2026-11-21" };
const STALLS = {
    source: "emqx-operator, docs/en_US/upgrade-workarounds.md and test/e2e/upgrade/workaround_playbook.go (#1190, #1264)",
    read: "2026-11-28",
};

const BEFORE_5_4 = ["5.0", "5.1", "5.2", "5.3"];
const BEFORE_5_8 = [...BEFORE_5_4, "5.4", "5.5", "5.6", "5.7"];
const LAST_OF_5 = ["5.8", "5.9", "5.10"];
const SIX = ["6.0", "6.1", "6.2", "6.3"];

/** The first that names both counts: those that refuse stand before those that limit. */
export const CROSSING_RULES: readonly CrossingRule[] = [
    {
        from: BEFORE_5_4,
        to: ["5.10"],
        crossing: Crossing.Refused,
        because:
            "5.10 no longer reads the routing table of clusters that began before 5.4: upgrade to 5.9, restart the whole cluster once, then go on",
        ...TABLE,
    },
    {
        from: BEFORE_5_8,
        to: SIX,
        crossing: Crossing.Refused,
        because: "it is not in the vendor's table: go through 5.8 first",
        ...TABLE,
    },
    {
        from: LAST_OF_5,
        to: ["6.0.0"],
        crossing: Crossing.Refused,
        because:
            "6.0.0 drops the root bridges of 5.x, and its nodes do not get the configuration of the others",
        better: "6.0.3",
        source: "EMQX, Incompatible Changes in EMQX 6.0 (6.0.1)",
        read: "2026-11-21",
    },
    {
        from: ["6.1.0"],
        to: ["6.2.0"],
        crossing: Crossing.Refused,
        because:
            "the databases of message queues are not opened on the new cores, whose transitions never end: the rollout stands",
        better: "6.2.3",
        ...STALLS,
    },
    {
        from: ["6.2"],
        to: ["6.3.0"],
        crossing: Crossing.Refused,
        because:
            "nodes of 6.3.0 overwrite the API keys, the operator's among them, with records that nodes of 6.2 cannot read: these answer 401, and the rollout stands (emqx#18851)",
        better: "6.3.1",
        ...STALLS,
    },
    {
        from: [...LAST_OF_5, "6.0", "6.1"],
        to: ["6.3.0"],
        crossing: Crossing.Refused,
        because:
            "nodes of 6.3.0 overwrite the API keys, the operator's among them, with records that older nodes may not read (emqx#18851)",
        better: "6.3.1",
        ...STALLS,
    },
    {
        from: ["5.0"],
        to: ["5.9"],
        crossing: Crossing.Limited,
        because:
            "the old limiter configuration has to be taken out of etc/emqx.conf and data/configs/cluster-override.conf first",
        ...TABLE,
    },
    {
        from: ["5.8"],
        to: ["5.9", "5.10"],
        crossing: Crossing.Limited,
        because: "with OpenTelemetry headers configured on 5.8.7 or later, go to 5.9.1 or 5.10.1 at least",
        ...TABLE,
    },
    {
        from: LAST_OF_5,
        to: SIX,
        crossing: Crossing.Limited,
        because:
            "durable sessions are lost: their clients come back clean, without subscriptions and queued messages",
        ...TABLE,
    },
];

import { OPEN_SOURCE_EMQX } from "../../images/officialImages";
import { EmqxEdition } from "../args/edition";

/** Which EMQX runs on which line of the operator. Data. */

/** What an edition is at one minor version. */
export interface EditionRow {
    /** Repository of the official image. */
    readonly repository: string;
    /** Whether it runs replicants beside cores. Source for 5.8 and later, open source: emqx-operator#1072. */
    readonly replicants: boolean;
    /** Whether its nodes move their clients before they go. Source: emqx-operator 2.2.29, sync_pods.go; EMQX, Node Evacuation. */
    readonly evacuates: boolean;
    /**
     * What takes the place of a license key: none is asked for, a built-in trial, or a built-in license for a single node. Source:
     * EMQX, deploy/license.md; apps/emqx_license (emqx_license_parser.erl, is_single_node) at e5.8.11, e5.9.0 and release-63.
     */
    readonly withoutLicense: "complete" | "trial" | "oneNode";
}

/** The newest patch release of a minor version that was known when the table was written; those before it are all there. */
export interface NewestPatch {
    readonly patch: number;
    /** ISO date of its release. */
    readonly released: string;
}

/** A line that runs a version on the way to a later one, and not for good. */
export interface Passage {
    readonly line: string;
    readonly edition: EmqxEdition;
    /** First patch that does. */
    readonly fromPatch: number;
    /** What a person should know, as a sentence's end. */
    readonly because: string;
}

export interface VersionRow {
    readonly minor: string;
    /** Lines of the operator that run it, by their `id`; the first is the one for who names none. */
    readonly lines: readonly string[];
    readonly passage?: Passage;
    /** Last day of the vendor's support, ISO date; absent where it was over when the table was written. */
    readonly supportedUntil?: string;
    /** One and the same for both where there is one EMQX only. */
    readonly editions: Readonly<Record<EmqxEdition, EditionRow>>;
    readonly newest: Readonly<Record<EmqxEdition, NewestPatch>>;
}

/** Connections that the trial without a license key takes. Source: EMQX, deploy/license.md. */
export const TRIAL_CONNECTIONS = 25;

/**
 * What the key `evaluation`, which EMQX brings along, allows: sessions of the whole cluster, and days that a node runs before it
 * takes no new client until its next start. It lets several nodes join: only a license of type 2 (community) is one for a single
 * node. Source: emqx/emqx, apps/emqx_license (emqx_license.hrl, emqx_license_checker.erl, emqx_license_parser.erl), release-60 to
 * release-63; EMQ's own runs in emqx-operator#1256 and #1262.
 */
export const EVALUATION = { sessions: 25, uptimeDays: 30 };

const ENTERPRISE: EditionRow = {
    repository: "emqx/emqx-enterprise",
    replicants: true,
    evacuates: true,
    withoutLicense: "trial",
};

const OPEN_SOURCE: EditionRow = {
    repository: OPEN_SOURCE_EMQX.repository,
    replicants: true,
    evacuates: false,
    withoutLicense: "complete",
};

/** From 5.9 on there is one EMQX with all of Enterprise's features. Source: EMQX 5.9.0 release notes; Docker Hub, emqx/emqx. */
const ONE: EditionRow = {
    repository: "emqx/emqx",
    replicants: true,
    evacuates: true,
    withoutLicense: "oneNode",
};

const BOTH = { [EmqxEdition.OpenSource]: OPEN_SOURCE, [EmqxEdition.Enterprise]: ENTERPRISE };

const ONE_EMQX = { [EmqxEdition.OpenSource]: ONE, [EmqxEdition.Enterprise]: ONE };

function newestOf(patch: number, released: string): Readonly<Record<EmqxEdition, NewestPatch>> {
    const newest = { patch, released };
    return { [EmqxEdition.OpenSource]: newest, [EmqxEdition.Enterprise]: newest };
}

/**
 * What is older than 5.7 is left out: below it operator line 2.2 pushes a text of its own making that EMQX refuses wherever it
 * has a unit, a percentage or a quoted key (controllers/apps/v2beta1/sync_emqx_config.go at 2.2.29), and it is out of support.
 * `crossings.ts` knows it as what one comes from. Sources: EMQX "Version Lifecycle", read 2026-11-21; support of 6.x is counted, 18
 * months from the first release, the vendor's rule, since no date is listed. Lines: "EMQX Operator" release notes, and the pages of
 * its API versions. Source of the patches: tags of emqx/emqx (v5.7.2 and v5.8.9 for open source, e5.8.12, e5.9.3) and "Release
 * Notes for EMQX Enterprise", read {@link PATCHES_READ}.
 */
export const VERSIONS: VersionRow[] = [
    {
        minor: "5.7",
        lines: ["2.2"],
        editions: BOTH,
        newest: {
            [EmqxEdition.OpenSource]: { patch: 2, released: "2024-08-06" },
            [EmqxEdition.Enterprise]: { patch: 2, released: "2024-08-07" },
        },
    },
    {
        minor: "5.8",
        lines: ["2.2"],
        // base.hocon, which operator 2.3 writes, is read from 5.8.4 on. Source: EMQX, "Configuration Files".
        passage: {
            line: "2.3",
            edition: EmqxEdition.Enterprise,
            fromPatch: 4,
            because: "its vendor names 5.9 and later for it: go on to 6.3.1 with the next update",
        },
        supportedUntil: "2027-08-27",
        editions: { ...BOTH, [EmqxEdition.OpenSource]: { ...OPEN_SOURCE, replicants: false } },
        newest: {
            [EmqxEdition.OpenSource]: { patch: 9, released: "2025-12-31" },
            [EmqxEdition.Enterprise]: { patch: 12, released: "2026-11-26" },
        },
    },
    {
        minor: "5.9",
        lines: ["2.3"],
        supportedUntil: "2026-11-01",
        editions: ONE_EMQX,
        newest: newestOf(3, "2026-07-21"),
    },
    {
        minor: "5.10",
        lines: ["2.3"],
        supportedUntil: "2026-12-08",
        editions: ONE_EMQX,
        newest: newestOf(4, "2026-06-01"),
    },
    {
        minor: "6.0",
        lines: ["2.3", "3.0"],
        supportedUntil: "2027-03-30",
        editions: ONE_EMQX,
        newest: newestOf(3, "2026-06-17"),
    },
    {
        minor: "6.1",
        lines: ["2.3", "3.0"],
        supportedUntil: "2027-06-30",
        editions: ONE_EMQX,
        newest: newestOf(4, "2026-08-03"),
    },
    {
        minor: "6.2",
        lines: ["2.3", "3.0"],
        supportedUntil: "2027-09-30",
        editions: ONE_EMQX,
        newest: newestOf(3, "2026-08-21"),
    },
    {
        minor: "6.3",
        lines: ["2.3", "3.0"],
        supportedUntil: "2028-03-03",
        editions: ONE_EMQX,
        newest: newestOf(1, "2026-09-17"),
    },
];

export const PATCHES_READ = "2026-11-28";

/** The version that a program gets which names an edition and no version. */
export const DEFAULT_VERSIONS: Readonly<Record<EmqxEdition, string>> = {
    [EmqxEdition.OpenSource]: OPEN_SOURCE_EMQX.version,
    // Newest patch of the long-term-support line. Source: EMQX Enterprise release notes, 2026-06-22.
    [EmqxEdition.Enterprise]: "5.8.11",
};

/** What a program gets that names neither version nor edition. Source: EMQX release notes, 2026-09-17; never 6.3.0 (emqx#18851). */
export const RECOMMENDED_VERSION = "6.3.1";

/** From this minor on EMQX without a license key is a single node. Sources: emqx-operator#1151, emqx#15006. */
export const SINGLE_NODE_FROM = "5.9";

/**
 * Lines on which the one node that EMQX is without a license can be changed: it restarts in place, on its disk. Others start a second
 * core beside it, which cannot join, and the old one takes the database with it. Source: emqx-operator#1151; EMQX operator 3.0,
 * sync_core_set.go.
 */
export const ONE_NODE_LINES: readonly string[] = ["3.0"];

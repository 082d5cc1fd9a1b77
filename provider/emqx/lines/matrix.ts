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
    /** What takes the place of a license key: none is asked for, or a built-in trial. Source: EMQX, deploy/license.md. */
    readonly withoutLicense: "complete" | "trial";
}

/** The newest patch release of a minor version that was known when the table was written; those before it are all there. */
export interface NewestPatch {
    readonly patch: number;
    /** ISO date of its release. */
    readonly released: string;
}

export interface VersionRow {
    readonly minor: string;
    /** Lines of the operator that run it, by their `id`; the first is the one for who names none. */
    readonly lines: readonly string[];
    /** Last day of the vendor's support, ISO date; absent where it was over when the table was written. */
    readonly supportedUntil?: string;
    readonly editions: Readonly<Record<EmqxEdition, EditionRow>>;
    readonly newest: Readonly<Record<EmqxEdition, NewestPatch>>;
}

/** Connections that the trial without a license key takes. Source: EMQX, deploy/license.md. */
export const TRIAL_CONNECTIONS = 25;

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

const BOTH = { [EmqxEdition.OpenSource]: OPEN_SOURCE, [EmqxEdition.Enterprise]: ENTERPRISE };

/**
 * What is older than 5.7 is left out: below it operator line 2.2 pushes a text of its own making that EMQX refuses wherever it
 * has a unit, a percentage or a quoted key (controllers/apps/v2beta1/sync_emqx_config.go at 2.2.29), and it is out of support.
 * `crossings.ts` knows it as what one comes from. Source: EMQX "Version Lifecycle", read 2026-11-21. Source of the patches: tags
 * of emqx/emqx (v5.7.2 and v5.8.9 for open source, e5.8.12) and "Release Notes for EMQX Enterprise", read {@link PATCHES_READ}.
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
        supportedUntil: "2027-08-27",
        editions: { ...BOTH, [EmqxEdition.OpenSource]: { ...OPEN_SOURCE, replicants: false } },
        newest: {
            [EmqxEdition.OpenSource]: { patch: 9, released: "2025-12-31" },
            [EmqxEdition.Enterprise]: { patch: 12, released: "2026-11-26" },
        },
    },
];

export const PATCHES_READ = "2026-11-28";

/** The version that a program gets which names none. */
export const DEFAULT_VERSIONS: Readonly<Record<EmqxEdition, string>> = {
    [EmqxEdition.OpenSource]: OPEN_SOURCE_EMQX.version,
    // Newest patch of the long-term-support line. Source: EMQX Enterprise release notes, 2026-06-22.
    [EmqxEdition.Enterprise]: "5.8.11",
};

/** From this minor on EMQX without a license key is a single node. Sources: emqx-operator#1151, emqx#15006. */
export const SINGLE_NODE_FROM = "5.9";

/** First minor that needs a later line than the ones here. */
export const NEXT_LINE_FROM = "5.9";

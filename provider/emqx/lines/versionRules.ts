import { compareVersions, isFullVersion, minorOf } from "../../naming/versionNumbers";
import type { Problems } from "../../validation/problems";
import { Crossing } from "./crossing";
import { checkLicense, type GivenLicense, licenseWarnings } from "./license";
import { RECOMMENDED_VERSION, VERSIONS, type VersionRow } from "./matrix";
import { neverReleased, newerThanKnown } from "./patches";
import { isOneOf, TROUBLES } from "./troubles";
import { type EmqxVersion, rowOf } from "./versions";

/** What is to be run with a version. */
export interface VersionUse {
    readonly cores: number;
    readonly replicants: number;
    readonly license: GivenLicense;
    /** The operator's line that is to run it, by its `id`. */
    readonly line: string;
    /** The image is given, and not made of the version. */
    readonly hasImage: boolean;
    /** The arguments name an edition. */
    readonly namesEdition: boolean;
    readonly namesVersion: boolean;
    /** A listener limits how many connections a second it takes. */
    readonly limitsRates: boolean;
}

/** What the version, edition and license do not allow, before anything is created. */
export function checkVersion(problems: Problems, emqx: EmqxVersion, use: VersionUse): void {
    const minor = isFullVersion(emqx.version) ? minorOf(emqx.version) : undefined;
    if (minor === undefined) {
        problems.add(
            "version",
            `is ${JSON.stringify(emqx.version)}; write a full version such as "${RECOMMENDED_VERSION}", never "latest"`,
        );
        return;
    }
    const row = rowOf(emqx.version);
    if (row === undefined) {
        problems.add("version", notInTheMatrix(emqx.version, minor));
        return;
    }
    // Of an image of one's own it only says what is in it.
    const never = use.hasImage ? undefined : neverReleased(row, emqx);
    if (never !== undefined) problems.add("version", never);
    if (use.namesEdition && !emqx.hasEditions) {
        problems.add(
            "edition",
            `is given, and from 5.9 on there is one EMQX, with all of Enterprise's features; leave it out`,
        );
    }
    if (!row.editions[emqx.edition].replicants && use.replicants > 0) {
        problems.add(
            "replicants.replicas",
            `is ${use.replicants}; open-source EMQX 5.8 and later refuses replicants. Write 0, or version "5.7.2", or edition "Enterprise" with a licenseKey`,
        );
    }
    for (const { because, better } of troublesOf(emqx.version, use, Crossing.Refused))
        problems.add("version", `is "${emqx.version}": ${because}; write "${better}"`);
    checkLicense(problems, emqx, { ...use, nodes: use.cores + use.replicants });
}

type TroubleUse = Pick<VersionUse, "cores" | "replicants" | "limitsRates">;

function troublesOf(version: string, { cores, replicants, limitsRates }: TroubleUse, crossing: Crossing) {
    const meets = { "one node": cores + replicants === 1, "limited connection rates": limitsRates };
    return TROUBLES.filter(
        (one) =>
            one.crossing === crossing &&
            isOneOf(version, one.of) &&
            (one.only === undefined || meets[one.only]),
    );
}

function notInTheMatrix(version: string, minor: string): string {
    const [oldest, newest] = [VERSIONS[0], VERSIONS.at(-1)].map((row) => row?.minor ?? "");
    return compareVersions(minor, newest ?? "") > 0
        ? `is "${version}", and the newest EMQX that this package knows is ${newest}; write "${RECOMMENDED_VERSION}", or take a newer version of this package`
        : `is "${version}", which is out of its vendor's support; this package writes EMQX ${oldest} to ${newest}, and a running cluster of an older 5.x upgrades first: write "5.7.2", or "5.8.11" with edition "Enterprise"`;
}

/** Sentences a person should read before an update with this version, none of which stops it. */
export function versionWarnings(emqx: EmqxVersion, use: VersionUse, today: Date): string[] {
    const warnings: string[] = [];
    const row = rowOf(emqx.version);
    if (row === undefined) return licenseWarnings(emqx, use.license);
    const newer = use.hasImage ? undefined : newerThanKnown(row, emqx);
    if (newer !== undefined) warnings.push(newer);
    if (row.supportedUntil === undefined || today.getTime() > Date.parse(row.supportedUntil)) {
        warnings.push(
            `EMQX ${row.minor} is out of its vendor's support: fine for trying it; for production use ${inSupport(row)}.`,
        );
    } else warnings.push(...endsSoon(row.minor, row.supportedUntil, today));
    const { passage } = row;
    if (passage !== undefined && use.line === passage.line)
        warnings.push(
            `EMQX ${emqx.version} on operator line ${passage.line} is a passage: ${passage.because}.`,
        );
    for (const { because, better } of troublesOf(emqx.version, use, Crossing.Limited))
        warnings.push(`EMQX ${emqx.version}: ${because}. Write version "${better}".`);
    return [...warnings, ...licenseWarnings(emqx, use.license)];
}

/** Who runs what line 2.2 runs, stays on it with the long-term support; others have a later one. */
function inSupport({ lines }: VersionRow): string {
    return lines.includes("2.2")
        ? `edition "Enterprise" 5.8 LTS (supported to 2027-08-27) with a licenseKey`
        : `version "${RECOMMENDED_VERSION}"`;
}

const DAY = 24 * 60 * 60 * 1000;

/** So many days before the end of support it is told. */
const SOON = 30;

function endsSoon(minor: string, until: string, today: Date): string[] {
    const days = Math.ceil((Date.parse(until) - today.getTime()) / DAY);
    return days > SOON
        ? []
        : [
              `EMQX ${minor} has its vendor's support until ${until}, for ${days} more ${days === 1 ? "day" : "days"}: plan the upgrade to ${RECOMMENDED_VERSION}.`,
          ];
}

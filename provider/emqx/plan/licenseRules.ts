import { isPlain, Known } from "../../validation/conform";
import type { Problems } from "../../validation/problems";
import { thousands } from "../../wording/figures";
import type { EmqxClusterArgs } from "../args/emqxClusterArgs";
import { EmqxLicense } from "../args/license";
import { EVALUATION } from "../lines/matrix";
import { type EmqxVersion, isOneEmqx, resolveVersion } from "../lines/versions";
import { connectionsOf, replicasOf } from "./defaults";
import {
    dayNumber,
    firstDayRefused,
    isoDay,
    type LicenseKey,
    readLicenseKey,
    sessionsLetIn,
} from "./licenseKey";

/** What the license says of itself, held against what the cluster is made for. The key is never repeated. */

/** So many days before its end a license is spoken of. EMQX raises its alarm then, too: emqx_license_checker.erl, release-63. */
const SOON = 30;

export interface LicenseFindings {
    readonly problems: readonly string[];
    readonly warnings: readonly string[];
}

/** What is wrong between `licenseKey`, `license` and `connections`. */
export function checkLicenseArguments(
    problems: Problems,
    args: EmqxClusterArgs,
    { version, hasEditions }: EmqxVersion,
): void {
    if (args.licenseKey !== undefined && args.license !== undefined)
        problems.add("license", "is given beside licenseKey; leave out one of the two");
    if (args.license === EmqxLicense.Community && hasEditions)
        problems.add("license", 'is "Community", which EMQX has from 5.9 on; leave it out');
    if (args.license === EmqxLicense.Evaluation && (args.connections ?? 0) > EVALUATION.sessions)
        problems.add(
            "license",
            `is "Evaluation", which takes ${EVALUATION.sessions} clients, and connections is ${thousands(connectionsOf(args))}; write licenseKey, or connections: ${EVALUATION.sessions}`,
        );
    for (const problem of licenseFindings(args, version, new Date()).problems)
        problems.add("licenseKey", problem);
}

/**
 * The same for a key that is a secret of the stack's and becomes known later: no further check sees its value. `args` are of the right form,
 * `late` is what was given for the key.
 */
export function checkLateLicense(problems: Problems, args: EmqxClusterArgs, late: unknown): void {
    if (!(late instanceof Known) || !late.secret || typeof late.value !== "string") return;
    const { version } = resolveVersion(args.edition, args.version);
    for (const problem of licenseFindings({ ...args, licenseKey: late.value }, version, new Date()).problems)
        problems.add("licenseKey", problem);
}

/** What the key tells; nothing where it is not known yet, or cannot be read here. */
export function licenseFindings(args: EmqxClusterArgs, version: string, today: Date): LicenseFindings {
    if (!isPlain(args.licenseKey)) return { problems: [], warnings: [] };
    const word = BROUGHT_ALONG.get(args.licenseKey.trim());
    if (word !== undefined) return { problems: [noKey(word, version)], warnings: [] };
    const key = readLicenseKey(args.licenseKey);
    return key === undefined ? { problems: [], warnings: [] } : findingsOf(key, args, version, today);
}

/**
 * What EMQX reads in a license's place, also in the file of it, for licenses that it brings along. Source: emqx_license_parser.erl
 * (parse), release-63.
 */
const BROUGHT_ALONG: ReadonlyMap<string, EmqxLicense> = new Map([
    ["evaluation", EmqxLicense.Evaluation],
    ["default", EmqxLicense.Community],
]);

function noKey(license: EmqxLicense, version: string): string {
    const instead = isOneEmqx(version) ? `, and write license "${license}" for it` : "";
    return `is EMQX's word for a license that it brings along, and no key; leave it out${instead}`;
}

export function findingsOf(
    key: LicenseKey,
    args: EmqxClusterArgs,
    version: string,
    today: Date,
): LicenseFindings {
    const problems: string[] = [];
    const warnings: string[] = [];
    const { core, replicant } = replicasOf(args);
    if (key.oneNode && core + replicant > 1)
        problems.push(
            `is a community license, which is for a single node, and these are ${core + replicant}; write a key for a cluster`,
        );
    const ended = timeOf(key, version, dayNumber(today));
    (ended.refused ? problems : warnings).push(...ended.sentences);
    const connections = connectionsOf(args);
    if (key.sessions !== undefined && connections > key.sessions) {
        const least = args.connections === undefined ? " (the default)" : "";
        const sentence = `is for ${thousands(key.sessions)} clients, and connections is ${thousands(connections)}${least}: EMQX refuses the rest. Write a key for more, or connections: ${key.sessions}`;
        const refused = args.connections !== undefined && connections > sessionsLetIn(key.sessions);
        if (refused) problems.push(sentence);
        else warnings.push(`licenseKey ${sentence}.`);
    }
    return { problems, warnings };
}

function timeOf(
    key: LicenseKey,
    version: string,
    today: number,
): { readonly refused: boolean; readonly sentences: readonly string[] } {
    const left = key.lastDay - today;
    if (left >= SOON) return { refused: false, sentences: [] };
    const until = isoDay(key.lastDay);
    if (left >= 0)
        return {
            refused: false,
            sentences: [
                `licenseKey ends on ${until}, in ${left} ${left === 1 ? "day" : "days"}: a new one is taken up within two minutes, without a restart.`,
            ],
        };
    const refused = firstDayRefused(key, version);
    if (refused !== undefined && today >= refused)
        return {
            refused: true,
            sentences: [
                `ended on ${until}, and since ${isoDay(refused)} EMQX ${version} refuses every new client; write a newer key`,
            ],
        };
    const then =
        refused === undefined ? "" : `, and from ${isoDay(refused)} on EMQX refuses every new client`;
    return { refused: false, sentences: [`licenseKey ended on ${until}${then}: write a newer one.`] };
}

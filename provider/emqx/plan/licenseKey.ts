import { compareVersions } from "../../naming/versionNumbers";

/**
 * What a license key says of itself: base64 of lines, a dot, base64 of the signature. Source: emqx_license_parser_v20220101.erl and
 * emqx_license.hrl at e5.8.11 and release-63.
 */
export interface LicenseKey {
    /** One node only: type 2, community. */
    readonly oneNode: boolean;
    /** Clients of the whole cluster; undefined where a setting of EMQX's decides. */
    readonly sessions: number | undefined;
    /** Messages a second that it is for, in and out, over which EMQX raises an alarm; undefined where it names none. */
    readonly messagesPerSecond: number | undefined;
    /** Last day, as days since 1970. */
    readonly lastDay: number;
    readonly official: boolean;
    readonly standardCustomer: boolean;
}

const OFFICIAL = 1;
const COMMUNITY = 2;
const STANDARD_CUSTOMER = 0;
const BUSINESS_CRITICAL = 3;
const EVALUATION_CUSTOMER = 10;

/** What a key means that says 0 sessions. */
const COMMUNITY_SESSIONS = 10_000_000;
const EVALUATION_SESSIONS = 25;

const DAY = 24 * 60 * 60 * 1000;

/** The key read; undefined for what this package cannot read, of which EMQX knows best. */
export function readLicenseKey(text: string): LicenseKey | undefined {
    const [payload = "", signature] = text.replace(/[ \r\n]/g, "").split(".", 2);
    if (signature === undefined || !/^[A-Za-z0-9+/]+=*$/.test(payload)) return undefined;
    const lines = Buffer.from(payload, "base64").toString("utf8").trim().split("\n");
    const [format, type, customer, , , , start, days, sessions, messages] = lines.map((line) => line.trim());
    if (format !== "220111" || lines.length < 9 || lines.length > 10) return undefined;
    const [kind, who, from, length, limit] = [type, customer, start, days, sessions].map(number);
    const first = from === undefined ? undefined : dayOf(from);
    if (kind === undefined || who === undefined || first === undefined) return undefined;
    if (length === undefined || length < 1 || limit === undefined) return undefined;
    return {
        oneNode: kind === COMMUNITY,
        sessions: sessionsOf(kind, who, limit),
        messagesPerSecond: number(messages),
        lastDay: first + length,
        official: kind === OFFICIAL,
        standardCustomer: who === STANDARD_CUSTOMER,
    };
}

function sessionsOf(kind: number, customer: number, limit: number): number | undefined {
    if (customer === BUSINESS_CRITICAL) return undefined;
    if (limit > 0) return limit;
    if (kind === COMMUNITY) return COMMUNITY_SESSIONS;
    return customer === EVALUATION_CUSTOMER ? EVALUATION_SESSIONS : undefined;
}

function number(text: string | undefined): number | undefined {
    const digits = text?.replaceAll(",", "") ?? "";
    return /^\d+$/.test(digits) ? Number(digits) : undefined;
}

/** 20250302 as days since 1970; undefined for no date. */
function dayOf(date: number): number | undefined {
    const [year, month, day] = [Math.floor(date / 10_000), Math.floor(date / 100) % 100, date % 100];
    const at = new Date(Date.UTC(year, month - 1, day));
    return at.getUTCMonth() === month - 1 && at.getUTCDate() === day ? at.getTime() / DAY : undefined;
}

/** Today as the license counts days. */
export function dayNumber(date: Date): number {
    return Math.floor(date.getTime() / DAY);
}

export function isoDay(day: number): string {
    return new Date(day * DAY).toISOString().slice(0, 10);
}

/** Days that a standard customer's license goes on after its end. Source: emqx_license.hrl, e5.8.11 to release-61, and release-62 on. */
const GRACE_DAYS = { before: 90, from: "6.2.0", after: 15 };

/**
 * The first day on which EMQX refuses new clients; undefined for a license with which it never does. Source: emqx_license_checker.erl
 * (is_overdue), e5.8.11 and release-63.
 */
export function firstDayRefused(key: LicenseKey, version: string): number | undefined {
    const grace = compareVersions(version, GRACE_DAYS.from) < 0 ? GRACE_DAYS.before : GRACE_DAYS.after;
    if (!key.official) return key.lastDay + 1;
    return key.standardCustomer ? key.lastDay + grace + 1 : undefined;
}

/** Up to so many EMQX lets in no more than the license says; above it a tenth more. Source: emqx_license.hrl, release-60 to -63. */
const EXACT_UP_TO = 25;

/** Clients that EMQX lets in with a license of so many. */
export function sessionsLetIn(sessions: number): number {
    return sessions <= EXACT_UP_TO ? sessions : Math.round(sessions * 1.1);
}

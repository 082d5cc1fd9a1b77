import type { Files } from "./files";

/**
 * The start script's look at a license, which is at the variable as it stands: quotes are part of it. Whether a key is signed by EMQ
 * is not looked at. Source: bin/emqx (check_license), emqx_license_parser.erl; the same in 5.7.2 and e5.8.11.
 */
export function licenceRefusal(
    variable: string | undefined,
    written: string,
    files: Files,
): string | undefined {
    const key = variable !== undefined && variable !== "" ? variable : written;
    if (key === "") return "License not found.";
    if (key === "default" || key === "evaluation") return undefined;
    if (key.startsWith("file://")) {
        const path = key.slice("file://".length);
        const content = files(path);
        if (content === undefined)
            return `Error reading license: #{license_file => "${path}",read_error => enoent}`;
        return isKey(content) ? undefined : "Error reading license: bad_license_format";
    }
    return isKey(key) ? undefined : "Error reading license: bad_license_format";
}

/** Two parts of base64 with a dot between. Source: emqx_license_parser_v20220101.erl. */
function isKey(text: string): boolean {
    const parts = text.trim().split(".");
    return parts.length === 2 && parts.every((part) => /^[A-Za-z0-9+/\s]+=*$/.test(part));
}

/** What a license lets a cluster do. */
export interface Licence {
    readonly isForOneNode: boolean;
    /** Of the cluster, with those whose client is away; undefined where the key does not tell. */
    readonly sessions: number | undefined;
    /** For how long a node lets anybody in after its start. */
    readonly uptimeSeconds: number | undefined;
    /** Nobody is let in from this moment on. */
    readonly endsAt: Date | undefined;
}

const TRIAL = 0;
const OFFICIAL = 1;
const COMMUNITY = 2;
const STANDARD = 0;
const EVALUATION = 10;
const DEVELOPER = 11;

/** Those that EMQX brings, as their keys read. Source: emqx_license.hrl, 5.9.0 to release-63. */
const BUILT_IN: Readonly<Record<string, string>> = {
    default: keyLines(COMMUNITY, DEVELOPER),
    evaluation: keyLines(TRIAL, EVALUATION),
};

function keyLines(type: number, customer: number): string {
    return ["220111", type, customer, "", "", "", "20250302", "1460", "0"].join("\n");
}

const DAY_MS = 24 * 60 * 60 * 1000;

/**
 * What the key of a node from 5.9 on lets its cluster do. Of one that is no key of EMQ's, as tests have them, nothing is known, and it
 * lets everybody in. Source: emqx_license_parser_v20220101.erl, emqx_license_checker.erl, emqx_license.hrl, 5.9.0 to release-63.
 */
export function licenceOf(key: string, files: Files): Licence {
    const text = key.startsWith("file://") ? (files(key.slice("file://".length)) ?? "") : key;
    const payload = BUILT_IN[text] ?? Buffer.from(text.trim().split(".")[0] ?? "", "base64").toString("utf8");
    const [version, type, customer, , , , start = "", days, sessions] = payload
        .trim()
        .split("\n")
        .map((line) => line.trim());
    if (version !== "220111" || !/^\d{8}$/.test(start)) return UNKNOWN_LICENCE;
    const [ofType, ofCustomer] = [Number(type), Number(customer)];
    const from = Date.UTC(Number(start.slice(0, 4)), Number(start.slice(4, 6)) - 1, Number(start.slice(6)));
    const expiry = from + Number(days) * DAY_MS;
    return {
        isForOneNode: ofType === COMMUNITY,
        sessions: Number(sessions) || (ofType === COMMUNITY ? 10_000_000 : 25),
        uptimeSeconds: ofCustomer === EVALUATION ? 30 * 24 * 60 * 60 : undefined,
        endsAt: endOf(ofType, ofCustomer, expiry),
    };
}

const UNKNOWN_LICENCE: Licence = {
    isForOneNode: false,
    sessions: undefined,
    uptimeSeconds: undefined,
    endsAt: undefined,
};

/** Official ones go on, but of standard customers, who have 15 days. Source: is_overdue; STANDARD_CUSTOMER_EXPIRED_DAY. */
function endOf(type: number, customer: number, expiry: number): Date | undefined {
    if (customer === STANDARD && type === OFFICIAL) return new Date(expiry + 16 * DAY_MS);
    return type === OFFICIAL ? undefined : new Date(expiry + DAY_MS);
}

/** Small ones hold to the number, others to a tenth more. Source: emqx_license.erl, is_max_clients_exceeded. */
export function isFull({ sessions }: Licence, count: number): boolean {
    if (sessions === undefined) return false;
    return count >= (sessions <= 25 ? sessions : Math.round(sessions * 1.1));
}

/** What a core says whose license application does not start. Source: emqx_license_app.erl. */
export const SINGLE_NODE_LICENSE =
    "SINGLE_NODE_LICENSE, make sure this node and peer nodes are configured with a valid license";

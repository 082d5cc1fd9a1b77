import { type Call, callInWords } from "./calls";

/** What went wrong on the way to the API server, or what it answered, in sentences for people. */

/** The API server knows these credentials and does not allow it (403), or does not know them (401). */
export class Refused extends Error {
    constructor(
        readonly code: 401 | 403,
        readonly call: Call,
        said: string | undefined,
    ) {
        super(refusalInWords(code, call, said));
    }
}

function refusalInWords(code: 401 | 403, call: Call, said: string | undefined): string {
    return code === 401
        ? `it does not accept these credentials (401 to ${callInWords(call)}): they are wrong, expired, or of another cluster`
        : `these credentials may not ${callInWords(call)} (403${said === undefined ? "" : `: ${said}`})`;
}

/** There are no credentials to ask with: the command that is to give them does not. */
export class NoCredentials extends Error {}

/** A kubeconfig that leads nowhere; the sentence never quotes it. */
export class UnusableKubeconfig extends Error {}

/** Nothing that an API server would say came back. */
export class NoAnswer extends Error {}

/** Statuses that say "not now". Source: Kubernetes API conventions, "HTTP Status codes". */
const PASSING = new Set([408, 409, 425, 429]);

/** Whether it is an answer that waiting alone does not change, and no silence. */
export function isAnswer(error: unknown): boolean {
    if (error instanceof Refused || error instanceof NoCredentials || error instanceof UnusableKubeconfig)
        return true;
    const status = statusOf(error);
    return status !== undefined && status >= 400 && status < 500 && !PASSING.has(status);
}

/** What a read gives, or undefined when what it looks for is not there. */
export async function ifFound<T>(read: Promise<T>): Promise<T | undefined> {
    return unless(read, 404);
}

/** What a read gives, or undefined when these credentials may not read it. */
export async function ifAllowed<T>(read: Promise<T>): Promise<T | undefined> {
    return unless(read, 403);
}

async function unless<T>(read: Promise<T>, code: number): Promise<T | undefined> {
    try {
        return await read;
    } catch (error) {
        if (statusOf(error) === code) return undefined;
        throw error;
    }
}

/** HTTP status of an API server's refusal; undefined for anything else. */
export function statusOf(error: unknown): number | undefined {
    const { code } = Object(error) as { code?: unknown };
    return typeof code === "number" ? code : undefined;
}

const LONGEST = 300;

/** What the API server, or the network on the way to it, says went wrong; one line. */
export function reasonOf(error: unknown): string {
    const { body, message } = Object(error) as { body?: unknown; message?: string };
    const status = statusOf(error);
    const said =
        saidIn(body) ?? (status === undefined || error instanceof Refused ? undefined : `HTTP ${status}`);
    return oneLine(said ?? networkReason(error) ?? message ?? String(error));
}

/** What an API server's `Status` says; undefined for a body that is none. */
export function saidIn(body: unknown): string | undefined {
    const status = typeof body === "string" ? parsed(body) : body;
    const { message } = Object(status) as { message?: unknown };
    return typeof message === "string" && message !== "" ? oneLine(message) : undefined;
}

function parsed(body: string): unknown {
    try {
        return JSON.parse(body);
    } catch {
        return undefined;
    }
}

function oneLine(text: string): string {
    return text.split("\n")[0]?.slice(0, LONGEST) ?? "";
}

/** Node.js's codes for what a network does; others are told by their own text. */
const NETWORK: Readonly<Record<string, string>> = {
    ECONNREFUSED: "the connection is refused",
    ECONNRESET: "the connection was cut",
    EPIPE: "the connection was cut",
    ENOTFOUND: "its name is not known",
    EAI_AGAIN: "its name cannot be looked up at the moment",
    ETIMEDOUT: "the connection takes too long",
    EHOSTUNREACH: "there is no way to its address",
    ENETUNREACH: "there is no way to its network",
    CERT_HAS_EXPIRED: "its certificate has expired",
    DEPTH_ZERO_SELF_SIGNED_CERT: "its certificate is not of the authority in the kubeconfig",
    SELF_SIGNED_CERT_IN_CHAIN: "its certificate is not of the authority in the kubeconfig",
    UNABLE_TO_VERIFY_LEAF_SIGNATURE: "its certificate is not of the authority in the kubeconfig",
    UNABLE_TO_GET_ISSUER_CERT_LOCALLY: "its certificate is not of the authority in the kubeconfig",
    ERR_TLS_CERT_ALTNAME_INVALID: "its certificate is for another name",
};

/** The client wraps what the network says in a sentence of its own, with the whole address. */
function networkReason(error: unknown): string | undefined {
    if (error instanceof SyntaxError) return "what came back is not what a Kubernetes API server says";
    const { code, message } = Object(error) as { code?: unknown; message?: string };
    const reason = /^request to \S+ failed, reason: ?(.*)$/s.exec(message ?? "")?.[1];
    const byProxy = proxyReason(reason ?? message ?? "");
    if (byProxy !== undefined) return byProxy;
    if (message?.startsWith("Invalid response body")) return "the answer broke off";
    const words = typeof code === "string" ? NETWORK[code] : undefined;
    if (words === undefined) return reason || undefined;
    const address = /((?:\d+\.){3}\d+|[\da-f:]*::[\da-f:]*):\d+$|(?:ENOTFOUND|EAI_AGAIN) (\S+)$/.exec(
        reason ?? "",
    );
    const named = address?.[2] ?? address?.[0];
    return named === undefined ? words : `${words} (${named})`;
}

/** What the client's proxy support (hpagent) says. */
function proxyReason(message: string): string | undefined {
    if (message === "Proxy timeout") return "the proxy on the way to it does not answer";
    const code = /^Bad response: (\d+)$/.exec(message)?.[1];
    return code === undefined ? undefined : `the proxy on the way to it answers ${code} to CONNECT`;
}

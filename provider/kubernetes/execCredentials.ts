import { spawn } from "node:child_process";
import { NoCredentials } from "./answers";
import type { Cluster, User } from "./client";

/**
 * Credentials that a command of the kubeconfig gives. The client library starts it for each request that meets no kept
 * credential, several at once too, and keeps none without a time of expiry; this does as client-go does: one command at a time,
 * kept until it expires or the API server does not accept it. Source: client-go, plugin/pkg/client/auth/exec/exec.go.
 */

/** What the kubeconfig says of the command. Source: client-go, tools/clientcmd/api/v1, `ExecConfig`. */
export interface ExecConfig {
    readonly apiVersion?: string;
    readonly command?: string;
    readonly args?: readonly string[] | null;
    readonly env?: readonly { readonly name: string; readonly value: string }[] | null;
    readonly installHint?: string;
    readonly provideClusterInfo?: boolean;
}

export interface Credential {
    readonly token?: string;
    readonly clientCertificateData?: string;
    readonly clientKeyData?: string;
    readonly expirationTimestamp?: string;
}

/** A command that asks somebody something would never end. */
const LIMIT_MS = 60_000;

/** By command, arguments, variables and cluster, for all clients of this process. */
const kept = new Map<string, Promise<Credential>>();

export interface CredentialSource {
    readonly credential: () => Promise<Credential>;
    /** The API server did not accept a request with this header: the next one asks the command again. */
    readonly notAccepted: (authorization: string | undefined) => Promise<void>;
}

export function credentialSource(exec: ExecConfig, cluster: Cluster | null): CredentialSource {
    const key = JSON.stringify([exec, exec.provideClusterInfo ? cluster : undefined]);
    return {
        credential: async () => {
            const before = kept.get(key);
            const found = await before;
            if (found !== undefined && !expired(found)) return found;
            if (kept.get(key) === before) keep(key, run(exec, cluster));
            return kept.get(key) as Promise<Credential>;
        },
        notAccepted: async (authorization) => {
            const before = kept.get(key);
            const token = (await before?.catch(() => undefined))?.token;
            const newer = token !== undefined && authorization !== bearer(token);
            if (!newer && kept.get(key) === before) kept.delete(key);
        },
    };
}

export function bearer(token: string): string {
    return `Bearer ${token}`;
}

function keep(key: string, running: Promise<Credential>): void {
    kept.set(key, running);
    // A failure is told to who waits for it, and not to those who come later.
    running.catch(() => kept.get(key) === running && kept.delete(key));
}

function expired({ expirationTimestamp }: Credential): boolean {
    return expirationTimestamp !== undefined && Date.now() > Date.parse(expirationTimestamp);
}

async function run(exec: ExecConfig, cluster: Cluster | null): Promise<Credential> {
    const command = exec.command ?? "";
    const { code, stdout, stderr } = await output(exec, cluster);
    if (code !== 0) {
        const last = stderr.trim().split("\n").at(-1)?.slice(0, 300);
        throw new NoCredentials(`"${command}" ended with exit code ${code}${last ? `: ${last}` : ""}`);
    }
    const status = statusIn(stdout);
    if (status === undefined)
        throw new NoCredentials(`"${command}" did not print an ExecCredential with a token or a certificate`);
    return status;
}

/** What it printed is a secret, so that no message repeats any of it. */
function statusIn(stdout: string): Credential | undefined {
    let printed: { status?: Credential };
    try {
        printed = JSON.parse(stdout);
    } catch {
        return undefined;
    }
    const { token, clientCertificateData, clientKeyData } = printed?.status ?? {};
    return token || (clientCertificateData && clientKeyData) ? printed.status : undefined;
}

function output(exec: ExecConfig, cluster: Cluster | null) {
    const command = exec.command ?? "";
    const given = Object.fromEntries((exec.env ?? []).map(({ name, value }) => [name, value]));
    const env = { ...process.env, ...given, KUBERNETES_EXEC_INFO: execInfo(exec, cluster) };
    return new Promise<{ code: number | null; stdout: string; stderr: string }>((resolve, reject) => {
        const child = spawn(command, [...(exec.args ?? [])], { env, stdio: ["ignore", "pipe", "pipe"] });
        const [stdout, stderr]: [Buffer[], Buffer[]] = [[], []];
        const limit = setTimeout(() => {
            child.kill("SIGKILL");
            reject(new NoCredentials(`"${command}" did not end within ${LIMIT_MS / 1000} s`));
        }, LIMIT_MS);
        child.stdout.on("data", (data: Buffer) => stdout.push(data));
        child.stderr.on("data", (data: Buffer) => stderr.push(data));
        child.on("error", (error: NodeJS.ErrnoException) => {
            clearTimeout(limit);
            const hint = exec.installHint ? `: ${exec.installHint.trim().split("\n")[0]}` : "";
            reject(
                new NoCredentials(
                    error.code === "ENOENT"
                        ? `"${command}", which the kubeconfig names, is not installed here${hint}`
                        : `"${command}" cannot be started (${error.code})`,
                ),
            );
        });
        child.on("close", (code) => {
            clearTimeout(limit);
            resolve({
                code,
                stdout: Buffer.concat(stdout).toString("utf8"),
                stderr: Buffer.concat(stderr).toString("utf8"),
            });
        });
    });
}

function execInfo({ apiVersion, provideClusterInfo }: ExecConfig, cluster: Cluster | null): string {
    const info = {
        server: cluster?.server,
        "certificate-authority-data": cluster?.caData,
        "insecure-skip-tls-verify": cluster?.skipTLSVerify || undefined,
        "tls-server-name": cluster?.tlsServerName,
        "proxy-url": cluster?.proxyUrl,
    };
    return JSON.stringify({
        apiVersion: apiVersion ?? "client.authentication.k8s.io/v1",
        kind: "ExecCredential",
        spec: { interactive: false, ...(provideClusterInfo ? { cluster: info } : {}) },
    });
}

/** The user's credentials, by way of a name that the client library leaves to us. */
export const COMMAND_PROVIDER = "command";

/** The same user, whose command is ours to start. */
export function withOwnCommand(user: User): User {
    const { exec, ...rest } = user;
    return exec === undefined ? user : { ...rest, authProvider: { name: COMMAND_PROVIDER, config: exec } };
}

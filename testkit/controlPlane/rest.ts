import * as https from "node:https";
import type { KubeConfig } from "./clientLibrary";

/** What the API server answered in place of an object; `code` as in the client library's own errors. */
export class RestError extends Error {
    constructor(
        readonly code: number,
        readonly reason: string,
        message: string,
    ) {
        super(message);
    }
}

export interface Rest {
    request(method: string, path: string, body?: object, contentType?: string): Promise<any>;
}

/** An answer that takes longer is none: a killed API server leaves connections half open. */
const TIMEOUT_MS = 30_000;

/** Plain JSON requests: objects come as the API server wrote them, without the client library's dates and classes. */
export function restClient(config: KubeConfig): Rest {
    const server = config.getCurrentCluster()?.server;
    if (server === undefined) throw new Error("the kubeconfig's current context names no cluster");
    const agent = new https.Agent({ keepAlive: true });
    return {
        request: async (method, path, body, contentType = "application/json") => {
            const options: https.RequestOptions = { method, headers: { accept: "application/json" } };
            await config.applyToHTTPSOptions(options);
            // The library's agent is made anew for each call and keeps no connection; it holds what TLS needs.
            const { ca, cert, key, rejectUnauthorized, servername } = {
                ...options,
                ...(options.agent as https.Agent | undefined)?.options,
            };
            const text = body === undefined ? undefined : JSON.stringify(body);
            // Node.js gives the body of a DELETE no length by itself.
            const length = Buffer.byteLength(text ?? "");
            const headers =
                text === undefined ? {} : { "content-type": contentType, "content-length": length };
            return answer(new URL(server.replace(/\/$/, "") + path), text, {
                method,
                agent,
                ...{ ca, cert, key, rejectUnauthorized, servername },
                headers: { ...options.headers, ...headers },
            });
        },
    };
}

function answer(url: URL, body: string | undefined, options: https.RequestOptions): Promise<unknown> {
    return new Promise((resolve, reject) => {
        const request = https.request(url, { ...options, timeout: TIMEOUT_MS }, (response) => {
            const chunks: Buffer[] = [];
            response.on("data", (chunk) => chunks.push(chunk));
            response.on("error", reject);
            response.on("end", () => {
                const text = Buffer.concat(chunks).toString("utf8");
                const code = response.statusCode ?? 0;
                if (code >= 200 && code < 300) resolve(parsed(text));
                else reject(failure(code, text, `${options.method} ${url.pathname}`));
            });
        });
        request.on("timeout", () =>
            request.destroy(new Error(`no answer within ${TIMEOUT_MS / 1000} s from ${url}`)),
        );
        request.on("error", reject);
        request.end(body);
    });
}

function parsed(text: string): unknown {
    try {
        return JSON.parse(text);
    } catch {
        return text;
    }
}

function failure(code: number, text: string, what: string): RestError {
    const status = parsed(text) as { reason?: string; message?: string } | string;
    return typeof status === "string"
        ? new RestError(code, "", `${what}: ${code} ${status}`)
        : new RestError(code, status.reason ?? "", `${what}: ${status.message ?? code}`);
}

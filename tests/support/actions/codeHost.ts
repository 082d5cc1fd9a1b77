import { createServer, type IncomingMessage, type Server } from "node:http";
import type { AddressInfo } from "node:net";

export interface Comment {
    readonly id: number;
    readonly author: string;
    body: string;
}

interface PullRequest {
    readonly number: number;
    readonly head: { sha: string; label: string; repo: { id: number } };
}

/** Enough of GitHub's and GitLab's REST interfaces to keep the comments of one pull request, in pages as they do. */
export class CodeHost {
    public readonly comments: Comment[] = [];
    public readonly pullRequests: PullRequest[] = [];
    /** Method and path of each request, in order. */
    public readonly requests: string[] = [];
    /** Answers instead of the real one, taken first to last; for writes only with `forbidWrites`. */
    public readonly failures: { status: number; retryAfter?: number; message?: string }[] = [];
    public forbidWrites = false;
    public token = "good-token";
    /** Who the token belongs to. */
    public account = "github-actions[bot]";
    private server?: Server;
    private nextId = 1;

    /** Starts to listen on the loopback interface; resolves to the base address. */
    public async start(): Promise<string> {
        this.server = createServer((request, response) => {
            const answer = (status: number, body: unknown, headers: Record<string, string> = {}) => {
                response.writeHead(status, { "content-type": "application/json", ...headers });
                response.end(body === undefined ? "" : JSON.stringify(body));
                return undefined;
            };
            this.handle(request, answer).catch((error: Error) => answer(500, { message: error.message }));
        });
        await new Promise<void>((resolve) => this.server!.listen(0, "127.0.0.1", resolve));
        return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
    }

    public stop(): void {
        this.server?.closeAllConnections();
        this.server?.close();
    }

    public add(author: string, body: string): Comment {
        const comment = { id: this.nextId++, author, body };
        this.comments.push(comment);
        return comment;
    }

    private async handle(request: IncomingMessage, answer: Answer): Promise<undefined> {
        const url = new URL(request.url ?? "/", `http://${request.headers.host}`);
        this.requests.push(`${request.method} ${url.pathname}${url.search}`);
        const failure = this.failures.shift();
        if (failure) {
            const headers: Record<string, string> =
                failure.retryAfter === undefined ? {} : { "retry-after": String(failure.retryAfter) };
            return answer(failure.status, { message: failure.message ?? "no" }, headers);
        }
        const gitLab = request.headers["private-token"];
        if (gitLab !== this.token && request.headers.authorization !== `Bearer ${this.token}`) {
            return answer(401, { message: "Bad credentials" });
        }
        if (this.forbidWrites && request.method !== "GET") {
            return answer(403, { message: "Resource not accessible by integration" });
        }
        const body = await read(request);
        return this.route(request.method ?? "GET", url, body, answer);
    }

    private route(method: string, url: URL, body: { body?: string }, answer: Answer): undefined {
        if (url.pathname === "/user") return answer(200, { id: this.account });
        if (/\/pulls$/.test(url.pathname)) {
            const head = url.searchParams.get("head");
            return this.page(
                this.pullRequests.filter((pull) => pull.head.label === head),
                url,
                answer,
            );
        }
        const shown = ({ id, author, body }: Comment) => ({
            id,
            body,
            user: { login: author },
            author: { id: author },
        });
        const id = Number(/\/(?:comments|notes)\/(\d+)$/.exec(url.pathname)?.[1]);
        if (Number.isNaN(id)) {
            if (method === "GET") return this.page(this.comments.map(shown), url, answer);
            return answer(201, shown(this.add(this.account, body.body ?? "")));
        }
        const comment = this.comments.find((c) => c.id === id);
        if (!comment) return answer(404, { message: "Not Found" });
        if (method === "DELETE") {
            this.comments.splice(this.comments.indexOf(comment), 1);
            return answer(204, undefined);
        }
        comment.body = body.body ?? "";
        return answer(200, shown(comment));
    }

    private page(all: readonly unknown[], url: URL, answer: Answer): undefined {
        const size = Number(url.searchParams.get("per_page") ?? 30);
        const page = Number(url.searchParams.get("page") ?? 1);
        const next = new URL(url);
        next.searchParams.set("page", String(page + 1));
        const link =
            page * size < all.length ? { link: `<${next}>; rel="next", <${next}>; rel="last"` } : undefined;
        return answer(200, all.slice((page - 1) * size, page * size), link);
    }
}

type Answer = (status: number, body: unknown, headers?: Record<string, string>) => undefined;

async function read(request: IncomingMessage): Promise<{ body?: string }> {
    let text = "";
    for await (const chunk of request) text += chunk;
    return text === "" ? {} : JSON.parse(text);
}

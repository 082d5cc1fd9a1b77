// JSON over HTTPS to a code host: pages followed, passing troubles tried again, refusals as one kind of error.

const ATTEMPTS = 4;
const LONGEST_WAIT_MS = 60_000;

/** The host answered, and the answer is no. */
export class Refused extends Error {
    constructor(method, url, status, text) {
        super(`${method} ${url.pathname} was answered ${status}: ${reason(text)}`);
        this.status = status;
    }

    /** The token is not known, or may not do this; some hosts say 404 for what a token may not see. */
    get forbidden() {
        return [401, 403, 404].includes(this.status);
    }
}

/** Requests below a base address, all with the same headers. */
export function requestsTo(base, headers) {
    const root = new URL(base.endsWith("/") ? base : `${base}/`);

    async function request(method, url, body) {
        for (let attempt = 1; ; attempt++) {
            const response = await fetch(url, {
                method,
                headers: {
                    accept: "application/json",
                    ...headers,
                    ...(body ? { "content-type": "application/json" } : {}),
                },
                // The token goes to this host and no other.
                redirect: "error",
                ...(body ? { body: JSON.stringify(body) } : {}),
            });
            const text = await response.text();
            if (response.ok) return { response, value: text === "" ? undefined : JSON.parse(text) };
            const wait = waitBefore(response, attempt);
            if (wait === undefined) throw new Refused(method, url, response.status, text);
            await new Promise((resolve) => setTimeout(resolve, wait));
        }
    }

    return {
        get: async (path) => (await request("GET", new URL(path, root))).value,
        send: async (method, path, body) => (await request(method, new URL(path, root), body)).value,
        /** Every member of a list, over all its pages. */
        async all(path) {
            const found = [];
            let next = new URL(path, root);
            while (next !== undefined) {
                const { response, value } = await request("GET", next);
                found.push(...value);
                next = nextPage(response.headers.get("link"), root);
            }
            return found;
        },
    };
}

/** Milliseconds until the next attempt; undefined when there is no use in one. */
function waitBefore(response, attempt) {
    const after = response.headers.get("retry-after");
    // A 403 with retry-after is GitHub's secondary rate limit, not a missing permission.
    const passing =
        [429, 502, 503, 504].includes(response.status) || (response.status === 403 && after !== null);
    if (!passing || attempt === ATTEMPTS) return undefined;
    const wait = after === null ? 500 * 2 ** attempt : Number(after) * 1000;
    return Number.isFinite(wait) ? Math.min(wait, LONGEST_WAIT_MS) : undefined;
}

function nextPage(link, root) {
    const target = /<([^>]+)>;[^,]*rel="next"/.exec(link ?? "")?.[1];
    if (target === undefined) return undefined;
    const url = new URL(target, root);
    if (url.origin !== root.origin) throw new Error(`the next page is on another host: ${url.origin}`);
    return url;
}

function reason(text) {
    try {
        const { message, error } = JSON.parse(text);
        return String(message ?? error ?? text);
    } catch {
        return text.slice(0, 200);
    }
}

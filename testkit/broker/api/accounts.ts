import { createHash, randomBytes } from "node:crypto";
import { isAtLeast, type Release } from "../../emqx/release";
import type { Clock } from "../clock";
import { type Role, readBootstrapLine } from "./bootstrapFile";

export interface ApiKey {
    readonly name: string;
    readonly api_key: string;
    readonly created_at: string;
    secret: string;
    role: Role;
    desc: string;
    enable: boolean;
    expired_at: number | "infinity";
}

export interface User {
    readonly username: string;
    readonly role: Role;
    readonly description: string;
    password: string;
}

/** `dashboard.token_expired_time`. */
const TOKEN_SECONDS = 3600;
/** `dashboard.unsuccessful_login_*`. Source: emqx_dashboard_login_lock.erl, from 5.10 on. */
const LOCK = { attempts: 5, withinSeconds: 300, lockedSeconds: 600 };
const MOST_KEYS = 100;

/** API keys, dashboard users and their tokens: tables that all nodes of a cluster share. Source: emqx_mgmt_auth.erl, emqx_dashboard_admin.erl. */
export class Accounts {
    readonly keys = new Map<string, ApiKey>();
    readonly users = new Map<string, User>();
    private readonly tokens = new Map<string, { username: string; expiresAt: number }>();
    private readonly failures = new Map<string, number[]>();
    private readonly lockedUntil = new Map<string, number>();

    constructor(
        private readonly clock: Clock,
        private readonly release: Release,
        { username, password }: { username: string; password: string } = {
            username: "admin",
            password: "public",
        },
    ) {
        this.users.set(username, { username, password, role: "administrator", description: "" });
    }

    /** Line by line; a line that is wrong ends it, and what follows is not read. */
    loadBootstrapFile(text: string): void {
        for (const line of text
            .split("\n")
            .map((each) => each.trim())
            .filter((each) => each !== "")) {
            const read = readBootstrapLine(line, this.release);
            if (read === undefined) return;
            const digest = createHash("sha512").update(read.key).digest("hex").slice(0, 16);
            for (const known of [...this.keys.values()]) {
                if (known.api_key === read.key) this.keys.delete(known.name);
            }
            this.addKey({
                name: `from_bootstrap_file_${digest}`,
                api_key: read.key,
                secret: read.secret,
                role: read.role,
                desc: "Bootstrapped From File",
            });
        }
    }

    /** With a key and secret of its own, which are told once. */
    createKey(wanted: Pick<ApiKey, "name" | "role" | "desc" | "enable" | "expired_at">): ApiKey | string {
        if (this.keys.size >= MOST_KEYS) return "Maximum number of ApiKeys reached.";
        if (this.keys.has(wanted.name)) return "name_already_exists";
        const [api_key, secret] = [randomBytes(8).toString("hex"), randomBytes(32).toString("base64url")];
        return this.addKey({ ...wanted, api_key, secret });
    }

    authorizeKey(key: string, secret: string): ApiKey | undefined {
        const known = [...this.keys.values()].find(({ api_key }) => api_key === key);
        return known?.enable && !isExpired(known) && known.secret === secret ? known : undefined;
    }

    login(username: string, password: string): { user: User; token: string } | "failed" | "locked" {
        if ((this.lockedUntil.get(username) ?? 0) > this.clock.now) return "locked";
        const user = this.users.get(username);
        if (user?.password !== password) {
            this.failed(username);
            return "failed";
        }
        this.failures.delete(username);
        const token = randomBytes(24).toString("base64url");
        this.tokens.set(token, { username, expiresAt: this.clock.now + TOKEN_SECONDS });
        return { user, token };
    }

    authorizeToken(token: string): User | "unknown" | "expired" {
        const known = this.tokens.get(token);
        const user = known && this.users.get(known.username);
        if (known === undefined || user === undefined) return "unknown";
        if (known.expiresAt < this.clock.now) return "expired";
        // Each use makes it last longer. Source: emqx_dashboard_token.erl, save_new_jwt.
        known.expiresAt = this.clock.now + TOKEN_SECONDS;
        return user;
    }

    logout(token: string): void {
        this.tokens.delete(token);
    }

    /** The user's tokens are worth nothing afterwards. */
    changePassword(user: User, password: string): void {
        user.password = password;
        this.failures.delete(user.username);
        for (const [token, { username }] of this.tokens)
            if (username === user.username) this.tokens.delete(token);
    }

    private failed(username: string): void {
        if (!isAtLeast(this.release, "5.10")) return;
        const since = this.clock.now - LOCK.withinSeconds;
        const lately = [...(this.failures.get(username) ?? []), this.clock.now].filter((at) => at >= since);
        this.failures.set(username, lately);
        if (lately.length >= LOCK.attempts)
            this.lockedUntil.set(username, this.clock.now + LOCK.lockedSeconds);
    }

    private addKey(key: Omit<ApiKey, "created_at" | "enable" | "expired_at"> & Partial<ApiKey>): ApiKey {
        const added = {
            enable: true,
            expired_at: "infinity" as const,
            created_at: rfc3339(new Date()),
            ...key,
        };
        this.keys.set(key.name, added);
        return added;
    }
}

export function isExpired({ expired_at }: ApiKey): boolean {
    return expired_at !== "infinity" && expired_at * 1000 < Date.now();
}

/** A time as EMQX writes it: with the offset, never "Z". */
export function rfc3339(time: Date): string {
    return time.toISOString().replace("Z", "+00:00");
}

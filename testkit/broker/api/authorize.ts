import { isAtLeast, type Release } from "../../emqx/release";
import type { Accounts } from "./accounts";
import { type Answer, refused } from "./answer";
import type { Role } from "./bootstrapFile";
import type { Caller } from "./caller";
import type { Route } from "./route";

/**
 * Who calls, or what they are told instead. Source: emqx_dashboard.erl, authorize; emqx_mgmt_auth.erl, authorize;
 * emqx_dashboard_rbac.erl: 5.8.11, 5.10.4, 6.0.3 and 6.3.
 */
export function authorize(
    header: string | undefined,
    route: Route,
    accounts: Accounts,
    release: Release,
): Caller | Answer {
    const [scheme, value = ""] = (header ?? "").split(" ");
    if (scheme?.toLowerCase() === "basic") {
        const [key, ...secret] = Buffer.from(value, "base64").toString("utf8").split(":");
        return apiKey(key ?? "", secret.join(":"), route, accounts, release);
    }
    if (scheme?.toLowerCase() === "bearer") return bearer(value, route, accounts, release);
    return unauthorized("AUTHORIZATION_HEADER_ERROR", words(release).noHeader);
}

function apiKey(
    key: string,
    secret: string,
    route: Route,
    accounts: Accounts,
    release: Release,
): Caller | Answer {
    const since = route.refusesKeysSince ?? "5.0";
    // Before the key is even looked at.
    if (route.refusesKeysAs !== undefined && isAtLeast(release, since)) {
        return unauthorized(
            "API_KEY_NOT_ALLOW",
            `Please use bearer Token instead, using API key/secret in ${route.refusesKeysAs} path is not permitted`,
        );
    }
    const known = accounts.authorizeKey(key, secret);
    if (known === undefined) return unauthorized("BAD_API_KEY_OR_SECRET", "Check api_key/api_secret");
    if (!mayCall(known.role, route)) {
        const message = "This API Key don't have permission to access this resource";
        return refused(403, "UNAUTHORIZED_ROLE", message);
    }
    return { role: known.role };
}

function bearer(token: string, route: Route, accounts: Accounts, release: Release): Caller | Answer {
    const user = accounts.authorizeToken(token);
    if (user === "expired") return refused(401, "TOKEN_TIME_OUT", words(release).expired);
    if (user === "unknown") return refused(401, "BAD_TOKEN", words(release).badToken);
    if (!mayCall(user.role, route) && !route.forEverybody) {
        return refused(403, "UNAUTHORIZED_ROLE", "You don't have permission to access this resource");
    }
    return { role: user.role, user, token };
}

/** Viewers read; publishers may call none of the paths that the double has. */
function mayCall(role: Role, { method }: Route): boolean {
    return role === "administrator" || (role === "viewer" && method === "GET");
}

function unauthorized(code: string, message: string): Answer {
    return {
        ...refused(401, code, message),
        headers: { "www-authenticate": 'Basic Realm="emqx-dashboard"' },
    };
}

/** 6.0 says at more length what to do. */
function words(release: Release) {
    if (!isAtLeast(release, "6.0")) {
        return {
            noHeader: "Support authorization: basic/bearer ",
            expired: "Token expired, get new token by POST /login",
            badToken: "Get a token by POST /login",
        };
    }
    const bootstrap =
        "API keys can be bootstrapped from config (api_key.bootstrap_file) or created via POST /api/v5/api_key";
    return {
        noHeader:
            "Missing authorization header. Use Basic auth with API key/secret, " +
            `or Bearer token from POST /api/v5/login. ${bootstrap}`,
        expired:
            "Token expired. Consider using API key (Basic auth) instead of bearer tokens to avoid expiration. " +
            "Otherwise get a new token by POST /api/v5/login",
        badToken:
            "Invalid bearer token. Use API key (Basic auth) for persistent access, " +
            `or get a new bearer token by POST /api/v5/login. ${bootstrap}`,
    };
}

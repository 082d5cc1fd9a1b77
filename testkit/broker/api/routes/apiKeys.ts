import { type ApiKey, isExpired } from "../accounts";
import { type Answer, ok, refused } from "../answer";
import { anyFlag, anyText, anything, checkBody } from "../body";
import { isRole } from "../bootstrapFile";
import type { Call, Route } from "../route";

/** For dashboard users alone. Source: emqx_mgmt_api_api_keys.erl and emqx_mgmt_auth.erl, 5.8.11 and 6.3. */
export const API_KEY_ROUTES: readonly Route[] = [
    {
        method: "GET",
        path: "/api/v5/api_key",
        refusesKeysAs: "api_key",
        answer: ({ cluster }) => ok([...cluster.accounts.keys.values()].map(shown)),
    },
    { method: "POST", path: "/api/v5/api_key", refusesKeysAs: "api_key", answer: (call) => create(call) },
    {
        method: "GET",
        path: "/api/v5/api_key/:name",
        refusesKeysAs: "api_key",
        answer: (call) => withKey(call, (key) => ok(shown(key))),
    },
    {
        method: "PUT",
        path: "/api/v5/api_key/:name",
        refusesKeysAs: "api_key",
        answer: (call) => withKey(call, (key) => change(call, key)),
    },
    {
        method: "DELETE",
        path: "/api/v5/api_key/:name",
        refusesKeysAs: "api_key",
        answer: (call) =>
            withKey(call, ({ name }) => {
                call.cluster.accounts.keys.delete(name);
                return { status: 204 };
            }),
    },
];

const FIELDS = {
    name: anyText,
    desc: anyText,
    enable: anyFlag,
    expired_at: anything,
    role: anyText,
    expired: anyFlag,
    scopes: anything,
};

function withKey({ cluster, names }: Call, then: (key: ApiKey) => Answer): Answer {
    const key = cluster.accounts.keys.get(names.name as string);
    return key === undefined
        ? refused(404, "NOT_FOUND", "API key with the given name does not exist.")
        : then(key);
}

function create({ cluster, json }: Call): Answer {
    const fields = checkBody(json(), FIELDS, ["name", "desc", "enable"]);
    const { name, desc, enable, role = "administrator" } = fields;
    if (!isRole(role)) return refused(400, "BAD_REQUEST", "Role does not exist");
    const created = cluster.accounts.createKey({
        name,
        desc,
        enable,
        role,
        expired_at: expiry(fields.expired_at),
    });
    if (typeof created === "string") return refused(400, "BAD_REQUEST", created);
    // The secret is told this once.
    return ok({ ...shown(created), api_secret: created.secret });
}

function change({ json }: Call, key: ApiKey): Answer {
    const fields = checkBody(json(), FIELDS);
    const { role = "administrator", desc = key.desc, enable = key.enable } = fields;
    if (!isRole(role)) return refused(400, "BAD_REQUEST", "Role does not exist");
    Object.assign(key, { role, desc, enable, expired_at: expiry(fields.expired_at) });
    return ok(shown(key));
}

function expiry(given: unknown): number | "infinity" {
    if (typeof given === "number") return given;
    const time = typeof given === "string" ? Date.parse(given) : Number.NaN;
    return Number.isNaN(time) ? "infinity" : Math.floor(time / 1000);
}

function shown(key: ApiKey): object {
    const { secret: _, ...fields } = key;
    const { expired_at } = key;
    return {
        ...fields,
        expired: isExpired(key),
        expired_at: expired_at === "infinity" ? expired_at : new Date(expired_at * 1000).toISOString(),
    };
}

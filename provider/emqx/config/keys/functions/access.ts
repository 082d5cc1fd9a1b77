import type { HoconField, HoconValue } from "../../hocon/tree";
import { integerOf } from "../leaves/reading";
import {
    type Block,
    blockMust,
    type Converter,
    fieldNamed,
    isBlock,
    listOf,
    must,
    type Validator,
    withFields,
} from "./function";

/** Authentication, authorization and the dashboard's listener. */

/** One authenticator, one topic may stand without a list. Source: ensure_array of emqx_authn_schema.erl and others. */
export const oneOrMore: Converter = (value) =>
    value.kind === "list" || (value.kind === "object" && isIndexed(value.fields))
        ? value
        : { kind: "list", items: [value] };

/** As variables write a list. */
function isIndexed(fields: readonly HoconField[]): boolean {
    return fields.every((field) => /^\+?\d+$/.test(field.path[0] ?? ""));
}

/** Out of bounds is taken for the bound. Source: emqx_authn_password_hashing.erl, salt_rounds_converter. */
export const saltRounds: Converter = (value) => {
    const rounds = value.kind === "number" ? integerOf(value.text) : undefined;
    if (rounds === undefined || value.kind !== "number") return value;
    return { ...value, text: `${rounds < 5n ? 5n : rounds > 10n ? 10n : rounds}` };
};

/** Keys of TLS could stand in the listener itself. Source: emqx_dashboard_schema.erl, convert_ssl_layout. */
export const tlsLayout: Converter = (value) => {
    if (value.kind !== "object" || fieldNamed(value, "ssl_options") !== undefined) return value;
    const own = value.fields.filter((field) => LISTENER_KEYS.has(field.path[0] ?? ""));
    const tls = value.fields.filter((field) => !LISTENER_KEYS.has(field.path[0] ?? ""));
    const [first = value.fields[0]] = tls;
    const inside: HoconValue = { kind: "object", fields: tls };
    const at = first ?? { line: 0, column: 0 };
    return withFields(value, [...own, { ...at, path: ["ssl_options"], value: inside }]);
};

/** Source: emqx_dashboard_schema.erl, fields("http"). */
const LISTENER_KEYS = new Set([
    ...[
        "enable",
        "bind",
        "num_acceptors",
        "max_connections",
        "backlog",
        "send_timeout",
        "inet6",
        "ipv6_v6only",
    ],
    ...["proxy_header", "swagger_support"],
]);

/** Files that each pod has. Source: emqx_authz_file_schema.erl reads the file while it looks at the configuration. */
export const aclFile: Validator = must(
    (reading) =>
        typeof reading !== "string" ||
        /^(\$\{EMQX_ETC_DIR\}|(\/opt\/emqx\/)?etc)\/acl\.conf$/.test(reading) ||
        /^\/mounted\/[^/]+\/./.test(reading),
    'write "etc/acl.conf", or a file that is mounted: EMQX refuses a path where there is no file',
);

/** Source: emqx_authn_jwt_schema.erl, check_claim_name. */
export const claims: Validator = must((reading) => {
    const names = isBlock(reading)
        ? Object.keys(reading)
        : listOf(reading).map((one) => (isBlock(one) ? `${String(one.name)}` : ""));
    return names.every((name) => name !== "");
}, "write claims with names, and none of an empty name");

/** Source: emqx_authn_jwt_schema.erl, validate_headers. */
export const headerNames: Validator = blockMust(
    (headers) => Object.keys(headers).every((name) => /^[-0-9a-zA-Z_ ]*$/.test(name)),
    "write names of headers with letters, digits, - and _ only",
);

/** Source: emqx_authn_http_schema.erl, check_ssl_opts. */
export const httpAccess: Validator = must(
    (reading) =>
        (Array.isArray(reading) ? reading : [reading]).every((one) => !isBlock(one) || fitsHttp(one)),
    "write ssl.enable = true beside a url of https",
);

function fitsHttp({ backend, url, ssl }: Block): boolean {
    if (backend !== "http" || typeof url !== "string" || !url.startsWith("https://")) return true;
    return isBlock(ssl) && ssl.enable === true;
}

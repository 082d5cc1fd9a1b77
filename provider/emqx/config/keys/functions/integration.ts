import { integerOf } from "../leaves/reading";
import { isBlock, listOf, must, type Validator } from "./function";
import { distinct } from "./retainer";

/** Source: emqx_resource_validator.erl, not_empty; emqx_schema.erl, non_empty_string, non_empty_array. */
export const notEmpty: Validator = must(
    (reading) => reading !== "" && !(Array.isArray(reading) && reading.length === 0),
    "write a value that is not empty",
);

/** Source: emqx_authn_jwt_schema.erl, refresh_interval. */
export const positive: Validator = must(
    (reading) => typeof reading !== "bigint" || reading > 0n,
    "write a whole number of 1 or more",
);

/** Source: emqx_resource_schema.erl, health_check_interval_range; emqx_resource.hrl. */
export const healthCheckInterval: Validator = must(
    (reading) => typeof reading !== "bigint" || (reading >= 1n && reading <= 3_600_000n),
    'write a time from "1ms" to "1h"',
);

/** Idle, interval, probes. Source: emqx_schema.erl, parse_tcp_keepalive. */
export const tcpKeepAlive: Validator = must((reading) => {
    if (typeof reading !== "string" || reading === "none") return true;
    const numbers = reading
        .split(/[, ]+/)
        .filter((part) => part !== "")
        .map(integerOf);
    const most = [72_000n, 750n, 90n];
    return (
        numbers.length === 3 &&
        numbers.every((one, i) => one !== undefined && one >= 1n && one <= (most[i] ?? 0n))
    );
}, 'write none, or seconds idle, seconds between and probes, e.g. "240,30,5"');

/** Source: validate_unique_names of emqx_schema_validation_schema.erl, emqx_message_transformation_schema.erl. */
export const distinctNames: Validator = must(
    (reading) =>
        distinct(
            listOf(reading).flatMap((one) =>
                isBlock(one) && typeof one.name === "string" ? [one.name] : [],
            ),
        ),
    "write each name once",
);

/** EMQX makes a connector of a webhook before it reads it. Source: emqx_bridge_http_schema.erl, emqx_utils_uri.erl. */
export const withScheme: Validator = must(
    (reading) => typeof reading !== "string" || reading.includes("//"),
    'write an address with its scheme, e.g. "http://host:8080/path"',
);

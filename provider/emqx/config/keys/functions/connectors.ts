import type { HoconValue } from "../../hocon/tree";
import { type Reading, Refused, textOf, UNKNOWN } from "../leaves/reading";
import { type Block, blockMust, type Converter, isBlock, listOf, must, type Validator } from "./function";
import { distinct } from "./retainer";

/** Connectors and actions of data integration, by what they lead to. */

const PLACEHOLDER = /^\$\{[^}]+\}$/;

/** Source: emqx_bridge_kafka.erl, kafka_header_validator. */
export const onePlaceholder: Validator = must(
    (reading) => typeof reading !== "string" || PLACEHOLDER.test(reading),
    'write one placeholder, e.g. "$' + '{pub_props}"',
);

/** Source: emqx_bridge_kafka.erl, kafka_ext_header_value_validator. */
export const placeholderOrText: Validator = must(
    (reading) =>
        typeof reading !== "string" ||
        PLACEHOLDER.test(reading) ||
        (reading !== "" && !/\$\{[^}]+\}/.test(reading)),
    "write one placeholder alone, or a text without any",
);

/** Source: producer_strategy_key_validator of emqx_bridge_kafka.erl and emqx_bridge_pulsar.erl. */
export const keyDispatch: Validator = blockMust(
    ({ partition_strategy, strategy, message }) =>
        (partition_strategy ?? strategy) !== "key_dispatch" || !isBlock(message) || message.key !== "",
    "write message.key beside key_dispatch",
);

/** Source: consumer_topic_mapping_validator of emqx_bridge_kafka.erl and emqx_bridge_gcp_pubsub.erl. */
export const topicMapping: Validator = must((reading) => {
    const topics = listOf(reading).flatMap((one) =>
        isBlock(one) ? [String(one.kafka_topic ?? one.pubsub_topic)] : [],
    );
    return topics.length > 0 && distinct(topics);
}, "write each topic once, and one at the least");

/** Source: emqx_bridge_redis.erl, is_command_template_valid. */
export const redisCommand: Validator = must(
    (reading) => listOf(reading).length > 0,
    'write a command and its arguments, e.g. ["SET", "a", "b"]',
);

const SERVICE_ACCOUNT = ["type", "project_id", "private_key_id", "private_key", "client_email"];

/** A text of JSON, or the block that it holds. Source: emqx_bridge_gcp_pubsub.erl, service_account_json_validator. */
export const serviceAccount: Converter = (value) => {
    const account = value.kind === "object" ? keysOf(value) : jsonOf(textOf(value));
    const known = account !== undefined && SERVICE_ACCOUNT.every((name) => Object.hasOwn(account, name));
    if (!known || account.type !== "service_account") {
        return new Refused(
            "write the service account's JSON, with type, project_id, private_key_id, private_key and client_email",
        );
    }
    return { kind: "text", text: JSON.stringify(account), quoted: true };
};

function keysOf(value: HoconValue & { kind: "object" }): Record<string, unknown> {
    return Object.fromEntries(value.fields.map((field) => [field.path.join("."), textOf(field.value) ?? ""]));
}

function jsonOf(text: string | undefined): Record<string, unknown> | undefined {
    try {
        const read: unknown = JSON.parse(text ?? "");
        // A JSON text may hold the JSON as a text once more.
        if (typeof read === "string") return jsonOf(read);
        return typeof read === "object" && read !== null ? (read as Record<string, unknown>) : undefined;
    } catch {
        return undefined;
    }
}

/** Source: emqx_bridge_oracle.erl, config_validator. */
export const oracleService: Validator = must(
    (reading) =>
        everyBlock(
            reading,
            ({ server, sid, service_name }) => server === undefined || (sid ?? service_name) !== undefined,
        ),
    "write sid or service_name beside server",
);

function everyBlock(reading: Reading, holds: (block: Block) => boolean): boolean {
    return !isBlock(reading) || Object.values(reading).every((one) => !isBlock(one) || holds(one));
}

const MB = 1024n * 1024n;

/** Source: emqx_s3_schema.erl, part_size_validator. */
export const partSize: Validator = must(
    (reading) => typeof reading !== "bigint" || (reading >= 5n * MB && reading <= 5n * 1024n * MB),
    'write a size from "5MB" to "5GB"',
);

/** Source: emqx_s3_schema.erl, validate_part_size. */
export const partSizes: Validator = blockMust(
    ({ min_part_size, max_part_size }) =>
        typeof min_part_size !== "bigint" ||
        typeof max_part_size !== "bigint" ||
        min_part_size <= max_part_size,
    "write a min_part_size that is not above the max_part_size",
);

/** Source: emqx_bridge_http_connector.erl, validate_method. */
export const httpMethod: Validator = must(
    (reading) =>
        typeof reading !== "string" ||
        ["post", "put", "get", "delete"].includes(reading) ||
        reading.includes("${"),
    "write post, put, get or delete",
);

/** Source: emqx_bridge_snowflake_connector_schema.erl, account_id_validator. */
export const accountId: Validator = must(
    (reading) => typeof reading !== "string" || reading.includes("-"),
    "write the account as ORGID-ACCOUNTNAME",
);

/** One kind of storage, and not more. Source: emqx_ft_schema.erl, validator(backend). */
export const oneEnabled: Validator = must((reading) => {
    const kinds = isBlock(reading) ? Object.values(reading) : [];
    const on = kinds.filter((one) => one === UNKNOWN || (isBlock(one) && one.enable !== false));
    return on.length === 1;
}, "write one kind of storage that is enabled");

/** Source: emqx_bridge_mqtt_connector_schema.erl, static_clientid_validator. */
export const staticClients: Validator = must((reading) => {
    const entries = listOf(reading).filter(isBlock);
    const ids = entries.map((entry) =>
        listOf(entry.ids).map((id) => (isBlock(id) ? String(id.clientid) : String(id))),
    );
    const some = entries.length === 0 || ids.flat().length > 0;
    return some && distinct(entries.map(({ node }) => String(node))) && distinct(ids.flat());
}, "write each node and each clientid once, and one clientid at the least");

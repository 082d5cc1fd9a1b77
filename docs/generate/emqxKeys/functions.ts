import { matches, type Place } from "./pattern";

/**
 * Functions of EMQX's that look at a value beyond its type, by the keys that have them. Source: `converter` and `validator` in
 * fields/1 of the schema modules of emqx/emqx, tags v5.7.2 and e5.8.11, and branch release-63.
 */
type Functions = readonly (readonly [name: string, ...patterns: string[]])[];

const CONVERTERS: Functions = [
    // emqx_schema, emqx_zone_schema
    ["keepAlives", "^mqtt"],
    ["roundPacketSize", "5.8+:mqtt.max_packet_size"],
    ["flappingWindow", "^flapping_detect"],
    ["variform", "client_attrs_init.<n>.expression", "transformations.<n>.operations.<n>.value"],
    ["variformOrDisabled", "mqtt.clientid_override"],
    [
        "cipherList",
        "ssl.ciphers",
        "ssl_options.ciphers",
        "https.ciphers",
        "dtls_options.ciphers",
        "<name>.ciphers",
    ],
    ["cipherList", "rpc.ciphers"],
    ["lookupFunction", "user_lookup_fun"],
    // emqx_conf_schema
    ["fileHandlers", "^log.file"],
    ["rotationCount", "rotation_count"],
    ["pathText", "^log.*.path", "^log.file.<name>.path", "^node.crash_dump_file"],
    ["pathText", "^rpc.cacertfile", "^rpc.certfile", "^rpc.keyfile"],
    // emqx_retainer_schema, emqx_otel_schema, emqx_dashboard_schema
    ["deliveryRate", "^retainer"],
    ["indexSpecList", "^retainer.backend.index_specs"],
    ["metricsLayout", "^opentelemetry"],
    ["tlsLayout", "^dashboard.listeners.https"],
    // emqx_authn_schema, emqx_authn_password_hashing, emqx_schema_validation_schema, emqx_message_transformation_schema
    // Not of gateways and connectors, which have a key of that name, too.
    ["oneOrMore", "^authentication", "^listeners.*.<name>.authentication"],
    ["oneOrMore", "validations.<n>.topics", "transformations.<n>.topics"],
    ["saltRounds", "salt_rounds"],
    ["serviceAccount", "service_account_json"],
    // emqx_schema:servers_sc
    [
        "servers",
        "<n>.server",
        "<n>.servers",
        "authentication.server",
        "authentication.servers",
        "<name>.server",
    ],
    [
        "servers",
        "<name>.servers",
        "parameters.server",
        "parameters.servers",
        "ldap.server",
        "bootstrap_hosts",
    ],
];

/** Connectors and bridges whose `server` is a host with a port; others have an address with a scheme, or a plain text. */
const WITH_SERVER = [
    ...[
        "influxdb*",
        "greptimedb",
        "datalayers",
        "mysql",
        "pgsql",
        "matrix",
        "timescale",
        "oracle",
        "sqlserver",
    ],
    ...[
        "mqtt",
        "couchbase",
        "elasticsearch",
        "iotdb",
        "snowflake",
        "mongodb_single",
        "redis_single",
        "tdengine",
    ],
];

const VALIDATORS: Functions = [
    ["packetSize", "5.8+:mqtt.max_packet_size"],
    ["packetSizeOf57", "5.7:mqtt.max_packet_size"],
    ["keepAliveMultiplier", "mqtt.keepalive_multiplier"],
    ["heapSize", "force_shutdown.max_heap_size"],
    ["plainName", "client_attrs_init.<n>.set_as_attr"],
    ["tlsVersions", "ssl.versions", "ssl_options.versions", "https.versions", "rpc.tls_versions"],
    ["dtlsVersions", "dtls_options.versions"],
    [
        "knownCiphers",
        "ssl.ciphers",
        "ssl_options.ciphers",
        "https.ciphers",
        "dtls_options.ciphers",
        "rpc.ciphers",
    ],
    ["serverVerify", "ssl.<name>.ssl_options", "wss.<name>.ssl_options", "<name>.dtls_options"],
    ["revocation", "^listeners.ssl.<name>.ssl_options"],
    ["stapling", "ssl_options.ocsp", "dtls_options.ocsp"],
    ["accessRules", "access_rules"],
    ["tcpKeepAlive", "tcp_options.keepalive", "tcp_keepalive"],
    ["timeOffset", "time_offset"],
    ["divisorOfMinute", "^dashboard.sample_interval"],
    ["webAddress", "^prometheus.push_gateway.url", "^prometheus.push_gateway_server"],
    ["sampleRatio", "sample_ratio"],
    ["exhookName", "^exhook.servers.<n>.name"],
    ["regularExpression", "^rewrite.<n>.re"],
    ["rewriteTopics", "^rewrite"],
    ["oneBackend", "^retainer"],
    ["indexSpecs", "^retainer.backend.index_specs"],
    ["httpAccess", "^authentication", "^listeners.*.<name>.authentication"],
    ["aclFile", "authorization.sources.<n>.path@authz:file"],
    ["claims", "verify_claims"],
    ["headerNames", "headers@authn:jwt_jwks"],
    ["positive", "refresh_interval@authn:jwt_jwks"],
    [
        "notEmpty",
        "ssl.server_name_indication",
        "ssl_options.server_name_indication",
        "base_dn",
        "filter@authn:ldap",
        "bind_password",
        "<n>.query@authz",
    ],
    ["notEmpty", "<n>.cmd@authz", "database", "<n>.url@authn:http", "authentication.url", "local.topic"],
    ["notEmpty", "remote.topic", "connectors.mqtt.<name>.topic", "proto.up_topic", "proto.dn_topic"],
    ["notEmpty", "auth.registry", "auth.authentication", "write_syntax"],
    ["healthCheckInterval", "5.8+:resource_opts.health_check_interval"],
    ["hostsAndPorts", "<n>.server", "<n>.servers", "authentication.server", "authentication.servers"],
    ["hostsAndPorts", "parameters.server", "parameters.servers", "ldap.server", "bootstrap_hosts"],
    ["hostsAndPorts", "syskeeper_proxy.<name>.listen", "syskeeper_forwarder.<name>.server"],
    ["hostsAndPorts", ...WITH_SERVER.map((kind) => `${kind}.<name>.server`)],
    ["hostsAndPorts", "cassandra.<name>.servers", "rocketmq.<name>.servers"],
    ["hostsAndPorts", "mongodb_*.<name>.servers", "redis_*.<name>.servers"],
    ["pulsarHosts", "pulsar.<name>.servers", "pulsar_producer.<name>.servers"],
    ["ipAddress", "^rpc.listen_address"],
    ["notEmpty", "^node.data_dir"],
    ["ruleSql", "^rule_engine.rules.<name>.sql"],
    ["onePlaceholder", "kafka_headers"],
    ["placeholderOrText", "kafka_ext_headers.<n>.kafka_ext_header_value"],
    [
        "keyDispatch",
        "^actions.kafka_producer.<name>.parameters",
        "^actions.azure_event_hub_producer.<name>.parameters",
    ],
    ["keyDispatch", "^actions.confluent_producer.<name>.parameters", "^actions.pulsar.<name>.parameters"],
    ["keyDispatch", "^bridges.kafka.<name>.kafka", "^bridges.azure_event_hub_producer.<name>.kafka"],
    ["topicMapping", "consumer.topic_mapping", "kafka_consumer.<name>.topic_mapping"],
    ["redisCommand", "command_template"],
    ["oracleService", "^connectors.oracle", "^bridges.oracle"],
    ["partSize", "min_part_size", "max_part_size"],
    ["partSizes", "^actions.s3.<name>.parameters"],
    ["httpMethod", "request.method"],
    ["accountId", "^connectors.snowflake.<name>.account"],
    ["oneEnabled", "^file_transfer.storage", "^file_transfer.storage.local.exporter"],
    ["staticClients", "static_clientids"],
    ["withScheme", "^bridges.webhook.<name>.url"],
    [
        "distinctNames",
        "schema_validation.validations",
        "message_transformation.transformations",
        "cluster.links",
    ],
];

function named(functions: Functions, place: Place): string[] {
    return functions
        .filter(([, ...patterns]) => patterns.some((one) => matches(one, place)))
        .map(([name]) => name);
}

export function converterAt(place: Place): string | undefined {
    return named(CONVERTERS, place)[0];
}

export function validatorsAt(place: Place): string[] {
    return named(VALIDATORS, place);
}

/**
 * Keys that EMQX calls obsolete and reads nevertheless: it makes newer ones of them. Source: emqx_schema.erl
 * (flapping_detect_converter) and emqx_conf_schema.erl (tr_vm_args_process_limit) at release-63.
 */
const STILL_READ = ["enable", "max_count", "window_time", "ban_time"].map((key) => `flapping_detect.${key}`);

export function isStillRead(place: Place): boolean {
    return STILL_READ.some((pattern) => matches(pattern, place));
}

/**
 * Blocks that have to be there because something without a default has to be in them, and keys by which EMQX chooses a member
 * of a union before it fills in defaults, or that a converter takes for granted. No others are such ones.
 */
const NEEDED = [
    ...["use_jwks@authn:jwt", "method@authn:http", "method@authn:scram", "method@authz:http"],
    ...["redis_type@authn", "redis_type@authz", "mongo_type@authn", "mongo_type@authz"],
    ...["password_hash_algorithm.name", "method.type@authn:ldap"],
    "ingress.remote",
    "^connectors.elasticsearch.<name>.authentication",
    // emqx_bridge_s3_upload.erl, convert_action: its converter matches both blocks.
    ...["^actions.s3.<name>.parameters", "^actions.s3.<name>.resource_opts"],
    "^gateway.jt808.proto",
    "^gateway.jt808.proto.auth",
];

export function needed(place: Place): boolean {
    return NEEDED.some((pattern) => matches(pattern, place));
}

/** Parts of EMQX that can be left out, from 6.3 on. Source: emqx_machine_features.erl (known_features) at release-63. */
export enum EmqxFeature {
    /** Rules, connectors, actions and sources; with the schema registry. */
    DataIntegration = "data_integration",
    /** Message transformation; with the schema registry. */
    MessageTransformation = "message_transformation",
    /** Schema validation; with the schema registry. */
    SchemaValidation = "schema_validation",
    /** Schema registry. */
    SchemaRegistry = "schema_registry",
    /** Gateways for other protocols than MQTT. */
    Gateways = "gateways",
    /** Links to other clusters. */
    ClusterLink = "cluster_link",
    /** Namespaces of tenants. */
    MultiTenancy = "multi_tenancy",
    /** Plugins. */
    Plugins = "plugins",
    /** AI completion and the agents' registry; with the schema registry. */
    Ai = "ai",
    /** Delayed messages, topic rewrite, automatic and slow subscriptions, message queues and streams. */
    MqttExtensions = "mqtt_extensions",
    /** File transfer. */
    FileTransfer = "file_transfer",
    /** Devices of Google's IoT Core. */
    GcpDevice = "gcp_device",
    /** Hooks in other processes. */
    Exhook = "exhook",
    /** OpenTelemetry. */
    Opentelemetry = "opentelemetry",
}

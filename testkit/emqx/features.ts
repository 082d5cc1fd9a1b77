import { isAtLeast, type Release } from "./release";

/** Source: emqx_machine_features.erl, known_features, release-63. */
const FEATURES: Readonly<Record<string, readonly string[]>> = {
    dashboard: [],
    data_integration: ["schema_registry"],
    message_transformation: ["schema_registry"],
    schema_validation: ["schema_registry"],
    schema_registry: [],
    gateways: [],
    cluster_link: [],
    multi_tenancy: [],
    plugins: [],
    ai: ["schema_registry"],
    metrics: ["dashboard"],
    mqtt_extensions: [],
    file_transfer: [],
    gcp_device: [],
    exhook: [],
    opentelemetry: ["dashboard"],
};

/** Parts of EMQX that a node of this environment starts, or why it starts nothing. */
export function featuresOf(
    release: Release,
    environment: ReadonlyMap<string, string>,
): ReadonlySet<string> | { readonly refusal: string } {
    const said = environment.get("EMQX_FEATURES") ?? "";
    if (!isAtLeast(release, "6.3") || said === "" || said === "FULL") return new Set(Object.keys(FEATURES));
    if (said === "ESSENTIAL") return new Set();
    const names = said.split(/[, ]+/).filter((name) => name !== "");
    const unknown = names.find((name) => FEATURES[name] === undefined);
    if (unknown !== undefined) return { refusal: `#{reason => unknown_feature,feature => "${unknown}"}` };
    return new Set(names.flatMap((name) => [name, ...(FEATURES[name] as readonly string[])]));
}

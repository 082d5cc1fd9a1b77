import * as pulumi from "@pulumi/pulumi";
import type {
    CapacityArgs,
    EmqxEdition,
    EmqxOnAckArgs,
    KernelRollout,
    ListenerArgs,
    ListenersArgs,
    LoadBalancerKind,
    NetworkPlugin,
    ResourcesArgs,
    TrafficArgs,
} from "emqx-ack";

/**
 * The component's arguments from the stack's configuration. Types and defaults are Pulumi.yaml's; a value that is none
 * of an enumeration's is left to the component, which names the property and what to write.
 */
export function stackArgs(config = new pulumi.Config("emqx-ack")): { name: string; args: EmqxOnAckArgs } {
    const name = config.require("name");
    const networkPlugin = config.require("networkPlugin") as NetworkPlugin;
    const existingClusterId = optional(config, "existingClusterId");
    const cores = config.requireNumber("cores");
    const replicants = config.requireNumber("replicants");
    const pace = config.requireNumber("clientsMovedPerSecond");
    const tlsSecretName = optional(config, "tlsSecretName");
    return {
        name,
        args: {
            ...(existingClusterId
                ? {
                      existingCluster: {
                          clusterId: existingClusterId,
                          kubeconfig: config.getSecret("kubeconfig"),
                          networkPlugin,
                          vswitches: Object.entries(
                              config.requireObject<Record<string, string>>("existingVswitches"),
                          ).map(([zoneId, vswitchId]) => ({ zoneId, vswitchId })),
                      },
                  }
                : {
                      newCluster: {
                          zones: config.requireObject<string[]>("zones"),
                          networkPlugin,
                          publicApiEndpoint: config.requireBoolean("publicApiEndpoint"),
                          natGateway: config.requireBoolean("natGateway"),
                          deletionProtection: config.requireBoolean("protect"),
                      },
                  }),
            connections: config.requireNumber("connections"),
            imageRegistry: optional(config, "imageRegistry"),
            traffic: config.requireObject<TrafficArgs>("traffic"),
            capacity: config.requireObject<CapacityArgs>("capacity"),
            corePool: { instanceTypes: config.requireObject<string[]>("coreInstanceTypes"), nodes: cores },
            replicantPool: {
                instanceTypes: config.requireObject<string[]>("replicantInstanceTypes"),
                nodes: Math.max(replicants, 1),
            },
            kernel: { rollout: config.require("kernelRollout") as KernelRollout },
            existingCertManager: config.requireBoolean("existingCertManager"),
            existingOperator: config.requireBoolean("existingOperator"),
            emqx: {
                edition: config.require("edition") as EmqxEdition,
                version: optional(config, "emqxVersion"),
                licenseKey: config.getSecret("licenseKey"),
                cores: {
                    replicas: cores,
                    resources: config.requireObject<ResourcesArgs>("coreResources"),
                    storage: { size: config.require("coreDiskSize") },
                },
                replicants: {
                    replicas: replicants,
                    resources: config.requireObject<ResourcesArgs>("replicantResources"),
                },
                listeners: listeners(config.requireObject<string[]>("listeners"), tlsSecretName),
                config: optional(config, "emqxConfig"),
                evacuation: { connectionsPerSecond: pace, sessionsPerSecond: pace },
                deleteDataOnDestroy: config.requireBoolean("deleteDataOnDestroy"),
            },
            loadBalancer: {
                kind: config.require("loadBalancer") as LoadBalancerKind,
                keepAliveSeconds: config.requireNumber("keepAliveSeconds") || undefined,
            },
            protect: config.requireBoolean("protect"),
        },
    };
}

/** An empty text stands for "not given": a declared key of a Pulumi project has a default or is required. */
function optional(config: pulumi.Config, key: string): string | undefined {
    return config.get(key) || undefined;
}

/** What stands behind a listener's name: a running cluster takes such steps one by one. */
const STEPS: Readonly<Record<string, ListenerArgs>> = {
    off: { enabled: false },
    internal: { exposed: false },
};

function listeners(named: string[], tlsSecretName: string | undefined): ListenersArgs {
    const withTls = ["ssl", "wss", "quic"];
    return Object.fromEntries(
        named.map((text) => {
            const [kind = "", step] = text.split(":");
            const given = { ...(withTls.includes(kind) ? { tlsSecretName } : {}) };
            if (step === undefined) return [kind, given];
            // What is no step is refused as a listener that there is not.
            return STEPS[step] === undefined ? [text, given] : [kind, { ...given, ...STEPS[step] }];
        }),
    );
}

import { PULL_SECRETS } from "../../images/schema";
import { KERNEL_PROFILE } from "../../nodes/kernel/schema";
import { NODE_SELECTOR } from "../../nodes/schema";
import { TOLERATIONS } from "../../scheduling/schema";
import { readable, typed } from "../../validation/characters";
import type { Place } from "../../validation/fromOutside";
import { imageReference, registryPrefix } from "../../validation/images";
import { kubeconfig } from "../../validation/kubeconfig";
import {
    annotationKey,
    dnsLabel,
    environmentName,
    fileName,
    objectName,
} from "../../validation/kubernetesNames";
import { bytes, vcpus } from "../../validation/quantities";
import { all, anyText, flag, matching, member, type Rule, single, text, whole } from "../../validation/rules";
import {
    clearInput,
    input,
    listOf,
    mapOf,
    objectOf,
    plain,
    required,
    schemaOf,
    secretInput,
} from "../../validation/schema";
import { EmqxEdition } from "../args/edition";
import {
    type ApiKeyArgs,
    type DashboardArgs,
    type EmqxArgs,
    type EmqxClusterArgs,
    type EvacuationArgs,
    EvacuationType,
    type RollingUpdateArgs,
} from "../args/emqxClusterArgs";
import { EmqxFeature } from "../args/features";
import { EmqxLicense } from "../args/license";
import type { NodeLimitsArgs } from "../args/nodeLimitsArgs";
import type { CoreNodesArgs, CoreStorageArgs, ReplicantNodesArgs, ResourcesArgs } from "../args/nodesArgs";
import { SecurityProfile } from "../args/securityProfile";
import { LISTENERS } from "../listeners/schema";
import { operatorVersion } from "./operatorVersion";

/** The arguments of an EMQX cluster, property by property. */

/** Connections of a cluster, its load balancer or a whole stack: more than any holds, so that only a slip is above it. */
export const CONNECTIONS = plain(whole(1, 1_000_000_000, "connections"));

const RESOURCES = objectOf(
    schemaOf<ResourcesArgs>({
        cpuRequest: input(vcpus("4")),
        memoryRequest: input(bytes("4Gi")),
        cpuLimit: input(vcpus("20")),
        memoryLimit: input(bytes("20Gi")),
    }),
    {
        requests: "is not an input; write cpuRequest and memoryRequest",
        limits: "is not an input; write cpuLimit and memoryLimit",
    },
    { cpu: "cpuRequest", memory: "memoryRequest" },
);
const REPLICANTS = schemaOf<ReplicantNodesArgs>({
    replicas: plain(whole(0, 1000)),
    resources: RESOURCES,
    nodeSelector: NODE_SELECTOR,
    tolerations: TOLERATIONS,
});
const CORES = schemaOf<CoreNodesArgs>({
    ...REPLICANTS,
    replicas: plain(whole(1, 15, "cores hold the database; more make every write slower")),
    storage: objectOf(
        schemaOf<CoreStorageArgs>({
            size: input(bytes("40Gi")),
            storageClassName: input(objectName),
            ephemeral: plain(flag),
        }),
    ),
});

/**
 * EMQX starts Erlang with `+Q max_ports +P 2 * max_ports` and drops `node.process_limit` (tr_vm_args_process_limit of
 * emqx_conf_schema.erl at v5.7.2 and e5.8.11); Erlang takes 134,217,727 processes at the most.
 */
const PORTS_MAX = 67_108_863;
const ports: Rule = (value) => {
    const wrong = whole(1024, PORTS_MAX)(value);
    return typeof value === "number" && value > PORTS_MAX
        ? `${wrong}: EMQX asks Erlang for twice as many processes, and above that no node starts`
        : wrong;
};
const LIMITS = objectOf(
    schemaOf<NodeLimitsArgs>({
        maxPorts: input(ports),
        distBufferSizeKb: input(whole(1, 2_097_151, "KB")),
    }),
    {
        processLimit:
            "is not an input: EMQX drops node.process_limit and lets a node have twice as many processes as ports; leave it out, and raise maxPorts where a node needs more",
    },
);
const EVACUATION = objectOf(
    schemaOf<EvacuationArgs>({
        connectionsPerSecond: input(whole(1, 1_000_000)),
        sessionsPerSecond: input(whole(1, 1_000_000)),
        waitTakeoverSeconds: input(whole(0, 86_400, "seconds")),
        initialDelaySeconds: input(whole(0, 86_400, "seconds")),
        waitHealthCheckSeconds: input(whole(0, 86_400, "seconds")),
        type: plain(member(EvacuationType)),
    }),
);
const ROLLING_UPDATE = objectOf(
    schemaOf<RollingUpdateArgs>({
        maxSurge: plain(whole(0, 1000)),
        maxUnavailable: plain(whole(0, 1000)),
        minReadySeconds: plain(whole(0, 86_400, "seconds")),
    }),
);
const DASHBOARD = objectOf(
    schemaOf<DashboardArgs>({
        // Whoever writes the password here by mistake does not read it in the message.
        username: { ...input(all(text, typed)), secret: true },
        password: secretInput(
            all(
                (value) =>
                    typeof value === "string" && value.length >= 8 && value !== "public"
                        ? undefined
                        : 'write 8 characters or more, and not "public", or leave it out for a random one',
                // Source: emqx_dashboard_schema.erl (default_password) at release-63.
                (value) =>
                    String(value).startsWith("file://")
                        ? "write a password that does not begin with file://, which EMQX 6.3 takes for a file's name"
                        : undefined,
                typed,
            ),
        ),
    }),
);
/**
 * A line `key:secret` of EMQX's file, in which a third part is a role, and blanks at the ends are cut off. Source:
 * emqx_mgmt_auth.erl (parse_bootstrap_line, read_line), v5.7.2 and e5.8.11; OTP's unicode_util:whitespace().
 */
const API_SECRET = matching(
    /^(?![\s\u200e\u200f])[^:]{3,128}(?<![\s\u200e\u200f])$/,
    'write 3 to 128 characters on one line, without ":" and without blanks at its ends',
);
const API_KEYS = listOf(
    objectOf(
        schemaOf<ApiKeyArgs>({
            key: required(
                input(matching(/^[a-zA-Z\d_-]+$/, 'write letters, digits, "-" and "_"')),
                "write the key's name",
            ),
            secret: required(secretInput(all(API_SECRET, typed)), "write the key's secret"),
        }),
    ),
    '[{ key: "ops", secret: ... }]',
);

/** Whoever writes a password here by mistake does not read it in the message. */
const ENVIRONMENT_VALUE = {
    ...clearInput(readable, "write it in secretEnvironment"),
    secret: true,
};

const hoconText: Rule = (value) => {
    if (typeof value !== "string") return 'write HOCON text, e.g. "mqtt.max_packet_size = 1MB"';
    return /^[^\s=:{]+\.(conf|hocon|json|ya?ml)$/.test(value.trim())
        ? 'write the text of the configuration and not where it is, e.g. readFileSync(path, "utf8")'
        : undefined;
};

/** A key is two parts in base64, which begin with the type of the license. Source: EMQX, emqx_license_parser_v20220101.erl. */
const notAPlace: Rule = (value) =>
    typeof value === "string" && /^(file:|~|\.{0,2}\/)|\.(lic|txt|key)$/.test(value.trim())
        ? 'write the key itself and not where it is, e.g. readFileSync(path, "utf8")'
        : undefined;

export const EMQX_SCHEMA = schemaOf<EmqxArgs>({
    namespace: input(dnsLabel()),
    createNamespace: plain(flag),
    deleteDataOnDestroy: plain(flag),
    instanceName: plain(text),
    edition: plain(member(EmqxEdition)),
    version: plain(single),
    image: input(imageReference),
    imagePullSecrets: PULL_SECRETS,
    cores: objectOf(CORES, {
        storageClass: "belongs to the disk; write it as storage.storageClassName",
        storageClassName: "belongs to the disk; write it as storage.storageClassName",
    }),
    replicants: objectOf(REPLICANTS),
    listeners: LISTENERS,
    config: clearInput(hoconText, "use licenseKey, apiKeys or secretEnvironment"),
    limits: LIMITS,
    environment: mapOf(ENVIRONMENT_VALUE, environmentName),
    secretEnvironment: mapOf(secretInput(readable), environmentName),
    secretFiles: mapOf(secretInput(text), fileName),
    licenseKey: secretInput(all(text, notAPlace)),
    license: plain(member(EmqxLicense)),
    securityProfile: plain(member(SecurityProfile)),
    features: listOf(plain(member(EmqxFeature)), '["data_integration"]'),
    dashboard: DASHBOARD,
    apiKeys: API_KEYS,
    podAnnotations: mapOf(clearInput(anyText, "keep it in a Secret"), annotationKey),
    evacuation: EVACUATION,
    rollingUpdate: ROLLING_UPDATE,
    timeoutMinutes: plain(whole(1, 10_080, "minutes")),
});

/** Inputs of a part that people look for beside it. */
export const IN_A_PART_OF_EMQX = {
    dashboardUsername: "belongs to the dashboard; write it as dashboard.username",
    dashboardPassword: "belongs to the dashboard; write it as dashboard.password",
    replicas: "belongs to cores and replicants; write cores.replicas and replicants.replicas",
    resources: "belongs to cores and replicants; write cores.resources and replicants.resources",
    storage: "belongs to the cores; write it as cores.storage",
    maxPorts: "belongs to the limits; write it as limits.maxPorts",
};

export const EMQX_CLUSTER = objectOf(
    schemaOf<EmqxClusterArgs>({
        ...EMQX_SCHEMA,
        kubeconfig: secretInput(kubeconfig),
        operatorVersion: plain(operatorVersion),
        clusterIdentifier: input(text),
        imageRegistry: input(registryPrefix),
        kernelProfile: KERNEL_PROFILE,
        coreKernelProfile: KERNEL_PROFILE,
        connections: CONNECTIONS,
        connectionDrainSeconds: plain(whole(0, 86_400, "seconds")),
        protect: plain(flag),
    }),
    IN_A_PART_OF_EMQX,
);

/** Where EMQX's inputs stand among the arguments of a whole stack. */
export const EMQX_PLACES: readonly Place[] = [{ inputs: objectOf(EMQX_SCHEMA), within: "emqx" }];

import { buildKernelProfile } from "../nodes/kernel";
import { checkTolerations } from "../scheduling/toleration";
import {
    checkBoolean,
    checkDnsLabel,
    checkEnum,
    checkKeys,
    checkQuantity,
    checkText,
    checkWhole,
    isPlain,
    parseQuantity,
} from "../validation/checks";
import { inputsOf } from "../validation/keys";
import type { Problems } from "../validation/problems";
import { checkShape } from "../validation/shape";
import { checkConfig } from "./config";
import { replicasOf } from "./defaults";
import type { ApiKeyArgs, DashboardArgs, EmqxClusterArgs, EvacuationArgs } from "./emqxClusterArgs";
import type { NodeLimitsArgs } from "./environment";
import { checkEnvironment } from "./environmentCheck";
import { checkListeners } from "./listeners";
import type { CoreNodesArgs, CoreStorageArgs, ReplicantNodesArgs, ResourcesArgs } from "./nodesArgs";
import { checkVersion, EmqxEdition, resolveVersion } from "./versions";

const EMQX_INPUTS = inputsOf<EmqxClusterArgs>({
    namespace: true,
    createNamespace: true,
    deleteDataOnDestroy: true,
    instanceName: true,
    edition: true,
    version: true,
    image: true,
    imageRegistry: true,
    imagePullSecrets: true,
    cores: true,
    replicants: true,
    listeners: true,
    config: true,
    limits: true,
    environment: true,
    secretEnvironment: true,
    licenseKey: true,
    dashboard: true,
    apiKeys: true,
    podAnnotations: true,
    evacuation: true,
    kernelProfile: true,
    coreKernelProfile: true,
    kubeconfig: true,
    clusterIdentifier: true,
    connections: true,
    connectionDrainSeconds: true,
    protect: true,
    timeoutMinutes: true,
});
const RESOURCE_INPUTS = inputsOf<ResourcesArgs>({
    cpuRequest: true,
    memoryRequest: true,
    cpuLimit: true,
    memoryLimit: true,
});
const CORE_INPUTS = inputsOf<CoreNodesArgs>({
    replicas: true,
    resources: true,
    storage: true,
    nodeSelector: true,
    tolerations: true,
});
const REPLICANT_INPUTS = inputsOf<ReplicantNodesArgs>({
    replicas: true,
    resources: true,
    nodeSelector: true,
    tolerations: true,
});
const STORAGE_INPUTS = inputsOf<CoreStorageArgs>({ size: true, storageClassName: true, ephemeral: true });
const LIMIT_INPUTS = inputsOf<NodeLimitsArgs>({ processLimit: true, maxPorts: true, distBufferSizeKb: true });
const DASHBOARD_INPUTS = inputsOf<DashboardArgs>({ username: true, password: true });
const API_KEY_INPUTS = inputsOf<ApiKeyArgs>({ key: true, secret: true });
const EVACUATION_INPUTS = inputsOf<EvacuationArgs>({
    connectionsPerSecond: true,
    sessionsPerSecond: true,
    waitTakeoverSeconds: true,
    initialDelaySeconds: true,
});

/** The operator appends `-core-<hash>-<revision hash>`; together a label value of at most 63 characters. */
const INSTANCE_NAME_MAX = 30;
/** Bounds of the Erlang virtual machine. Source: EMQX 5 configuration manual, `node.process_limit`, `node.max_ports`. */
const BEAM_MIN = 1024;
const BEAM_MAX = 134_217_727;

/** Everything that is wrong with the arguments of an EMQX cluster, with paths that begin with `prefix`. */
export function checkEmqxCluster(problems: Problems, args: EmqxClusterArgs, prefix = ""): void {
    const path = (property: string) => (prefix === "" ? property : `${prefix}.${property}`);
    if (!checkShape(problems, args, prefix)) return;
    checkKeys(problems, prefix, args, EMQX_INPUTS);
    checkDnsLabel(problems, path("namespace"), args.namespace);
    checkDnsLabel(problems, path("instanceName"), args.instanceName, INSTANCE_NAME_MAX);
    checkEnum(problems, path("edition"), args.edition, EmqxEdition);
    for (const flag of ["createNamespace", "deleteDataOnDestroy", "protect"] as const) {
        checkBoolean(problems, path(flag), args[flag]);
    }
    checkText(problems, path("image"), args.image);
    checkText(problems, path("imageRegistry"), args.imageRegistry);
    checkText(problems, path("licenseKey"), args.licenseKey);
    checkText(problems, path("kubeconfig"), args.kubeconfig);
    checkText(problems, path("clusterIdentifier"), args.clusterIdentifier);
    checkNodes(problems, path, args);
    if (args.edition === undefined || Object.values(EmqxEdition).includes(args.edition)) {
        const emqx = resolveVersion(args.edition, args.version);
        checkVersion(problems, path, emqx, replicasOf(args).replicant, args.licenseKey !== undefined);
    }
    if (args.deleteDataOnDestroy && args.createNamespace === false) {
        problems.add(
            path("deleteDataOnDestroy"),
            "is true, but the namespace is not made here (createNamespace is false), so it is not deleted; leave out one of the two",
        );
    }
    checkListeners(problems, path("listeners"), args.listeners);
    checkConfig(problems, path("config"), args.config);
    checkNumbers(problems, path, args);
    checkEnvironment(problems, path, args);
    checkAccess(problems, path, args);
    for (const profile of ["kernelProfile", "coreKernelProfile"] as const) {
        if (args[profile] !== undefined) buildKernelProfile(args[profile], problems, path(profile));
    }
    if (args.coreKernelProfile !== undefined && args.kernelProfile === undefined) {
        problems.add(
            path("coreKernelProfile"),
            "is given without kernelProfile; write both, or kernelProfile alone",
        );
    }
}

function checkNodes(problems: Problems, path: (p: string) => string, args: EmqxClusterArgs): void {
    const { cores, replicants } = args;
    checkKeys(problems, path("cores"), cores, CORE_INPUTS);
    checkKeys(problems, path("replicants"), replicants, REPLICANT_INPUTS);
    checkWhole(
        problems,
        path("cores.replicas"),
        cores?.replicas,
        1,
        15,
        "cores hold the database; more make every write slower",
    );
    checkWhole(problems, path("replicants.replicas"), replicants?.replicas, 0, 1000);
    for (const [role, nodes] of [
        ["cores", cores],
        ["replicants", replicants],
    ] as const) {
        checkResources(problems, path(`${role}.resources`), nodes?.resources);
        checkTolerations(problems, path(`${role}.tolerations`), nodes?.tolerations);
    }
    const storage = cores?.storage;
    checkKeys(problems, path("cores.storage"), storage, STORAGE_INPUTS);
    checkBoolean(problems, path("cores.storage.ephemeral"), storage?.ephemeral);
    checkQuantity(problems, path("cores.storage.size"), storage?.size, "40Gi");
    if (storage?.ephemeral && (storage.size !== undefined || storage.storageClassName !== undefined)) {
        problems.add(
            path("cores.storage.ephemeral"),
            "is true, but a size or storageClassName is given; leave out one or the other",
        );
    }
}

function checkResources(problems: Problems, at: string, resources: ResourcesArgs | undefined): void {
    checkKeys(problems, at, resources, RESOURCE_INPUTS);
    checkQuantity(problems, `${at}.cpuRequest`, resources?.cpuRequest, "4");
    checkQuantity(problems, `${at}.cpuLimit`, resources?.cpuLimit, "20");
    checkQuantity(problems, `${at}.memoryRequest`, resources?.memoryRequest, "4Gi");
    checkQuantity(problems, `${at}.memoryLimit`, resources?.memoryLimit, "20Gi");
    for (const [request, limit] of [
        ["cpuRequest", "cpuLimit"],
        ["memoryRequest", "memoryLimit"],
    ] as const) {
        const [low, high] = [resources?.[request], resources?.[limit]];
        if (!isPlain(low) || !isPlain(high)) continue;
        const [a, b] = [parseQuantity(low), parseQuantity(high)];
        if (a !== undefined && b !== undefined && a > b) {
            problems.add(
                `${at}.${request}`,
                `is ${low}, more than ${limit} ${high}; Kubernetes refuses that. Lower one or raise the other`,
            );
        }
    }
}

function checkNumbers(problems: Problems, path: (p: string) => string, args: EmqxClusterArgs): void {
    const { limits, evacuation } = args;
    checkKeys(problems, path("limits"), limits, LIMIT_INPUTS);
    checkWhole(problems, path("limits.processLimit"), limits?.processLimit, BEAM_MIN, BEAM_MAX);
    checkWhole(problems, path("limits.maxPorts"), limits?.maxPorts, BEAM_MIN, BEAM_MAX);
    checkWhole(problems, path("limits.distBufferSizeKb"), limits?.distBufferSizeKb, 1, 2_097_151, "KB");
    checkKeys(problems, path("evacuation"), evacuation, EVACUATION_INPUTS);
    checkWhole(
        problems,
        path("evacuation.connectionsPerSecond"),
        evacuation?.connectionsPerSecond,
        1,
        1_000_000,
    );
    checkWhole(problems, path("evacuation.sessionsPerSecond"), evacuation?.sessionsPerSecond, 1, 1_000_000);
    checkWhole(
        problems,
        path("evacuation.waitTakeoverSeconds"),
        evacuation?.waitTakeoverSeconds,
        0,
        86_400,
        "seconds",
    );
    checkWhole(
        problems,
        path("evacuation.initialDelaySeconds"),
        evacuation?.initialDelaySeconds,
        0,
        86_400,
        "seconds",
    );
    checkWhole(problems, path("connections"), args.connections, 1, 1_000_000_000, "connections");
    checkWhole(problems, path("connectionDrainSeconds"), args.connectionDrainSeconds, 0, 86_400, "seconds");
    checkWhole(problems, path("timeoutMinutes"), args.timeoutMinutes, 1, 10_080, "minutes");
}

function checkAccess(problems: Problems, path: (p: string) => string, args: EmqxClusterArgs): void {
    checkKeys(problems, path("dashboard"), args.dashboard, DASHBOARD_INPUTS);
    checkText(problems, path("dashboard.username"), args.dashboard?.username);
    const password = args.dashboard?.password;
    if (isPlain(password) && (typeof password !== "string" || password.length < 8 || password === "public")) {
        problems.add(
            path("dashboard.password"),
            "is too weak (EMQX wants at least 8 characters); write a longer one, or leave it out for a random one",
        );
    }
    (args.apiKeys ?? []).forEach((entry, i) => {
        const at = path(`apiKeys[${i}]`);
        checkKeys(problems, at, entry, API_KEY_INPUTS);
        if (isPlain(entry.key) && !/^[a-zA-Z\d_-]+$/.test(entry.key)) {
            problems.add(`${at}.key`, `is ${JSON.stringify(entry.key)}; write letters, digits, "-" and "_"`);
        }
        if (isPlain(entry.key) && (args.apiKeys ?? []).findIndex((other) => other.key === entry.key) !== i) {
            problems.add(
                `${at}.key`,
                `is "${entry.key}" again; EMQX would keep one of the two secrets. Leave one out`,
            );
        }
        if (entry.key === "emqx-operator-controller") {
            problems.add(`${at}.key`, "is the operator's own; write another name");
        }
        if (
            isPlain(entry.secret) &&
            (entry.secret.length < 3 || entry.secret.length > 128 || /[\r\n]/.test(entry.secret))
        ) {
            problems.add(`${at}.secret`, "must have 3 to 128 characters on one line");
        }
        for (const input of ["key", "secret"] as const) {
            if (entry[input] === undefined) problems.add(`${at}.${input}`, "is missing");
        }
    });
}

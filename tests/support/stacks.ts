import { EmqxEdition, EmqxOnAck, type EmqxOnAckArgs, LoadBalancerKind, NetworkPlugin } from "../../provider";
import type { ProgramGraph } from "../../testkit/programs/programGraph";
import { type RunOptions, runProgram } from "../../testkit/programs/runProgram";
import { versioned, versionedStack } from "./versions";

export const KUBECONFIG = "apiVersion: v1\nkind: Config\nusers: [{name: kubeconfig-of-the-tests}]\n";
export const ZONES = ["cn-hangzhou-g", "cn-hangzhou-h"];
export const VSWITCHES = ZONES.map((zoneId, i) => ({ zoneId, vswitchId: `vsw-${i}` }));
export const MODES = ["preview", "update"] as const;
export type Mode = (typeof MODES)[number];

export const newCluster: EmqxOnAckArgs = {
    newCluster: { zones: ZONES },
    emqx: versioned({}),
    loadBalancer: { kind: LoadBalancerKind.Nlb },
};

export const existingCluster: EmqxOnAckArgs = {
    existingCluster: { clusterId: "c-existing", kubeconfig: KUBECONFIG, vswitches: VSWITCHES },
    emqx: versioned({}),
    loadBalancer: { kind: LoadBalancerKind.Nlb },
};

/** Stacks that differ in what they make. */
export const SHAPES: Record<string, EmqxOnAckArgs> = {
    "a new cluster": newCluster,
    "an existing cluster": existingCluster,
    "an existing cluster whose kubeconfig is fetched": {
        ...existingCluster,
        existingCluster: { clusterId: "c-existing", vswitches: VSWITCHES },
    },
    "existing nodes": {
        ...existingCluster,
        existingNodes: { nodeSelector: { pool: "mqtt" }, kubeletPermitsSysctls: true },
    },
    "an existing cert-manager and operator": {
        ...existingCluster,
        existingCertManager: true,
        existingOperator: true,
    },
    "cores alone": { ...newCluster, emqx: { replicants: { replicas: 0 } } },
    "a new Flannel cluster behind a CLB": {
        newCluster: { zones: ZONES, networkPlugin: NetworkPlugin.Flannel, natGateway: false },
        loadBalancer: { kind: LoadBalancerKind.Clb, dashboard: false },
    },
    "Enterprise with every listener": {
        ...newCluster,
        emqx: {
            edition: EmqxEdition.Enterprise,
            licenseKey: "license-of-the-tests",
            listeners: {
                tcp: {},
                ssl: { tlsSecretName: "mqtt-tls" },
                ws: {},
                wss: { tlsSecretName: "mqtt-tls" },
                quic: { tlsSecretName: "mqtt-tls" },
            },
        },
    },
};

/** Runs a program under the harness with a cluster that answers with a kubeconfig. */
export function run(program: () => unknown, mode: Mode, options: RunOptions = {}): Promise<ProgramGraph> {
    return runProgram(program, {
        mode,
        invoke: (token) => (token.includes("getClusterCredential") ? { kubeConfig: KUBECONFIG } : undefined),
        ...options,
    });
}

export function runStack(args: EmqxOnAckArgs, mode: Mode, options: RunOptions = {}): Promise<ProgramGraph> {
    return run(
        () => {
            const stack = new EmqxOnAck("mqtt", versionedStack(args));
            const {
                clusterId,
                kubeconfig,
                namespace,
                instanceName,
                host,
                endpoints,
                listenerPorts,
                dashboardUrl,
                dashboardUsername,
                dashboardPassword,
            } = stack;
            return {
                clusterId,
                kubeconfig,
                namespace,
                instanceName,
                host,
                endpoints,
                listenerPorts,
                dashboardUrl,
                dashboardUsername,
                dashboardPassword,
            };
        },
        mode,
        options,
    );
}

const graphs = new Map<string, Promise<ProgramGraph>>();

/** The graph of one of the shapes, made once for all tests. */
export function shapeGraph(shape: string, mode: Mode): Promise<ProgramGraph> {
    const key = `${mode} ${shape}`;
    const graph = graphs.get(key) ?? runStack(SHAPES[shape]!, mode);
    graphs.set(key, graph);
    return graph;
}

/** Calls `define` once for every shape in every mode. */
export function forEveryStack(define: (title: string, graph: () => Promise<ProgramGraph>) => void): void {
    for (const shape of Object.keys(SHAPES)) {
        for (const mode of MODES) {
            define(`${shape} (${mode})`, () => shapeGraph(shape, mode));
        }
    }
}

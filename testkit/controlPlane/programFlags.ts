import type { DataFolder } from "./dataFolder";

export interface Ports {
    readonly etcd: number;
    readonly etcdPeer: number;
    readonly apiServer: number;
}

export function etcdFlags(data: DataFolder, ports: Ports): string[] {
    const client = `http://127.0.0.1:${ports.etcd}`;
    const peer = `http://127.0.0.1:${ports.etcdPeer}`;
    return [
        `--data-dir=${data.file("etcd")}`,
        `--listen-client-urls=${client}`,
        `--advertise-client-urls=${client}`,
        `--listen-peer-urls=${peer}`,
        `--initial-advertise-peer-urls=${peer}`,
        `--initial-cluster=default=${peer}`,
        "--log-level=warn",
        // etcd lives as long as the data does; only the API server comes and goes.
        "--unsafe-no-fsync",
    ];
}

export function apiServerFlags(data: DataFolder, ports: Ports): string[] {
    return [
        `--etcd-servers=http://127.0.0.1:${ports.etcd}`,
        "--bind-address=127.0.0.1",
        `--secure-port=${ports.apiServer}`,
        "--advertise-address=127.0.0.1",
        "--endpoint-reconciler-type=none",
        // Makes a certificate for 127.0.0.1 there once, and takes the same after a restart.
        `--cert-dir=${data.file("cert")}`,
        `--token-auth-file=${data.file("tokens.csv")}`,
        "--authorization-mode=Node,RBAC",
        "--anonymous-auth=false",
        "--service-cluster-ip-range=10.96.0.0/16",
        "--service-account-issuer=https://kubernetes.default.svc",
        `--service-account-key-file=${data.file("sa.pub")}`,
        `--service-account-signing-key-file=${data.file("sa.key")}`,
        // Pods need no token here, and no waiting for their ServiceAccount.
        "--disable-admission-plugins=ServiceAccount",
        "--allow-privileged",
        `--egress-selector-config-file=${data.file("egress.json")}`,
        "--profiling=false",
    ];
}

export function controllerManagerFlags(data: DataFolder, kubeconfig: string): string[] {
    return [
        `--kubeconfig=${kubeconfig}`,
        "--leader-elect=false",
        "--secure-port=0",
        `--service-account-private-key-file=${data.file("sa.key")}`,
        `--root-ca-file=${data.file("cert/apiserver.crt")}`,
        // Volumes are never attached to fake nodes.
        "--controllers=*,-persistentvolume-attach-detach-controller",
        "--kube-api-qps=500",
        "--kube-api-burst=1000",
        "--pvclaimbinder-sync-period=2s",
        // An API server that is away for half a minute must not make nodes look dead.
        "--node-monitor-grace-period=5m",
        "--node-startup-grace-period=5m",
    ];
}

export function schedulerFlags(configuration: string): string[] {
    return [`--config=${configuration}`, "--secure-port=0"];
}

/** Addresses of nodes and pods come from ranges that are nobody's: RFC 5737 (documentation) and RFC 2544 (benchmarks). */
export function kwokFlags(data: DataFolder, kubeconfig: string): string[] {
    return [
        `--kubeconfig=${kubeconfig}`,
        "--manage-nodes-with-annotation-selector=kwok.x-k8s.io/node=fake",
        `--config=${data.file("stages.yaml")}`,
        "--cidr=198.18.0.1/16",
        "--node-ip=192.0.2.1",
        // Neither a kubelet's port nor leases: a KWOK that is started again takes its nodes over at once.
        "--node-port=0",
        "--node-lease-duration-seconds=0",
    ];
}

import { generateKeyPairSync, randomBytes } from "node:crypto";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { kwokStages } from "./stages";

/** A killed etcd may write for some milliseconds more. */
const REMOVE = { recursive: true, force: true, maxRetries: 20, retryDelay: 50 };

/** Everything one control plane keeps on disk, in a temporary folder that only this user can read. */
export interface DataFolder {
    /** Of the user "admin", in group system:masters. */
    readonly token: string;
    file(name: string): string;
    /** Writes a file that only this user can read. */
    write(name: string, text: string): string;
    remove(): void;
}

export function createDataFolder(name: string): DataFolder {
    const path = mkdtempSync(join(tmpdir(), `emqx-ack-${name}-`));
    const file = (child: string) => join(path, child);
    const write = (child: string, text: string) => {
        writeFileSync(file(child), text, { mode: 0o600 });
        return file(child);
    };
    const token = randomBytes(16).toString("hex");
    mkdirSync(file("log"));
    write("tokens.csv", `${token},admin,admin,system:masters\n`);
    const { privateKey, publicKey } = generateKeyPairSync("rsa", {
        modulusLength: 2048,
        privateKeyEncoding: { type: "pkcs1", format: "pem" },
        publicKeyEncoding: { type: "spki", format: "pem" },
    });
    write("sa.key", privateKey);
    write("sa.pub", publicKey);
    write("egress.json", JSON.stringify(egressToNobody(file("nobody.sock"))));
    write(
        "stages.yaml",
        kwokStages()
            .map((stage) => JSON.stringify(stage))
            .join("\n---\n"),
    );
    return { token, file, write, remove: () => rmSync(path, REMOVE) };
}

/**
 * What the API server would dial inside the cluster (webhooks, aggregated APIs, kubelets, pods) goes to a socket nobody
 * listens on: the addresses of fake nodes, pods and Services may be real ones on this machine's network.
 */
function egressToNobody(udsName: string): object {
    const connection = { proxyProtocol: "HTTPConnect", transport: { uds: { udsName } } };
    return {
        apiVersion: "apiserver.k8s.io/v1beta1",
        kind: "EgressSelectorConfiguration",
        egressSelections: ["cluster", "controlplane"].map((name) => ({ name, connection })),
    };
}

/** For the scheduler: a short back-off, so that a pod that did not fit is tried again at once when there is room. */
export function schedulerConfiguration(kubeconfig: string): object {
    return {
        apiVersion: "kubescheduler.config.k8s.io/v1",
        kind: "KubeSchedulerConfiguration",
        clientConnection: { kubeconfig, qps: 500, burst: 1000 },
        leaderElection: { leaderElect: false },
        podInitialBackoffSeconds: 1,
        podMaxBackoffSeconds: 2,
    };
}

export function kubeconfigText(server: string, certificateAuthority: Buffer, token: string): string {
    const name = "emqx-ack-tests";
    // JSON is YAML, and every reader of kubeconfigs takes it.
    return `${JSON.stringify(
        {
            apiVersion: "v1",
            kind: "Config",
            clusters: [
                {
                    name,
                    cluster: {
                        server,
                        "certificate-authority-data": certificateAuthority.toString("base64"),
                    },
                },
            ],
            users: [{ name: "admin", user: { token } }],
            contexts: [{ name, context: { cluster: name, user: "admin" } }],
            "current-context": name,
        },
        null,
        4,
    )}\n`;
}

import type { EmqxClusterArgs } from "../../../provider/emqx/args/emqxClusterArgs";
import { tlsDirectory } from "../../../provider/emqx/listeners/certificates";
import type { Listener } from "../../../provider/emqx/listeners/listeners";
import { planEmqx } from "../../../provider/emqx/plan/plan";
import { Problems } from "../../../provider/validation/problems";
import { nodeOf } from "../../../testkit/broker/pods/brokerPod";
import { containerOf } from "../../../testkit/broker/pods/container";
import { boot, PEM, type RunningNode, valueAt } from "../../../testkit/emqx";
import { decodeEmqx } from "../../../testkit/operator/lines/v2beta1/emqxObject";
import { basePodTemplate, withDashboard } from "../../../testkit/operator/lines/v2beta1/podTemplate";
import { fullConfig } from "../../../testkit/operator/lines/v2beta1/steps/config";
import { versioned } from "../../support/versions";
import { emqxObject } from "./emqxObjects";

/** What is in every Secret that a pod mounts whole; a license is two parts of base64. */
const KEYS = {
    ...{ "tls.crt": PEM, "tls.key": PEM, "ca.crt": PEM },
    ...{
        node_cookie: "a-cookie",
        bootstrap_api_key: "operator:secret",
        "license.key": "bGljZW5zZQ==.c2lnbmVk",
    },
};

/** Arguments as a node reads them that boots, and what the operator would push to it. */
export interface Read {
    readonly node: RunningNode;
    /** The operator's lines in front. */
    readonly text: string;
    readonly listeners: readonly Listener[];
}

/**
 * Brings arguments to a running node by nothing of the package but the EMQX object: the operator's stand-in reads its text and makes
 * its pod, the double of the kubelet its container, the double of EMQX reads that. Undefined for arguments that are refused.
 */
export async function readBack(
    args: EmqxClusterArgs,
    secrets: Record<string, string> = {},
): Promise<Read | undefined> {
    const problems = new Problems();
    const { listeners } = planEmqx(versioned(args), problems);
    if (problems.all.length > 0) return undefined;
    const emqx = decodeEmqx({ status: {}, ...(await emqxObject(args)) });
    const text = fullConfig(emqx);
    const template = withDashboard(
        basePodTemplate(emqx, "core", emqx.spec.coreTemplate),
        emqx.spec.config.data ?? "",
    );
    const metadata = { name: "emqx-core-0", namespace: "emqx" };
    const pod = {
        ...template,
        metadata: { ...template.metadata, ...metadata },
        status: { podIP: "192.0.2.1" },
    };
    const encoded = Object.entries({ ...KEYS, ...secrets }).map(([key, value]) => [
        key,
        Buffer.from(value).toString("base64"),
    ]);
    const kube = {
        get: async ({ kind }: { kind: string }) => ({
            data:
                kind === "ConfigMap"
                    ? { "emqx.conf": text }
                    : { ...Object.fromEntries(encoded), ...wanted(pod) },
        }),
    };
    const { release, begins } = nodeOf(pod, await containerOf(kube as any, pod));
    const began = boot({ ...begins, release });
    if (began.kind === "ended") throw new Error(`EMQX does not boot: ${began.says}\n${text}`);
    return { node: began.node, text, listeners };
}

/** Every key that the pod asks a Secret for has some value. */
function wanted(pod: any): Record<string, string> {
    const [container] = pod.spec.containers;
    const ofVariables = container.env.flatMap(({ valueFrom }: any) => valueFrom?.secretKeyRef?.key ?? []);
    const ofVolumes = pod.spec.volumes.flatMap(
        ({ secret }: any) => secret?.items?.map(({ key }: any) => key) ?? [],
    );
    const unknown = [...ofVariables, ...ofVolumes].filter((key: string) => !(key in KEYS));
    return Object.fromEntries(
        unknown.map((key: string) => [key, Buffer.from('"hidden"').toString("base64")]),
    );
}

/** A listener as the arguments have it, in the names of EMQX's configuration. */
export function asAsked(listener: Listener): Record<string, unknown> {
    const { enabled, bind, acceptors, maxConnections, maxConnectionRate, proxyProtocol, verifyClient } =
        listener;
    const always = { enable: enabled, bind: `0.0.0.0:${bind}` };
    if (!enabled) return always;
    const directory = tlsDirectory(listener.key);
    return {
        ...always,
        acceptors,
        max_connections: maxConnections,
        max_conn_rate: `${maxConnectionRate}/s`,
        ...(listener.protocol === "TCP" ? { proxy_protocol: proxyProtocol } : {}),
        ...(listener.tls
            ? {
                  "ssl_options.certfile": `${directory}/tls.crt`,
                  "ssl_options.keyfile": `${directory}/tls.key`,
                  "ssl_options.verify": verifyClient ? "verify_peer" : "verify_none",
                  ...(verifyClient ? { "ssl_options.cacertfile": `${directory}/ca.crt` } : {}),
                  ...(listener.kind === "quic" ? {} : { "ssl_options.fail_if_no_peer_cert": verifyClient }),
              }
            : {}),
    };
}

/** The same keys of the node's listener. */
export function asRead(
    node: RunningNode,
    { kind, name }: Listener,
    keys: readonly string[],
): Record<string, unknown> {
    const config = node.listeners.find(({ id }) => id === `${kind}:${name}`)?.config;
    return Object.fromEntries(keys.map((key) => [key, valueAt(config, key.split("."))]));
}

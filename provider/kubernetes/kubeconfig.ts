import * as pulumi from "@pulumi/pulumi";
import { UnusableKubeconfig } from "./answers";
import type { Client, Cluster, KubeConfig } from "./client";
import { proxyFor } from "./proxy";

/**
 * The cluster and the user of a kubeconfig; without one, of the configuration that Pulumi's own default provider takes. What
 * that provider understands and the client library does not is made plain: proxies of the environment, addresses without a scheme.
 */
export function loadKubeconfig(client: Client, kubeconfig: string | undefined): KubeConfig {
    const config = new client.KubeConfig();
    const settings = new pulumi.Config("kubernetes");
    const text = kubeconfig ?? settings.get("kubeconfig");
    try {
        if (text === undefined) config.loadFromDefault();
        else if (text.includes("\n") || text.trimStart().startsWith("{")) config.loadFromString(text);
        else config.loadFromFile(text);
    } catch (error) {
        // The library quotes the lines around, and they hold keys and tokens.
        throw new UnusableKubeconfig(`the kubeconfig cannot be read${placeOf(error)}`);
    }
    const context = kubeconfig === undefined ? settings.get("context") : undefined;
    if (context) config.setCurrentContext(context);
    const cluster = config.getCurrentCluster();
    if (!cluster?.server) {
        throw new UnusableKubeconfig(
            `the kubeconfig names no cluster: its context "${config.getCurrentContext() ?? ""}" or the cluster of that is not in it`,
        );
    }
    const reached = reachable(cluster, config.getCurrentUser()?.certData !== undefined);
    config.clusters = config.clusters.map((one) => (one === cluster ? reached : one));
    return config;
}

function placeOf(error: unknown): string {
    const { mark, code } = Object(error) as { mark?: { line?: number }; code?: string };
    if (mark?.line !== undefined) return `: line ${mark.line + 1} is no YAML`;
    return code === "ENOENT" ? ": there is no such file" : "";
}

function reachable(cluster: Cluster, certificate: boolean): Cluster {
    const server = withScheme(cluster, certificate);
    if (!URL.canParse(server))
        throw new UnusableKubeconfig("the address of the kubeconfig's cluster is no URL");
    const proxyUrl = cluster.proxyUrl || proxyFor(server, process.env);
    return {
        ...cluster,
        server,
        // The library refuses an address without TLS unless told that there is nothing to verify.
        skipTLSVerify: cluster.skipTLSVerify || server.startsWith("http:"),
        ...(proxyUrl === undefined ? {} : { proxyUrl: spoken(proxyUrl) }),
    };
}

/** Source: client-go, rest/url_utils.go, `DefaultServerUrlFor`. */
function withScheme({ server, caData, caFile, skipTLSVerify }: Cluster, certificate: boolean): string {
    if (/^https?:\/\//i.test(server)) return server;
    return `${caData || caFile || skipTLSVerify || certificate ? "https" : "http"}://${server}`;
}

/** What Go calls `socks5` leaves names to the proxy, which the library calls `socks5h`. */
function spoken(proxyUrl: string): string {
    const text = proxyUrl.replace(/^socks5:/, "socks5h:");
    if (!URL.canParse(text) || !/^(https?|socks5h):$/.test(new URL(text).protocol))
        throw new UnusableKubeconfig(
            "the proxy on the way to the API server (proxy-url in the kubeconfig, or HTTPS_PROXY) is none that is spoken here; write http://, https:// or socks5://",
        );
    return text;
}

import { BrokerCluster, type BrokerNode, Clock, type ClusterOptions } from "../../../broker";
import type { Role } from "../../../broker/node";

export interface World {
    readonly clock: Clock;
    readonly cluster: BrokerCluster;
    /** A node that runs: `a` becomes `emqx@a.example`. */
    node(name: string, role?: Role): Promise<BrokerNode>;
    /** Whatever the test opened beside the cluster. */
    readonly closing: (() => unknown)[];
    close(): Promise<void>;
}

export const KEY = { key: "operator", secret: "a-secret-of-its-own" };

/** Forty seconds of these tests are a real one. */
export function world(options: Partial<ClusterOptions> = {}): World {
    const clock = new Clock(40);
    const cluster = new BrokerCluster({ clock, bootstrapKeys: `${KEY.key}:${KEY.secret}`, ...options });
    const closing: (() => unknown)[] = [];
    return {
        clock,
        cluster,
        closing,
        node: (name, role = "core") => cluster.add({ name: `emqx@${name}.example`, role }).start(),
        close: async () => {
            for (const close of closing) await close();
            await cluster.close();
            clock.stop();
        },
    };
}

export interface Reply {
    readonly status: number;
    readonly body: any;
    readonly text: string;
}

export const BASIC = `Basic ${Buffer.from(`${KEY.key}:${KEY.secret}`).toString("base64")}`;

/** A call of a node's API, with the bootstrapped key unless told otherwise. */
export async function call(
    node: BrokerNode,
    method: string,
    path: string,
    {
        body,
        authorization = BASIC,
        headers = {},
    }: { body?: unknown; authorization?: string; headers?: object } = {},
): Promise<Reply> {
    const response = await fetch(`http://127.0.0.1:${node.apiPort}${path}`, {
        method,
        headers: {
            ...(authorization === "" ? {} : { authorization }),
            "content-type": "application/json",
            ...headers,
        },
        ...(body === undefined ? {} : { body: typeof body === "string" ? body : JSON.stringify(body) }),
    });
    const text = await response.text();
    const isJson = response.headers.get("content-type")?.includes("json");
    return { status: response.status, body: isJson ? JSON.parse(text) : undefined, text };
}

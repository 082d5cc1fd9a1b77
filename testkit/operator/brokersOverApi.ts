import type { PodPorts } from "../broker";
import type { Kube } from "../controlPlane/kube";
import { type BrokerAccess, type BrokerNode, CallFailed, type ConfigPush, type Member } from "./brokerAccess";
import { type EvacuationPace, type EvacuationSeen, WAIT_HEALTH_CHECK_SECONDS } from "./evacuation";
import { INSTANCE, OPERATOR_API_USER } from "./names";
import { controllerOf, type LivePod, podIs } from "./pods";

/** Where the broker of a pod answers; a pod's own address leads nowhere. */
export type Reach = (podName: string) => PodPorts | undefined;

/** The pod that an object's calls go to, with the operator's own key. */
interface Requester {
    readonly podName: string;
    readonly authorization: string;
}

const LIMIT_MS = 10_000;

/**
 * EMQX's API as operator 2.2.29 calls it: the oldest core whose containers are ready answers for the cluster, and each pod for its
 * own availability. Source: emqx_controller.go (newRequester), update_emqx_status.go, update_pod_conditions.go, sync_pods.go.
 */
export class BrokersOverApi implements BrokerAccess {
    /** By pod, as last seen. */
    private readonly podNames = new Map<string, string>();
    private readonly requesters = new Map<string, Requester>();

    constructor(
        private readonly kube: Kube,
        private readonly reach: Reach,
    ) {}

    async answering(cores: readonly LivePod[]): Promise<boolean> {
        const oldestFirst = [...cores].sort((a, b) => born(a) - born(b));
        const pod = oldestFirst.find(
            (each) =>
                each.metadata.deletionTimestamp === undefined &&
                each.status.podIP !== undefined &&
                podIs(each, "ContainersReady"),
        );
        if (pod === undefined) return false;
        const requester = { podName: pod.metadata.name, authorization: await this.authorization(pod) };
        this.requesters.set(instanceOf(pod), requester);
        return true;
    }

    /** None when the API does not answer, which the operator takes for a cluster without nodes. */
    async nodes(pods: readonly LivePod[], nodeName: (pod: LivePod) => string): Promise<BrokerNode[]> {
        for (const pod of pods) this.podNames.set(pod.metadata.uid, pod.metadata.name);
        const [first] = pods;
        const requester = first && this.requesters.get(instanceOf(first));
        if (requester === undefined) return [];
        for (const pod of pods) this.requesters.set(pod.metadata.uid, requester);
        const answer = await this.call(requester, "GET", "/api/v5/nodes").catch(() => undefined);
        const listed: any[] = answer?.status === 200 ? answer.body : [];
        return listed
            .filter(({ node_status }) => node_status === "running")
            .sort((a, b) => a.uptime - b.uptime)
            .flatMap((node) => {
                const pod = pods.find((each) => nodeName(each) === node.node);
                const controllerUid = pod && controllerOf(pod)?.uid;
                if (pod === undefined || controllerUid === undefined) return [];
                const { node: name, role, version, edition, connections, live_connections } = node;
                const counts = { sessions: connections, connections: live_connections };
                return [{ name, podUid: pod.metadata.uid, controllerUid, role, version, edition, ...counts }];
            });
    }

    async members(pods: readonly LivePod[]): Promise<Member[]> {
        for (const pod of pods) this.podNames.set(pod.metadata.uid, pod.metadata.name);
        const requester = this.requesterOfCluster(pods);
        const path = "/api/v5/nodes";
        const { status, text, body } = await this.call(requester, "GET", path);
        if (status !== 200) throw new CallFailed("request", path, status, text);
        for (const pod of pods) this.requesters.set(pod.metadata.uid, requester);
        return (body as Record<string, any>[]).map((node) => ({
            name: node.node,
            status: node.node_status,
            role: node.role,
            version: node.version,
            otpRelease: node.otp_release,
            sessions: node.connections ?? 0,
            connections: node.live_connections ?? 0,
            uptimeSeconds: (node.uptime ?? 0) / 1000,
        }));
    }

    async evacuationsOf(nodes: readonly Pick<BrokerNode, "podUid">[]): Promise<EvacuationSeen[]> {
        const requester = this.requesterOf(nodes[0]?.podUid);
        if (requester === undefined) return [];
        const { body } = await this.call(requester, "GET", "/api/v5/load_rebalance/global_status");
        return body.evacuations.map(({ node, state, session_recipients, stats, ...pace }: any) => ({
            node,
            state,
            recipients: session_recipients,
            clients: stats.initial_connected,
            initialSessions: stats.initial_sessions,
            connected: stats.current_connected,
            sessions: stats.current_sessions,
            connectionsPerSecond: pace.connection_eviction_rate,
            sessionsPerSecond: pace.session_eviction_rate,
        }));
    }

    /** Asked of the pod itself; without an answer it is not put into service either. */
    async isEvacuating(podUid: string): Promise<boolean> {
        const podName = this.podNames.get(podUid);
        const requester = this.requesterOf(podUid);
        if (podName === undefined || requester === undefined) return true;
        const path = "/api/v5/load_rebalance/availability_check";
        const answer = await this.call({ ...requester, podName }, "GET", path).catch(() => undefined);
        return answer?.status !== 200;
    }

    /** Says nothing of `wait_health_check`: EMQX's own 60 s hold. One that goes on already is no error. */
    async startEvacuation(
        { name, podUid }: Pick<BrokerNode, "name" | "podUid">,
        pace: EvacuationPace,
        recipients: readonly string[],
    ): Promise<void> {
        const requester = this.requesterOf(podUid);
        if (requester === undefined) throw new Error(`no API to evacuate ${name} by`);
        const path = `/api/v5/load_rebalance/${name}/evacuation/start`;
        const { status, text } = await this.call(requester, "POST", path, {
            conn_evict_rate: pace.connectionsPerSecond,
            sess_evict_rate: pace.sessionsPerSecond,
            migrate_to: recipients,
            ...(pace.waitTakeoverSeconds > 0 ? { wait_takeover: pace.waitTakeoverSeconds } : {}),
            // Said where it differs from EMQX's own. Source: internal/emqx/api, StartEvacuation, lines 2.3 and 3.0.
            ...((pace.waitHealthCheckSeconds ?? WAIT_HEALTH_CHECK_SECONDS) === WAIT_HEALTH_CHECK_SECONDS
                ? {}
                : { wait_health_check: `${pace.waitHealthCheckSeconds}s` }),
        });
        if (status === 200 || (status === 400 && text.includes("already_started"))) return;
        throw new CallFailed("request", path, status, text);
    }

    async stopEvacuation({ name, podUid }: Pick<BrokerNode, "name" | "podUid">): Promise<void> {
        const requester = this.requesterOf(podUid);
        if (requester === undefined) throw new Error(`no API to stop the evacuation of ${name} by`);
        const path = `/api/v5/load_rebalance/${name}/evacuation/stop`;
        const { status, text } = await this.call(requester, "POST", path, {});
        if (status !== 200 && !(status === 400 && text.includes("not_started"))) {
            throw new CallFailed("request", path, status, text);
        }
    }

    async forceLeave(pods: readonly LivePod[], nodeName: string): Promise<void> {
        const path = `/api/v5/cluster/${nodeName}/force_leave`;
        const { status, text } = await this.call(this.requesterOfCluster(pods), "DELETE", path);
        const isGone = status === 204 || (status === 400 && text.includes("not_in_cluster"));
        if (!isGone) throw new CallFailed("request", path, status, text);
    }

    /** To the core that answers for the cluster: the oldest one, which is of the old set while one is replaced. */
    async pushConfig({ emqx, text, mode }: ConfigPush): Promise<void> {
        const { namespace, name } = emqx.metadata;
        const requester = this.requesters.get(`${namespace}/${name}`);
        if (requester === undefined) throw new Error(`no API of ${name} to push to`);
        const path = `/api/v5/configs?mode=${mode.toLowerCase()}&ignore_readonly=true`;
        const answer = await this.call(requester, "PUT", path, text);
        if (answer.status !== 200) throw new CallFailed("put", path, answer.status, answer.text);
    }

    /** EMQX remembers them itself. */
    resumeEvacuation(): void {}

    private requesterOfCluster(pods: readonly LivePod[]): Requester {
        const [first] = pods;
        const requester = first && this.requesters.get(instanceOf(first));
        if (requester === undefined) throw new Error("no API to ask");
        return requester;
    }

    private requesterOf(podUid: string | undefined): Requester | undefined {
        return podUid === undefined ? undefined : this.requesters.get(podUid);
    }

    private async call(
        { podName, authorization }: Requester,
        method: string,
        path: string,
        body?: object | string,
    ) {
        const ports = this.reach(podName);
        if (ports === undefined) throw new Error(`nobody answers in pod ${podName}`);
        const response = await fetch(`http://127.0.0.1:${ports.api}${path}`, {
            method,
            headers: {
                authorization,
                accept: "application/json",
                "content-type": typeof body === "string" ? "text/plain" : "application/json",
            },
            signal: AbortSignal.timeout(LIMIT_MS),
            ...(body === undefined ? {} : { body: typeof body === "string" ? body : JSON.stringify(body) }),
        });
        const text = await response.text();
        const isJson = response.headers.get("content-type")?.includes("json") ?? false;
        return { status: response.status, text, body: isJson ? JSON.parse(text) : undefined };
    }

    private async authorization(pod: LivePod): Promise<string> {
        const { namespace, labels } = pod.metadata;
        const metadata = { name: `${labels[INSTANCE]}-bootstrap-api-key`, namespace };
        const secret = await this.kube.get({ apiVersion: "v1", kind: "Secret", metadata });
        const text = Buffer.from(secret?.data?.bootstrap_api_key ?? "", "base64").toString("utf8");
        const line = text.split("\n").find((each) => each.startsWith(`${OPERATOR_API_USER}:`)) ?? "";
        return `Basic ${Buffer.from(line).toString("base64")}`;
    }
}

function born({ metadata }: LivePod): number {
    return Date.parse(metadata.creationTimestamp);
}

function instanceOf({ metadata }: LivePod): string {
    return `${metadata.namespace}/${metadata.labels[INSTANCE]}`;
}

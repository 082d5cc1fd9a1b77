import { setTimeout as sleep } from "node:timers/promises";
import { type BrokerCluster, Clock, Fleet, LoadBalancer, PodBrokers, ServiceBackends } from "../broker";
import type { LiveObject } from "../controlPlane/kube";
import { waitUntil } from "../controlPlane/waitUntil";
import type { OperatorOptions } from "../operator";
import type { Stack } from "./stack";

/** Seconds of EMQX, load balancers and clients in a real one; the operator's and Kubernetes' own waits are real ones. */
const SPEED = 40;
const POLL_MS = 100;
/** An update of a Service is seen within this time. */
const SEEN_WITHIN_MS = 20_000;

interface Offered {
    readonly balancer: LoadBalancer;
    readonly backends: ServiceBackends;
    readonly service: string;
    readonly drainSeconds: number | undefined;
    isOpen: boolean;
}

/**
 * Brokers with sessions in the pods of one stack, and clients in front of its load balancers: the stack's operator asks their API, and a
 * port that a load balancer offers exists for as long as its Service has it. A stack at a time.
 */
export class LiveBrokers {
    readonly clock: Clock;
    private readonly pods: PodBrokers;
    private readonly offered = new Map<number, Offered>();
    private readonly fleets: Fleet[] = [];
    private readonly complaints: string[] = [];
    private isOver = false;
    private following: Promise<void> | undefined;

    private constructor(
        private readonly stack: Stack,
        speed: number,
    ) {
        this.clock = new Clock(speed);
        const { kube } = stack.cluster;
        const log = (line: string) => this.complaints.push(line);
        this.pods = new PodBrokers({
            kube,
            namespace: stack.namespace,
            instance: "emqx",
            clock: this.clock,
            log,
        });
    }

    /** Before the stack's first update. */
    static async of(stack: Stack, speed = SPEED): Promise<LiveBrokers> {
        const live = new LiveBrokers(stack, speed);
        live.pods.start();
        await stack.cluster.replaceOperator({
            ...live.asked,
            apiVersion: stack.line.apiVersion,
            namespaces: [stack.namespace],
        });
        live.following = live.follow();
        return live;
    }

    /** By which an operator asks these brokers. */
    get asked(): Pick<OperatorOptions, "reach"> {
        return { reach: (podName) => this.pods.portsOf(podName) };
    }

    get brokers(): BrokerCluster {
        return this.pods.cluster;
    }

    /** What went wrong meanwhile, for a test that fails. */
    get log(): readonly string[] {
        return this.complaints;
    }

    /** What pushes have done to listeners since it was last asked, beyond what is for new clients: `tcp:default restarted`. */
    moves(): string[] {
        const all = this.brokers.reloads.splice(0).filter(({ what }) => what !== "changed");
        return [...new Set(all.map(({ listener, what }) => `${listener} ${what}`))];
    }

    /** Clients of a port of the load balancer, connected. */
    async clients(servicePort: number, count: number, prefix = `of-${servicePort}`): Promise<Fleet> {
        const fleet = new Fleet({
            clock: this.clock,
            clients: count,
            prefix,
            port: () => this.portOf(servicePort),
        });
        this.fleets.push(fleet);
        await this.offers(servicePort);
        await fleet.start(200);
        return fleet;
    }

    private isOffered(servicePort: number): boolean {
        return this.offered.get(servicePort)?.isOpen ?? false;
    }

    /** For how long the load balancer lets clients of this port stay on a pod that left; absent: for as long as they like. */
    drainSeconds(servicePort: number): number | undefined {
        return this.offered.get(servicePort)?.drainSeconds;
    }

    /** Until the load balancer offers it, for as long as an update may take to be seen. */
    async offers(servicePort: number): Promise<void> {
        await this.becomes(servicePort, true);
    }

    /** Until the load balancer has closed it, for as long as an update may take to be seen. */
    async offersNoMore(servicePort: number): Promise<void> {
        await this.becomes(servicePort, false);
    }

    private async becomes(servicePort: number, offered: boolean): Promise<void> {
        const what = `a load balancer ${offered ? "offers" : "has closed"} ${servicePort}`;
        const ask = async () => (this.isOffered(servicePort) === offered ? true : undefined);
        await waitUntil(what, SEEN_WITHIN_MS, ask, POLL_MS);
    }

    async end(): Promise<void> {
        this.isOver = true;
        await this.following;
        for (const fleet of this.fleets) fleet.close();
        for (const [port] of this.offered) await this.close(port);
        await this.pods.stop();
        this.clock.stop();
        await this.stack.cluster.replaceOperator({ apiVersion: this.stack.line.apiVersion });
    }

    /** Where the load balancer takes clients of one of its ports. Nobody listens on port 1. */
    portOf(servicePort: number): number {
        const offered = this.offered.get(servicePort);
        return offered?.isOpen ? offered.balancer.port : 1;
    }

    private async follow(): Promise<void> {
        while (!this.isOver) {
            await this.look().catch((error: Error) => this.complaints.push(error.message));
            await sleep(POLL_MS);
        }
    }

    private async look(): Promise<void> {
        const { kube } = this.stack.cluster;
        const of = { apiVersion: "v1", kind: "Service", namespace: this.stack.namespace };
        const services = (await kube.list(of)).filter(({ spec }) => spec.type === "LoadBalancer");
        const wanted = new Map<number, LiveObject>(
            services.flatMap((service) => service.spec.ports.map(({ port }: LiveObject) => [port, service])),
        );
        for (const [port, { service }] of this.offered) {
            if (wanted.get(port)?.metadata.name !== service) await this.close(port);
        }
        for (const [port, service] of wanted) {
            if (!this.isOffered(port)) await this.open(port, service);
        }
    }

    /** A listener of the load balancer; PROXY protocol and draining are what the Service says of them. */
    private async open(port: number, { metadata }: LiveObject): Promise<void> {
        const { kube } = this.stack.cluster;
        const says = Object.entries(metadata.annotations ?? {});
        const said = (end: string) => says.find(([name]) => name.endsWith(end))?.[1];
        const drains = said("-connection-drain") === "on";
        const drainSeconds = drains ? Number(said("-connection-drain-timeout")) : undefined;
        const balancer = await new LoadBalancer(this.clock, {
            kind: "nlb",
            ...(drainSeconds === undefined ? {} : { drainSeconds }),
            proxyProtocol: said("-proxy-protocol") === "on",
            healthCheck: { intervalSeconds: 2 },
        }).listen();
        const backends = new ServiceBackends({
            kube,
            namespace: this.stack.namespace,
            service: metadata.name,
            servicePort: port,
            balancer,
            portsOf: (podName) => this.pods.portsOf(podName),
            clock: this.clock,
            log: (line) => this.complaints.push(line),
        }).start();
        this.offered.set(port, { balancer, backends, service: metadata.name, drainSeconds, isOpen: true });
    }

    /** A port that moves is a listener of the load balancer that is deleted: its clients are cut. */
    private async close(port: number): Promise<void> {
        const offered = this.offered.get(port);
        if (offered === undefined || !offered.isOpen) return;
        offered.isOpen = false;
        await offered.backends.stop();
        await offered.balancer.close();
        this.offered.delete(port);
    }
}

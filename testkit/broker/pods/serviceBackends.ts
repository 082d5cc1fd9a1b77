import { setTimeout as sleep } from "node:timers/promises";
import type { Kube, LiveObject } from "../../controlPlane/kube";
import type { Clock } from "../clock";
import type { LoadBalancer } from "../loadBalancer";
import type { PodPorts } from "./podBrokers";

export interface ServiceBackendsOptions {
    readonly kube: Pick<Kube, "list" | "get">;
    readonly namespace: string;
    readonly service: string;
    /** The port of the Service that clients dial. Default: whatever its pods listen on. */
    readonly servicePort?: number;
    readonly balancer: LoadBalancer;
    readonly portsOf: (podName: string) => PodPorts | undefined;
    readonly clock: Clock;
    /**
     * From a change of the Service's endpoints to the load balancer. Nothing is published; the cloud controller manager asks for the
     * state of its jobs every 1.2 s (cloud-provider-alibaba-cloud 2.14.0). Default: 5.
     */
    readonly delaySeconds?: number;
    readonly log?: (line: string) => void;
}

const POLL_MS = 100;

/** The cloud controller manager's part: the ready endpoints of a Service are the load balancer's backends, a while later. */
export class ServiceBackends {
    private last = "";
    /** Where the Service leads to in each pod, now. */
    private readonly podPorts = new Map<string, number>();
    private readonly backends = new Set<string>();
    private isStopped = false;
    private work: Promise<void> | undefined;

    constructor(private readonly options: ServiceBackendsOptions) {}

    start(): this {
        this.work ??= this.follow();
        return this;
    }

    async look(): Promise<void> {
        const { kube, namespace, service, clock, delaySeconds = 5 } = this.options;
        const of = { apiVersion: "discovery.k8s.io/v1", kind: "EndpointSlice", namespace };
        const slices = (await kube.list(of)).filter(
            ({ metadata }) => metadata.labels?.["kubernetes.io/service-name"] === service,
        );
        await this.readTargets(slices);
        const ready = slices
            .flatMap(({ endpoints }) => endpoints ?? [])
            .filter(({ conditions, targetRef }: LiveObject) => conditions?.ready && targetRef?.kind === "Pod")
            .map(({ targetRef }: LiveObject) => targetRef.name as string)
            .sort();
        if (ready.join(" ") === this.last) return;
        this.last = ready.join(" ");
        clock.after(delaySeconds, () => this.apply(ready));
    }

    async stop(): Promise<void> {
        this.isStopped = true;
        await this.work;
    }

    private apply(wanted: readonly string[]): void {
        const { balancer, portsOf } = this.options;
        for (const name of [...this.backends].filter((known) => !wanted.includes(known))) {
            this.backends.delete(name);
            balancer.remove(name);
        }
        for (const name of wanted.filter((each) => !this.backends.has(each))) {
            this.backends.add(name);
            const port = () => {
                const ports = portsOf(name);
                return this.options.servicePort === undefined
                    ? ports?.mqtt
                    : ports?.portFor(this.podPorts.get(name) ?? 0);
            };
            balancer.add({ name, port, healthPort: () => portsOf(name)?.api });
        }
    }

    /**
     * Where the port leads in each pod: a named target is a number of the pod's own. A changed one moves connections to come, and cuts
     * none. Source: cloud-provider-alibaba-cloud 2.14.0, server groups; Kubernetes, EndpointSlice.
     */
    private async readTargets(slices: readonly LiveObject[]): Promise<void> {
        const { kube, namespace, service, servicePort } = this.options;
        if (servicePort === undefined) return;
        const metadata = { name: service, namespace };
        const live = await kube.get({ apiVersion: "v1", kind: "Service", metadata });
        const name = live?.spec.ports.find((each: LiveObject) => each.port === servicePort)?.name;
        for (const { endpoints, ports } of slices) {
            const port = ports?.find((each: LiveObject) => each.name === name)?.port;
            for (const { targetRef } of endpoints ?? []) {
                if (port !== undefined) this.podPorts.set(targetRef?.name, port);
            }
        }
    }

    private async follow(): Promise<void> {
        while (!this.isStopped) {
            await this.look().catch((error: Error) => this.options.log?.(error.message));
            await sleep(POLL_MS);
        }
    }
}

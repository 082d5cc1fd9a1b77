import { setTimeout as sleep } from "node:timers/promises";
import type { Kube, LiveObject } from "../../controlPlane/kube";
import type { Clock } from "../clock";
import type { LoadBalancer } from "../loadBalancer";
import type { PodPorts } from "./podBrokers";

export interface ServiceBackendsOptions {
    readonly kube: Pick<Kube, "list">;
    readonly namespace: string;
    readonly service: string;
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
            balancer.add({ name, port: () => portsOf(name)?.mqtt, healthPort: () => portsOf(name)?.api });
        }
    }

    private async follow(): Promise<void> {
        while (!this.isStopped) {
            await this.look().catch((error: Error) => this.options.log?.(error.message));
            await sleep(POLL_MS);
        }
    }
}

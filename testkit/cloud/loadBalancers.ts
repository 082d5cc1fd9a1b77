import { createHash } from "node:crypto";
import type { Kube, LiveObject } from "../controlPlane/kube";

/**
 * Set by ACK's controller while a load balancer belongs to the Service, one by each of its two controllers. Source:
 * cloud-provider-alibaba-cloud, pkg/controller/helper.
 */
export const SERVICE_FINALIZER = "service.k8s.alibaba/resources";
export const NLB_FINALIZER = "service.k8s.alibaba/nlb";
const NLB_CLASS = "alibabacloud.com/nlb";
/** A load balancer takes this long to be made and to be taken down. */
const LOAD_BALANCER_MS = 1000;

/** The cloud controller manager's part. `since`: when the making and taking down of each began. */
export async function loadBalancers(kube: Kube, since: Map<string, number>): Promise<void> {
    const services = await kube.list({ apiVersion: "v1", kind: "Service" });
    const wanted = services.filter(
        ({ metadata, spec }) => spec.type === "LoadBalancer" || metadata.finalizers?.some(isOurs),
    );
    await Promise.allSettled(wanted.map((service) => loadBalancer(kube, service, since)));
}

async function loadBalancer(kube: Kube, service: LiveObject, since: Map<string, number>): Promise<void> {
    const { metadata, spec, status } = service;
    const finalizers: string[] = metadata.finalizers ?? [];
    const own = spec.loadBalancerClass === NLB_CLASS ? NLB_FINALIZER : SERVICE_FINALIZER;
    const isGoing = metadata.deletionTimestamp !== undefined || spec.type !== "LoadBalancer";
    const key = `${metadata.uid} ${isGoing}`;
    const begun = since.get(key) ?? Date.now();
    since.set(key, begun);
    const isTime = Date.now() - begun >= LOAD_BALANCER_MS;
    // With the version, so that nobody else's finalizer gets lost.
    const setFinalizers = (all: string[]) =>
        kube.mergePatch(service, {
            metadata: { finalizers: all, resourceVersion: metadata.resourceVersion },
        });
    if (isGoing) {
        // Whichever it was: a Service that is none any more has lost its class as well.
        if (isTime && finalizers.some(isOurs)) await setFinalizers(finalizers.filter((one) => !isOurs(one)));
    } else if (!finalizers.includes(own)) {
        await setFinalizers([...finalizers, own]);
    } else if (isTime && !status?.loadBalancer?.ingress?.length) {
        await kube.mergePatch(
            service,
            { status: { loadBalancer: { ingress: [addressOf(service)] } } },
            "status",
        );
    }
}

function isOurs(finalizer: string): boolean {
    return finalizer === SERVICE_FINALIZER || finalizer === NLB_FINALIZER;
}

/** A name for an NLB, an address for a CLB; the same for the same Service. */
function addressOf({ metadata, spec }: LiveObject): object {
    const digest = createHash("sha256").update(metadata.uid).digest();
    return spec.loadBalancerClass === NLB_CLASS
        ? { hostname: `nlb-${digest.toString("hex").slice(0, 18)}.cn-hangzhou.nlb.aliyuncsslb.com` }
        : { ip: `10.0.${digest[0]}.${1 + ((digest[1] as number) % 250)}` };
}

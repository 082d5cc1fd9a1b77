import { BACKEND_TYPE, NLB_CLASS, PREFIX } from "../../../provider/loadBalancer/annotationNames";
import type { PropertyChange, ResourceChange } from "../../changes/change";
import type { Level } from "../facts/level";
import type { AnnotationDoes, AnnotationFact } from "../facts/loadBalancer";
import { textAt } from "./values";

/** The controller reads this prefix too. Source: cloud-provider-alibaba-cloud, reconcile/annotation. */
const FORMER_PREFIX = "service.beta.kubernetes.io/alicloud-loadbalancer-";

/**
 * Annotations of the cloud controller manager, by their suffix. Source: cloud-provider-alibaba-cloud, pkg/controller/service,
 * reconcile/annotation, clbv1 and nlbv2.
 */
const ANNOTATIONS: Readonly<Record<string, AnnotationDoes>> = {
    "connection-drain": "drainFromNextPod",
    "connection-drain-timeout": "drainFromNextPod",
    "idle-timeout": "idleLimit",
    "established-timeout": "idleLimit",
    cps: "connectRate",
    scheduler: "newConnections",
    "zone-maps": "zoneLeaves",
    "vswitch-id": "vswitchFixed",
    "proxy-protocol": "proxyProtocol",
    "preserve-client-ip": "backendsAnew",
    "server-group-type": "backendsAnew",
    "cross-zone-enabled": "newConnections",
    "protocol-port": "listenersAnew",
    "cert-id": "newCertificate",
    id: "otherLoadBalancer",
    spec: "size",
    "instance-charge-type": "inPlace",
    "delete-protection": "nothing",
    "modification-protection": "nothing",
    "preserve-lb-on-delete": "atDeletion",
    "additional-resource-tags": "nothing",
    name: "nothing",
    "acl-id": "accessList",
    "acl-status": "accessList",
    "acl-type": "accessList",
};

/**
 * Without these the controller leaves what the load balancer has. Source: cloud-provider-alibaba-cloud v2.14,
 * nlbv2/listeners.go and server_groups.go, clbv1/listeners.go: an update of what is set alone.
 */
const LEFT_AS_IT_IS = [
    "proxy-protocol",
    "cps",
    "connection-drain",
    "connection-drain-timeout",
    "idle-timeout",
    "established-timeout",
    "scheduler",
    "acl-id",
    "acl-status",
    "acl-type",
];

const LEVELS: Readonly<Record<AnnotationDoes, Level>> = {
    drainFromNextPod: "reload",
    idleLimit: "reload",
    connectRate: "reload",
    newConnections: "reload",
    zoneLeaves: "reconnect",
    vswitchFixed: "reconnect",
    proxyProtocol: "reconnect",
    proxyProtocolOff: "none",
    leftAsItIs: "none",
    backendsAnew: "reconnect",
    usersCut: "reconnect",
    listenersAnew: "reconnect",
    newCertificate: "reload",
    otherLoadBalancer: "reconnect",
    size: "reload",
    inPlace: "reload",
    nothing: "none",
    atDeletion: "none",
    accessList: "reload",
    healthCheck: "reload",
    addressesChange: "reconnect",
    addressTypeFixed: "reconnect",
    notRead: "none",
    notKnown: "reload",
};

/** What a changed annotation does, by what its controller makes of it. */
export function annotationFact(
    annotation: string,
    property: PropertyChange,
    change: ResourceChange,
): AnnotationFact {
    if (annotation === BACKEND_TYPE) return { name: "backend-type", does: "usersCut" };
    const prefix = [PREFIX, FORMER_PREFIX].find((start) => annotation.startsWith(start));
    if (prefix === undefined) return { name: annotation || "annotations", does: "notRead" };
    const name = annotation.slice(prefix.length);
    if (name === "address-type") {
        const nlb = textAt(change.after?.inputs, "spec", "loadBalancerClass") === NLB_CLASS;
        const exposes = property.after === "internet";
        return { name, does: nlb ? "addressesChange" : "addressTypeFixed", exposes };
    }
    if (name.startsWith("health-check") || name.endsWith("healthy-threshold")) {
        return { name, does: "healthCheck" };
    }
    if (property.kind === "delete" && LEFT_AS_IT_IS.includes(name)) return { name, does: "leftAsItIs" };
    if (name === "proxy-protocol" && property.kind === "add" && property.after === "off") {
        return { name, does: "proxyProtocolOff" };
    }
    return { name, does: ANNOTATIONS[name] ?? "notKnown" };
}

export function levelOfAnnotation({ does }: AnnotationFact): Level {
    return LEVELS[does];
}

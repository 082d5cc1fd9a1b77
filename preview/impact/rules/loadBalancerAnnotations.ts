import { BACKEND_TYPE, controllerName, NLB_CLASS } from "../../../provider/loadBalancer/annotationNames";
import { annotationRow } from "../../../provider/loadBalancer/annotationTable";
import type { PropertyChange, ResourceChange } from "../../changes/change";
import { UNKNOWN } from "../../monitor/wire";
import type { Level } from "../facts/level";
import type { AnnotationDoes, AnnotationFact, AnnotationValues } from "../facts/loadBalancer";
import { inputsOf } from "./context";
import { textAt } from "./values";

/**
 * What a change of an annotation does to open connections, by its name without a prefix; who reads it, and what it means when
 * it is absent, the load balancer's own table says. Source: cloud-provider-alibaba-cloud v2.14, pkg/controller/service, clbv1 and
 * nlbv2.
 */
const ANNOTATIONS: Readonly<Record<string, AnnotationDoes>> = {
    "connection-drain": "drainFromNextPod",
    "connection-drain-timeout": "drainFromNextPod",
    "idle-timeout": "idleLimit",
    "established-timeout": "idleLimit",
    cps: "connectRate",
    scheduler: "newConnections",
    "zone-maps": "zoneLeaves",
    "proxy-protocol": "proxyProtocol",
    "preserve-client-ip": "backendsAnew",
    "server-group-type": "backendsAnew",
    "cross-zone-enabled": "newConnections",
    "protocol-port": "listenersAnew",
    "cert-id": "newCertificate",
    id: "addressFixed",
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
    "security-group-ids": "accessList",
    "bandwidth-package-id": "inPlace",
    "charge-type": "inPlace",
    bandwidth: "inPlace",
    "persistence-timeout": "newConnections",
    "default-weight": "newConnections",
    weight: "newConnections",
    hostname: "nothing",
    "external-ip-type": "nothing",
};

const LEVELS: Readonly<Record<AnnotationDoes, Level>> = {
    drainFromNextPod: "reload",
    idleLimit: "reload",
    connectRate: "reload",
    connectRateGone: "none",
    newConnections: "reload",
    zoneLeaves: "reconnect",
    zoneStays: "none",
    zoneJoins: "none",
    fixed: "none",
    proxyProtocol: "reconnect",
    proxyProtocolOff: "reconnect",
    saidOff: "none",
    leftAsItIs: "none",
    backendsAnew: "reconnect",
    usersCut: "reconnect",
    listenersAnew: "reconnect",
    newCertificate: "reload",
    addressFixed: "reconnect",
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

/** The values that an annotation had and has, where they are known. */
export function annotationValues(
    name: string,
    { before, after }: Pick<PropertyChange, "before" | "after">,
): AnnotationValues {
    const value = (side: "from" | "to", given: unknown) =>
        typeof given === "string" && given !== UNKNOWN ? { [side]: given } : {};
    return { name, ...value("from", before), ...value("to", after) };
}

/** What a changed annotation does, by what its controller makes of it. */
export function annotationFact(
    annotation: string,
    property: PropertyChange,
    change: ResourceChange,
): AnnotationFact {
    if (annotation === BACKEND_TYPE) return { name: "backend-type", does: "usersCut" };
    const name = controllerName(annotation);
    if (name === undefined) return { name: annotation || "annotations", does: "notRead" };
    const nlb = textAt(inputsOf(change), "spec", "loadBalancerClass") === NLB_CLASS;
    if (name === "address-type") {
        const exposes = property.after === "internet";
        return { name, does: nlb ? "addressesChange" : "addressTypeFixed", exposes };
    }
    if (name === "zone-maps" && property.kind === "update") return { name, does: zonesOf(property) };
    const row = annotationRow(name);
    const read = row?.[nlb ? "Nlb" : "Clb"];
    if (row !== undefined && read === undefined) return { name, does: "notRead" };
    if (read?.off !== undefined && property.kind === "add" && property.after === read.off) {
        return { name, does: "saidOff" };
    }
    if (name === "cps" && property.kind === "update" && property.after === read?.off)
        return { name, does: "connectRateGone" };
    if (name === "proxy-protocol" && property.kind === "update" && property.after === read?.off)
        return { name, does: "proxyProtocolOff" };
    if (read?.out === "stays" && property.kind === "delete") {
        return { name, does: "leftAsItIs", ...(read.off === undefined ? {} : { off: read.off }) };
    }
    if (read?.out === "fixed" && name !== "id") return { name, does: "fixed" };
    if (name.startsWith("health-check") || name.endsWith("healthy-threshold")) {
        return { name, does: "healthCheck" };
    }
    return { name, does: ANNOTATIONS[name] ?? "notKnown" };
}

/**
 * The controller compares the zones that are written with those that are there, and sends the list when one of the written ones is
 * missing there: a zone that is only taken away stays. Source: cloud-provider-alibaba-cloud v2.14, nlbv2/loadbalancer.go, Update.
 */
function zonesOf({ before, after, certainty }: PropertyChange): AnnotationDoes {
    if (typeof before !== "string" || typeof after !== "string" || certainty === "unknown")
        return "zoneLeaves";
    const [old, wanted] = [before.split(","), after.split(",")];
    if (wanted.every((zone) => old.includes(zone))) return "zoneStays";
    return old.every((zone) => wanted.includes(zone)) ? "zoneJoins" : "zoneLeaves";
}

export function levelOfAnnotation({ does }: AnnotationFact): Level {
    return LEVELS[does];
}

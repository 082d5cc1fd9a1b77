import type { PropertyChange, ResourceChange } from "../../changes/change";
import type { Level } from "../level";
import { textAt } from "../values";

/** What one annotation of a Service does to its load balancer. */
export interface AnnotationEffect {
    readonly short: string;
    readonly level: Level;
    readonly happens: string;
    readonly certain: boolean;
}

const PREFIX = /^service\.beta\.kubernetes\.io\/(alibaba-cloud|alicloud)-loadbalancer-/;

type Told = readonly [level: Level, happens: string];

/**
 * Annotations of the cloud controller manager, by their suffix. Source: cloud-provider-alibaba-cloud, pkg/controller/service,
 * reconcile/annotation, clbv1 and nlbv2.
 */
const ANNOTATIONS: Readonly<Record<string, Told>> = {
    "connection-drain": ["reload", "Counts from the next pod on that leaves."],
    "connection-drain-timeout": ["reload", "Counts from the next pod on that leaves."],
    "idle-timeout": [
        "reload",
        "Clients that are silent for longer are cut from then on: keep-alive has to be shorter.",
    ],
    "established-timeout": [
        "reload",
        "Clients that are silent for longer are cut from then on: keep-alive has to be shorter.",
    ],
    cps: ["reload", "Counts for new connections; what exceeds it is dropped, and clients try again."],
    scheduler: ["reload", "Counts for new connections."],
    "zone-maps": [
        "reconnect",
        "The address of a zone that leaves goes, and with it the connections through it.",
    ],
    "vswitch-id": [
        "reconnect",
        "The vSwitch of a load balancer that is there cannot change: a new Service is needed.",
    ],
    "proxy-protocol": [
        "reconnect",
        "Load balancer and listener do not switch in the same moment: in between nobody gets in.",
    ],
    "preserve-client-ip": ["reconnect", "Backends are set up anew; connections through them are closed."],
    "server-group-type": ["reconnect", "Backends are set up anew; connections through them are closed."],
    "cross-zone-enabled": ["reload", "Counts for new connections."],
    "protocol-port": [
        "reconnect",
        "Listeners whose protocol changes are made anew; their connections are closed.",
    ],
    "cert-id": ["reload", "New TLS connections get the new certificate."],
    id: ["reconnect", "Another load balancer with another address; clients have to know it."],
    spec: ["reload", "Changed in place; connections stay. Without PayBySpec it is not looked at."],
    "instance-charge-type": ["reload", "Changed in place; connections stay."],
    "delete-protection": ["none", "No connection goes by it."],
    "modification-protection": ["none", "No connection goes by it."],
    "preserve-lb-on-delete": ["none", "Counts when the Service is deleted."],
    "additional-resource-tags": ["none", "No connection goes by it."],
    name: ["none", "No connection goes by it."],
    "acl-id": ["reload", "Counts for new connections: who is not on the list is refused."],
    "acl-status": ["reload", "Counts for new connections: who is not on the list is refused."],
    "acl-type": ["reload", "Counts for new connections: who is not on the list is refused."],
};

export function annotationEffect(
    annotation: string,
    property: PropertyChange,
    change: ResourceChange,
    who: string,
): AnnotationEffect {
    const tell = (short: string, [level, happens]: Told, certain = true): AnnotationEffect => ({
        short,
        level,
        happens,
        certain,
    });
    if (annotation === "service.beta.kubernetes.io/backend-type") {
        return tell("backend-type", [
            "reconnect",
            `Backends are set up anew; connections of ${who} are closed.`,
        ]);
    }
    if (!PREFIX.test(annotation))
        return tell(annotation || "annotations", ["none", "No load balancer reads it."]);
    const suffix = annotation.replace(PREFIX, "");
    if (suffix === "address-type") return tell(suffix, addressType(property, change, who));
    if (suffix.startsWith("health-check") || suffix.endsWith("healthy-threshold")) {
        return tell(suffix, [
            "reload",
            "The load balancer asks its pods the new way; a check that they do not pass takes all of them out.",
        ]);
    }
    const known = ANNOTATIONS[suffix];
    return known
        ? tell(suffix, known)
        : tell(suffix, ["reload", `What ${suffix} does to open connections is not known here.`], false);
}

function addressType(property: PropertyChange, change: ResourceChange, who: string): Told {
    const nlb = textAt(change.after?.inputs, "spec", "loadBalancerClass") === "alibabacloud.com/nlb";
    const exposed =
        property.after === "internet" ? " Everybody on the internet can reach it from then on." : "";
    return nlb
        ? [
              "reconnect",
              `The addresses change; connections of ${who} through the old ones are closed.${exposed}`,
          ]
        : [
              "reconnect",
              `The address type of a CLB is fixed: the controller refuses, or it takes a new Service with another address.${exposed}`,
          ];
}

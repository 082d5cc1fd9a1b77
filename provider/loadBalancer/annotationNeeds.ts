import type { Listener } from "../emqx/listeners/listeners";
import { LoadBalancerBackend, type LoadBalancerKind } from "./mqttLoadBalancerArgs";

/** The Services that annotations are for. */
export interface Annotated {
    readonly kind: LoadBalancerKind;
    readonly internet: boolean;
    readonly backend: LoadBalancerBackend;
    /** Listeners of each Service for MQTT. */
    readonly services: readonly (readonly Listener[])[];
    /**
     * An annotation's value, by its name without a prefix, as the controller looks it up; undefined where there is none, null
     * where it is not known yet.
     */
    readonly value: (name: string) => string | null | undefined;
    /** Where that stands: the annotation's whole name, the present one where it is not there. */
    readonly key: (name: string) => string;
}

/** Without which an annotation does nothing. */
export interface Need {
    readonly met: (service: Annotated) => boolean;
    /** What to write, as the end of "has no effect ...". */
    readonly otherwise: string;
}

/** Another annotation that has to be there; not known yet is as good as there. */
function beside(name: string, text: string, fits = (value: string) => value !== ""): Need {
    return {
        met: ({ value }) => {
            const given = value(name);
            return given === null || (given !== undefined && fits(given));
        },
        otherwise: text,
    };
}

export const INTERNET: Need = {
    met: ({ internet }) => internet,
    otherwise: "inside the VPC; leave it out, or write exposeToInternet: true",
};
export const INTRANET: Need = {
    met: ({ internet }) => !internet,
    otherwise: "on a public load balancer; leave it out",
};
export const ENI: Need = {
    met: ({ backend }) => backend === LoadBalancerBackend.Eni,
    otherwise: "where the load balancer goes through ports of the nodes; leave it out",
};
export const NODE_PORT: Need = {
    met: ({ backend }) => backend === LoadBalancerBackend.NodePort,
    otherwise: "where the load balancer goes straight to the pods; leave it out",
};
export const ID = beside("id", 'without "-id", the load balancer that is to be used; leave it out');
export const SERVER_GROUPS = beside(
    "vgroup-port",
    'without "-vgroup-port", the server groups that are to be used; leave it out',
);
export const BY_SIZE = beside(
    "instance-charge-type",
    'without "-instance-charge-type": "PayBySpec"; write that, too, or leave both out',
    (value) => value === "PayBySpec",
);
export const BY_BANDWIDTH = beside(
    "charge-type",
    'without "-charge-type": "paybybandwidth"; write that, too, or leave it out',
    (value) => value === "paybybandwidth",
);
export const LIST_ON = beside(
    "acl-status",
    'without "-acl-status": "on"; write that, too',
    (value) => value === "on",
);
export const CLIENT_CERTIFICATES = beside(
    "cacert",
    'without "-cacert": "on"; write that, too',
    (value) => value.toLowerCase() === "on",
);
export const ALPN = beside(
    "alpn",
    'without "-alpn": "on"; write that, too, or leave it out',
    (value) => value.toLowerCase() === "on",
);
export const OTHER_ADDRESSES = beside(
    "ip-version",
    'without "-ip-version"; write that, too, or leave it out',
);

/** A protocol that the load balancer is to speak itself: of one of the ports at least. */
function speaks(...protocols: readonly string[]): Need {
    const pattern = new RegExp(`(^|,)(${protocols.join("|")}):`, "i");
    return beside(
        "protocol-port",
        `unless "-protocol-port" makes a port ${protocols.join(" or ")}; leave it out, since EMQX does that itself`,
        (value) => pattern.test(value),
    );
}

export const TLS_AT_NLB = speaks("tcpssl");
export const HTTP_AT_CLB = speaks("http", "https");
export const HTTPS_AT_CLB = speaks("https");

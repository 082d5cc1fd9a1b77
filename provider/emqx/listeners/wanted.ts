import type { Listener } from "./listeners";
import { type ServiceUse, serviceUseOf } from "./services";

/** A listener as it is to be, as far as that is known before anything of a stack is made. */
export interface WantedListener
    extends Pick<
        Listener,
        | "id"
        | "kind"
        | "key"
        | "path"
        | "named"
        | "enabled"
        | "exposed"
        | "bind"
        | "protocol"
        | "tls"
        | "proxyProtocol"
        | "verifyClient"
    > {
    /** The load balancer that it is to stand behind. */
    readonly use: ServiceUse;
}

export function wantedListeners(all: readonly Listener[]): WantedListener[] {
    return all.map((listener) => ({
        id: listener.id,
        kind: listener.kind,
        key: listener.key,
        path: listener.path,
        named: listener.named,
        enabled: listener.enabled,
        exposed: listener.exposed,
        bind: listener.bind,
        protocol: listener.protocol,
        tls: listener.tls,
        proxyProtocol: listener.proxyProtocol,
        verifyClient: listener.verifyClient,
        use: serviceUseOf(listener, all),
    }));
}

import type * as pulumi from "@pulumi/pulumi";
import { KINDS, LISTENER_KINDS, type ListenerKind } from "./kinds";
import type { ListenerArgs, ListenersArgs } from "./listenersArgs";

/** EMQX's name of a listener that the arguments call by its kind. */
export const DEFAULT_NAME = "default";

/** A listener of EMQX, with its defaults filled in. */
export interface Listener {
    /** As EMQX's configuration has it: `tcp.default`, `ssl.fleet`. */
    readonly id: string;
    readonly kind: ListenerKind;
    /** EMQX's: `default`, or the name under `more`. */
    readonly name: string;
    /** What the arguments call it, unique over all: the kind, or the name under `more`. */
    readonly key: string;
    /** Where the arguments have it, from `listeners` on. */
    readonly path: readonly string[];
    /** Stands in the arguments. The default ones are there even where nobody names them: off. */
    readonly named: boolean;
    readonly enabled: boolean;
    /** Is on, and the load balancer offers it. */
    readonly exposed: boolean;
    /** The load balancer's, the first one for people. */
    readonly ports: readonly [number, ...number[]];
    /** The pods'. */
    readonly bind: number;
    readonly protocol: "TCP" | "UDP";
    readonly tls: boolean;
    readonly acceptors: pulumi.Input<number>;
    readonly maxConnections: pulumi.Input<number>;
    readonly maxConnectionRate: pulumi.Input<number>;
    readonly proxyProtocol: boolean;
    readonly tlsSecretName?: pulumi.Input<string>;
    readonly verifyClient: boolean;
}

/**
 * All listeners in a fixed order: the five default ones, off where not named, then those of `more` by name. Plain MQTT over
 * TCP is on when none is named.
 */
export function resolveListeners(args: ListenersArgs | undefined): Listener[] {
    const { more = {}, ...defaults } = args ?? { tcp: {} };
    const named = Object.keys(more)
        .sort()
        .flatMap((name) => {
            const given = more[name];
            // Without a protocol it is refused, and nothing else is known of it.
            return given?.protocol === undefined ? [] : [listener(given.protocol, name, given)];
        });
    return [...KINDS.map((kind) => listener(kind, DEFAULT_NAME, defaults[kind])), ...named];
}

/** A sentence to whoever adds a listener by name and so takes the one away that was there by default. */
export function defaultListenerWarnings({ more, ...defaults }: ListenersArgs = {}): string[] {
    if (Object.keys(more ?? {}).length === 0 || Object.keys(defaults).length > 0) return [];
    return [
        "listeners names more alone, and with that the default listener, tcp on 1883, is off. Write tcp: {} beside more to keep it, or tcp: { enabled: false } to say so.",
    ];
}

function listener(kind: ListenerKind, name: string, given: ListenerArgs | undefined): Listener {
    const facts = LISTENER_KINDS[kind];
    const enabled = given !== undefined && (given.enabled ?? true);
    const isDefault = name === DEFAULT_NAME;
    return {
        id: `${kind}.${name}`,
        kind,
        name,
        key: isDefault ? kind : name,
        path: isDefault ? [kind] : ["more", name],
        named: given !== undefined,
        enabled,
        exposed: enabled && (given?.exposed ?? true),
        ports: [given?.port ?? facts.port, ...(given?.additionalPorts ?? [])],
        bind: given?.bind ?? facts.port,
        protocol: facts.protocol,
        tls: facts.tls,
        acceptors: given?.acceptors ?? 64,
        maxConnections: given?.maxConnections ?? 1_024_000,
        maxConnectionRate: given?.maxConnectionRate ?? 100_000,
        proxyProtocol: given?.proxyProtocol ?? false,
        tlsSecretName: given?.tlsSecretName,
        verifyClient: given?.verifyClient ?? false,
    };
}

/**
 * Name of a listener's port in the pods. A Service that targets the name and not the number serves old and new pods alike
 * while a rollout changes what they bind. Kubernetes allows 15 characters.
 */
export function podPortName(key: string): string {
    return `mqtt-${key}`;
}

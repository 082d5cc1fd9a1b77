import { objectName } from "../../validation/kubernetesNames";
import { all, flag, matching, member, type Rule, whole } from "../../validation/rules";
import { input, listOf, mapOf, objectOf, plain, required, schemaOf } from "../../validation/schema";
import { KINDS } from "./kinds";
import { DEFAULT_NAME } from "./listeners";
import {
    type ListenerArgs,
    ListenerProtocol,
    type ListenersArgs,
    type NamedListenerArgs,
} from "./listenersArgs";

/** The arguments of the listeners, property by property. */

const COUNT = Number.MAX_SAFE_INTEGER;
const PORT = whole(1, 65535);

const tlsSecret: Rule = (value) =>
    objectName(value) === undefined
        ? undefined
        : 'write the name of a kubernetes.io/tls Secret in EMQX\'s namespace (lower-case letters, digits, "-" and "."), and neither the certificate nor where it is';

const LISTENER = schemaOf<ListenerArgs>({
    enabled: plain(flag),
    exposed: plain(flag),
    port: plain(PORT),
    additionalPorts: listOf(plain(PORT), "[8883]"),
    bind: plain(PORT),
    acceptors: input(whole(1, 1024)),
    maxConnections: input(whole(1, COUNT, "connections")),
    maxConnectionRate: input(whole(1, COUNT, "a second")),
    proxyProtocol: plain(flag),
    tlsSecretName: input(tlsSecret),
    verifyClient: plain(flag),
});

/** Inputs that were there and are gone. */
const NO_LONGER = {
    backlog:
        "is no input any more: EMQX restarts a listener whose backlog changes and cuts its clients, so it is one constant that the pod's net.core.somaxconn clips. Leave it out; for another queue write net.core.somaxconn into the kernel profile's parameters",
};

const DEFAULT_LISTENER = objectOf(LISTENER, NO_LONGER);
const NAMED_LISTENER = objectOf(
    schemaOf<NamedListenerArgs>({
        ...LISTENER,
        protocol: required(
            plain(member(ListenerProtocol)),
            `write what clients speak, one of ${KINDS.map((kind) => `"${kind}"`).join(", ")}`,
        ),
    }),
    NO_LONGER,
);

/** EMQX lower-cases what comes by its environment, and a pod's port has a name of 15 characters. */
const listenerName: Rule = all(
    matching(/^[a-z][a-z0-9]{0,9}$/, "write a letter, then up to nine letters or digits, in lower case"),
    (value) =>
        [...KINDS, DEFAULT_NAME].includes(value as string)
            ? `EMQX's default listeners are called so; write them as listeners.${value === DEFAULT_NAME ? "tcp" : value}, or another name`
            : undefined,
);

export const LISTENERS = objectOf(
    schemaOf<ListenersArgs>({
        tcp: DEFAULT_LISTENER,
        ssl: DEFAULT_LISTENER,
        ws: DEFAULT_LISTENER,
        wss: DEFAULT_LISTENER,
        quic: DEFAULT_LISTENER,
        more: mapOf(NAMED_LISTENER, listenerName),
    }),
    {},
    { mqtt: "tcp", mqtts: "ssl", tls: "ssl", http: "ws", https: "wss", websocket: "ws" },
);

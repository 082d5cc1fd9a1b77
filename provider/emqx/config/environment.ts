import type * as pulumi from "@pulumi/pulumi";
import { mapInput } from "../../validation/output";
import type { NodeLimitsArgs } from "../args/nodeLimitsArgs";
import type { EnvVar } from "../lines/line/object";
import { listenersOff, type PodListener } from "../listeners/listeners";
import { licenseFile, tlsDirectory } from "../secrets/mounts";
import { DASHBOARD_PASSWORD_KEY, type SecretNames } from "../secrets/secretNames";
import { hoconText } from "./hocon/text";
import { LICENSE_VARIABLE, listenerVariable } from "./variables";

/** What a stack gets that names none: EMQX's own defaults and the source article's figures. */
export const NODE_LIMIT_DEFAULTS = { maxPorts: 1_048_576, distBufferSizeKb: 16_384 };

export interface EnvironmentInput {
    readonly listeners: readonly PodListener[];
    readonly limits: NodeLimitsArgs;
    readonly dashboardUsername: pulumi.Input<string>;
    readonly hasLicense: boolean;
    readonly secrets: SecretNames;
    readonly environment: { [name: string]: pulumi.Input<string> };
    /** Names of the variables whose values are in our Secret. */
    readonly secretVariables: readonly string[];
}

/**
 * What EMQX reads at boot only, as environment: a change of the pod template is what makes the operator roll it,
 * whereas the same keys in `config.data` would be dropped without a word.
 */
export function environment(input: EnvironmentInput): pulumi.Input<EnvVar>[] {
    return [
        ...nodeVariables(input.limits),
        ...listenerVariables(input.listeners),
        ...dashboardVariables(input),
        ...(input.hasLicense
            ? // Without quotes: bin/emqx hands the variable as it is to the check of the license, and where EMQX reads it as
              // HOCON it finds none and takes the text (v5.7.2, e5.8.11).
              [{ name: LICENSE_VARIABLE, value: `file://${licenseFile()}` }]
            : []),
        ...Object.keys(input.environment)
            .sort()
            .map((name) => given(name, input.environment[name])),
        ...[...input.secretVariables].sort().map((name) => ({
            name,
            valueFrom: { secretKeyRef: { name: input.secrets.environment, key: name } },
        })),
    ];
}

/** The operator writes an empty value back as none, and the whole list would be its own from then on. */
function given(name: string, value: pulumi.Input<string> | undefined): pulumi.Input<EnvVar> {
    return mapInput(value, (known) => (known === "" ? { name } : { name, value: known }));
}

function nodeVariables(limits: NodeLimitsArgs): EnvVar[] {
    return [
        { name: "EMQX_NODE__MAX_PORTS", value: text(limits.maxPorts ?? NODE_LIMIT_DEFAULTS.maxPorts) },
        {
            name: "EMQX_NODE__DIST_BUFFER_SIZE",
            value: text(limits.distBufferSizeKb ?? NODE_LIMIT_DEFAULTS.distBufferSizeKb),
        },
    ];
}

function listenerVariables(listeners: readonly PodListener[]): EnvVar[] {
    return [
        ...listeners.flatMap(oneListener),
        ...listenersOff(listeners).map((kind) => ({
            name: listenerVariable(kind, "ENABLE"),
            value: "false",
        })),
    ];
}

function oneListener(listener: PodListener): EnvVar[] {
    const key = (setting: string) => listenerVariable(listener.kind, setting);
    const variables: EnvVar[] = [
        { name: key("ENABLE"), value: "true" },
        { name: key("BIND"), value: String(listener.port) },
        { name: key("ACCEPTORS"), value: text(listener.acceptors) },
    ];
    if (listener.protocol === "TCP") {
        variables.push({ name: key("TCP_OPTIONS__BACKLOG"), value: text(listener.backlog) });
        variables.push({ name: key("PROXY_PROTOCOL"), value: String(listener.proxyProtocol) });
    }
    if (listener.tls) {
        const directory = tlsDirectory(listener.kind);
        variables.push({ name: key("SSL_OPTIONS__CERTFILE"), value: hoconText(`${directory}/tls.crt`) });
        variables.push({ name: key("SSL_OPTIONS__KEYFILE"), value: hoconText(`${directory}/tls.key`) });
        if (listener.verifyClient) {
            variables.push({ name: key("SSL_OPTIONS__CACERTFILE"), value: hoconText(`${directory}/ca.crt`) });
            variables.push({ name: key("SSL_OPTIONS__VERIFY"), value: "verify_peer" });
            if (listener.kind !== "quic") {
                variables.push({ name: key("SSL_OPTIONS__FAIL_IF_NO_PEER_CERT"), value: "true" });
            }
        }
    }
    return variables;
}

function dashboardVariables(input: EnvironmentInput): EnvVar[] {
    return [
        {
            name: "EMQX_DASHBOARD__DEFAULT_USERNAME",
            value: mapInput(input.dashboardUsername, hoconText),
        },
        {
            name: "EMQX_DASHBOARD__DEFAULT_PASSWORD",
            valueFrom: { secretKeyRef: { name: input.secrets.dashboard, key: DASHBOARD_PASSWORD_KEY } },
        },
    ];
}

function text(value: pulumi.Input<number>): pulumi.Input<string> {
    return typeof value === "number" ? String(value) : mapInput(value, String);
}

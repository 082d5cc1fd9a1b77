import type * as pulumi from "@pulumi/pulumi";
import { unexpanded } from "../../kubernetes/expansion";
import { mapInput } from "../../validation/output";
import type { NodeLimitsArgs } from "../args/nodeLimitsArgs";
import type { GivenLicense } from "../lines/license";
import type { EnvVar } from "../lines/line/object";
import type { EmqxVersion } from "../lines/versions";
import type { Listener } from "../listeners/listeners";
import { listenerSettings } from "../listeners/settings";
import { listenerVariable } from "../listeners/variables";
import { licenseFile } from "../secrets/mounts";
import { DASHBOARD_PASSWORD_KEY, type SecretNames } from "../secrets/secretNames";
import { type GivenVariables, plainVariables } from "./givenVariables";
import { hoconScalar, hoconText } from "./hocon/text";
import { type WholeEmqx, wholeVariables } from "./ownVariables";
import { EVALUATION_KEY, LICENSE_VARIABLE } from "./variables";

/** What a stack gets that names none: EMQX's own defaults and the source article's figures. */
export const NODE_LIMIT_DEFAULTS = { maxPorts: 1_048_576, distBufferSizeKb: 16_384 };

export interface EnvironmentInput extends WholeEmqx {
    readonly emqx: EmqxVersion;
    readonly listeners: readonly Listener[];
    readonly limits: NodeLimitsArgs;
    readonly dashboardUsername: pulumi.Input<string>;
    readonly license: GivenLicense;
    readonly secrets: SecretNames;
    readonly environment: GivenVariables;
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
        ...wholeVariables(input.emqx, input),
        ...licenseVariables(input.license),
        ...plainVariables(input.environment, input.emqx),
        ...[...input.secretVariables].sort().map((name) => ({
            name,
            valueFrom: { secretKeyRef: { name: input.secrets.environment, key: name } },
        })),
    ];
}

/**
 * Without quotes: bin/emqx hands the variable as it is to the check of the license, and where EMQX reads it as HOCON it finds none and
 * takes the text (v5.7.2, e5.8.11, release-63). Always in the environment, so that each node has it before it boots.
 */
function licenseVariables(license: GivenLicense): EnvVar[] {
    if (license === "none") return [];
    return [
        { name: LICENSE_VARIABLE, value: license === "key" ? `file://${licenseFile()}` : EVALUATION_KEY },
    ];
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

function listenerVariables(listeners: readonly Listener[]): pulumi.Input<EnvVar>[] {
    return listeners.flatMap((listener) =>
        listenerSettings(listener)
            .filter(({ where }) => where === "both")
            .map(({ path, value }) => ({
                name: listenerVariable(listener, path),
                value: mapInput(value, hoconScalar),
            })),
    );
}

function dashboardVariables(input: EnvironmentInput): EnvVar[] {
    return [
        {
            name: "EMQX_DASHBOARD__DEFAULT_USERNAME",
            value: mapInput(input.dashboardUsername, (name) => unexpanded(hoconText(name))),
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

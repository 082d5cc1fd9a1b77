import { EmqxEdition } from "../../provider/emqx/args/edition";
import { EvacuationType } from "../../provider/emqx/args/emqxClusterArgs";
import { EmqxLicense } from "../../provider/emqx/args/license";
import { readHocon } from "../../provider/emqx/config/hocon/evaluate";
import { HoconError } from "../../provider/emqx/config/hocon/tokens";
import { type HoconObject, leavesOf } from "../../provider/emqx/config/hocon/tree";
import { unwritable, writeHocon } from "../../provider/emqx/config/hocon/write";
import { ownerOf } from "../../provider/emqx/config/keys/owned";
import { LICENSE_VARIABLE } from "../../provider/emqx/config/variables";
import type { Role } from "../../provider/emqx/lines/line/observation";
import { at, listAt, objectAt, textAt, textsAt } from "../../provider/emqx/lines/line/plainObject";
import type { EmqxState, PaceState } from "../../provider/emqx/lines/line/state";
import { isOneEmqx, resolveVersion } from "../../provider/emqx/lines/versions";
import { secretFilesIn } from "../../provider/emqx/secrets/mounts";
import { secretNames } from "../../provider/emqx/secrets/secretNames";
import { imageBehind } from "../../provider/images/imageReference";
import { REVISION_ANNOTATION } from "../../provider/naming/labels";
import { listenerInputs } from "./listenerInputs";
import type { LiveObject } from "./liveObjects";
import { mayBeSecret } from "./secretText";
import { configKey, FromConfig, type Inputs, memberOf, withoutEmpty } from "./shown";

/** The inputs of EmqxCluster that say as much as they can of a live object; a rule may refuse some of them. */
export function inputsOf(live: LiveObject): Inputs {
    const { line, object, namespace, instance } = live;
    const state = line.read(object);
    return withoutEmpty({
        namespace,
        createNamespace: false,
        ...(instance === "emqx" ? {} : { instanceName: instance }),
        ...softwareOf(live, state),
        operatorVersion: line.chart.version,
        imagePullSecrets: listAt(object, "spec", "imagePullSecrets").flatMap(
            (one) => textAt(one, "name") ?? [],
        ),
        cores: withoutEmpty({ ...nodesOf("core", live, state), storage: storageOf(live, state) }),
        replicants: nodesOf("replicant", live, state),
        listeners: listenerInputs(state),
        config: configOf(live, state),
        secretFiles: secretFilesOf(live, state),
        ...variablesOf(live, state),
        podAnnotations: annotationsOf(object),
        ...paceOf(live, state),
    });
}

function softwareOf({ instance, namespace }: LiveObject, state: EmqxState): Inputs {
    const { image = "", version } = state;
    if (version === undefined) return { image };
    const edition = state.enterprise ? EmqxEdition.Enterprise : EmqxEdition.OpenSource;
    const emqx = resolveVersion(edition, version);
    return {
        version,
        ...(emqx.hasEditions ? { edition: memberOf("EmqxEdition", EmqxEdition, emqx.edition) } : {}),
        ...(image === imageBehind(undefined, emqx.repository, version) ? {} : { image }),
        ...licenseOf(state, secretNames(instance).license, namespace),
    };
}

function licenseOf(state: EmqxState, secret: string, namespace: string): Inputs {
    const variable = state.environment.core.get(LICENSE_VARIABLE);
    const isSaid =
        state.environment.core.has(LICENSE_VARIABLE) || /^\s*license\b/m.test(state.configData ?? "");
    if (!isSaid) return needsKey(state) ? { licenseKey: new FromConfig("licenseKey") } : {};
    if (variable === "evaluation")
        return { license: memberOf("EmqxLicense", EmqxLicense, EmqxLicense.Evaluation) };
    if (variable === "default")
        return { license: memberOf("EmqxLicense", EmqxLicense, EmqxLicense.Community) };
    const ours = state.mounts.core.some(({ secretName }) => secretName === secret);
    const command = `kubectl --namespace ${namespace} get secret ${secret} --output 'jsonpath={.data.license\\.key}' | base64 --decode`;
    return { licenseKey: new FromConfig("licenseKey", ours ? command : undefined) };
}

/** EMQX has its key in its database, where no object says it; the program has to know it all the same. */
function needsKey({ version = "", replicas }: EmqxState): boolean {
    return isOneEmqx(version) && replicas.core + replicas.replicant > 1;
}

function nodesOf(role: Role, { object }: LiveObject, state: EmqxState): Inputs {
    const template = at(object, "spec", `${role}Template`, "spec");
    const limits = at(template, "resources", "limits");
    const { nodeSelector, tolerations, cpu, memory } = state.pods[role];
    return withoutEmpty({
        replicas: state.replicas[role],
        resources: withoutEmpty({
            cpuRequest: cpu,
            memoryRequest: memory,
            cpuLimit: textAt(limits, "cpu"),
            memoryLimit: textAt(limits, "memory"),
        }),
        nodeSelector,
        tolerations: [...tolerations],
    });
}

function storageOf({ object }: LiveObject, { disks, diskSize }: EmqxState): Inputs {
    if (!disks) return { ephemeral: true };
    const claim = Object.values(objectAt(object, "spec", "coreTemplate", "spec") ?? {}).find(
        (value) => at(value, "resources", "requests", "storage") !== undefined,
    );
    return withoutEmpty({ size: diskSize, storageClassName: textAt(claim, "storageClassName") });
}

/** What the user has a say in, in the plain form; what has another owner is left to that one. */
function configOf({ line }: LiveObject, { configData }: EmqxState): string | undefined {
    const tree = readable(configData ?? "");
    const own = tree.fields.filter((field) =>
        leavesOf({ kind: "object", fields: [field] }).every(
            ({ path }) => ownerOf(line.keys, path) === undefined,
        ),
    );
    const root: HoconObject = { kind: "object", fields: own };
    return own.length === 0 || unwritable(root).length > 0 ? undefined : writeHocon(root);
}

function readable(text: string): HoconObject {
    try {
        return readHocon(text);
    } catch (error) {
        if (error instanceof HoconError) return { kind: "object", fields: [] };
        throw error;
    }
}

/** Files of our own Secret that the configuration names; the others are not known by the object. */
function secretFilesOf({ namespace, instance }: LiveObject, { configData, mounts }: EmqxState): Inputs {
    const secret = secretNames(instance).files;
    if (!mounts.core.some(({ secretName }) => secretName === secret)) return {};
    const command = (name: string) =>
        `kubectl --namespace ${namespace} get secret ${secret} --output 'jsonpath={.data.${name.replaceAll(".", "\\.")}}' | base64 --decode`;
    return Object.fromEntries(
        secretFilesIn(configData ?? "").map((name) => [name, new FromConfig(configKey(name), command(name))]),
    );
}

/** Variables that both roles have alike. */
function variablesOf({ line, instance, namespace, object }: LiveObject, { environment }: EmqxState): Inputs {
    const { core, replicant } = environment;
    const own = secretNames(instance).environment;
    const secrets: Inputs = {};
    const plain: Record<string, string> = {};
    for (const [name, read] of core) {
        if (line.keys.variables.some(([pattern]) => pattern.test(name))) continue;
        const from = listAt(object, "spec", "coreTemplate", "spec", "env").find(
            (one) => textAt(one, "name") === name,
        );
        // The operator leaves an empty value out.
        const value = read ?? (at(from, "valueFrom") === undefined ? "" : undefined);
        if (textAt(from, "valueFrom", "secretKeyRef", "name") === own) {
            const key = textAt(from, "valueFrom", "secretKeyRef", "key") ?? name;
            const command = `kubectl --namespace ${namespace} get secret ${own} --output 'jsonpath={.data.${key}}' | base64 --decode`;
            secrets[name] = new FromConfig(configKey(name), command);
        } else if (value !== undefined && mayBeSecret(name, value)) {
            secrets[name] = new FromConfig(configKey(name));
        } else if (
            value !== undefined &&
            (replicant.size === 0 || (replicant.has(name) && (replicant.get(name) ?? "") === value))
        ) {
            plain[name] = value;
        }
    }
    const number = (name: string) => {
        const value = Number(core.get(name));
        return Number.isInteger(value) ? value : undefined;
    };
    return withoutEmpty({
        limits: withoutEmpty({
            maxPorts: number("EMQX_NODE__MAX_PORTS"),
            distBufferSizeKb: number("EMQX_NODE__DIST_BUFFER_SIZE"),
        }),
        dashboard: withoutEmpty({
            username: core.get("EMQX_DASHBOARD__DEFAULT_USERNAME")?.replace(/^"(.*)"$/, "$1"),
        }),
        environment: plain,
        secretEnvironment: secrets,
    });
}

function annotationsOf(object: unknown): Record<string, string> {
    const [core, replicant] = (["core", "replicant"] as const).map((role) =>
        textsAt(object, "spec", `${role}Template`, "metadata", "annotations"),
    );
    return Object.fromEntries(
        Object.entries(core ?? {}).filter(
            ([name, value]) => name !== REVISION_ANNOTATION && replicant?.[name] === value,
        ),
    );
}

/** What differs from the operator's own. */
function paceOf({ line }: LiveObject, { pace, evacuationOff }: EmqxState): Inputs {
    const differing = (name: keyof PaceState) =>
        pace[name] === line.pace.defaults[name] ? undefined : pace[name];
    const given = {
        evacuation: withoutEmpty({
            connectionsPerSecond: differing("connectionsPerSecond"),
            sessionsPerSecond: differing("sessionsPerSecond"),
            waitTakeoverSeconds: differing("waitTakeoverSeconds"),
            initialDelaySeconds: differing("initialDelaySeconds"),
            waitHealthCheckSeconds: differing("waitHealthCheckSeconds"),
            type: evacuationOff
                ? memberOf("EvacuationType", EvacuationType, EvacuationType.Disabled)
                : undefined,
        }),
        rollingUpdate: withoutEmpty({
            maxSurge: differing("maxSurge"),
            maxUnavailable: differing("maxUnavailable"),
            minReadySeconds: differing("minReadySeconds"),
        }),
    };
    return withoutEmpty(given);
}

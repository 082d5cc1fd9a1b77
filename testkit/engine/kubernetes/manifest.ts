import {
    isSecret,
    mapMembers,
    reveal,
    secret,
    type Wire,
    type WireObject,
} from "../../../preview/monitor/wire";
import type { LiveObject } from "../../controlPlane/kube";
import { withoutNulls } from "../changes";

/** A Kubernetes object as it is sent. */
export interface Manifest extends LiveObject {
    readonly apiVersion: string;
    readonly kind: string;
    readonly metadata: {
        readonly name: string;
        readonly namespace?: string;
        readonly annotations?: Readonly<Record<string, string>>;
    };
}

/** Inputs as the API server gets them: secrets in the open, nothing that is null. */
export function manifestOf(inputs: WireObject): Manifest {
    return withoutNulls(reveal(inputs)) as unknown as Manifest;
}

/** `Service emqx/mqtt`. */
export function nameOf({ kind, metadata }: Pick<Manifest, "kind" | "metadata">): string {
    return `${kind} ${metadata.namespace === undefined ? "" : `${metadata.namespace}/`}${metadata.name}`;
}

export function idOf({ metadata }: LiveObject): string {
    return metadata.namespace === undefined ? metadata.name : `${metadata.namespace}/${metadata.name}`;
}

/** What the program sees of an object: the object itself, with secret what was secret when it was sent. */
export function outputsOf(live: LiveObject, inputs: WireObject): WireObject {
    const { managedFields: _managed, ...metadata } = live.metadata;
    const outputs = { ...live, metadata } as WireObject;
    const marked = withSecretsOf(outputs, inputs) as WireObject;
    if (live.kind !== "Secret") return marked;
    return Object.fromEntries(
        Object.entries(marked).map(([key, value]) => [
            key,
            key === "data" || key === "stringData" ? secret(value) : value,
        ]),
    );
}

function withSecretsOf(value: Wire, sent: Wire | undefined): Wire {
    if (sent === undefined) return value;
    if (isSecret(sent)) return secret(value);
    if (Array.isArray(value)) {
        return Array.isArray(sent) ? value.map((member, i) => withSecretsOf(member, sent[i])) : value;
    }
    if (typeof value !== "object" || value === null || typeof sent !== "object" || sent === null)
        return value;
    return Object.fromEntries(
        Object.entries(mapMembers(value, (member) => member) as WireObject).map(([key, member]) => [
            key,
            withSecretsOf(member, (sent as WireObject)[key]),
        ]),
    );
}

/** A setting of the provider; the SDK writes booleans as JSON text. */
export function isOn(configuration: WireObject, setting: string): boolean {
    return String(configuration[setting]) === "true";
}

export function annotation(manifest: LiveObject, name: string): string | undefined {
    return manifest.metadata?.annotations?.[name];
}

/** What every line's EMQX objects have; the rest is the line's. */
export interface EmqxObject {
    readonly apiVersion: string;
    readonly kind: string;
    readonly metadata: {
        readonly name: string;
        readonly namespace: string;
        readonly uid: string;
        readonly generation: number;
        readonly resourceVersion: string;
        readonly labels?: Record<string, string>;
        readonly deletionTimestamp?: string;
        annotations?: Record<string, string>;
    };
}

/** Of all EMQX objects of a version of the API. */
export function objectsPath(apiVersion: string, namespace?: string): string {
    const group = `/apis/${apiVersion}`;
    return namespace === undefined ? `${group}/emqxes` : `${group}/namespaces/${namespace}/emqxes`;
}

export function objectPath({ apiVersion, metadata }: EmqxObject): string {
    return `${objectsPath(apiVersion, metadata.namespace)}/${metadata.name}`;
}

export function inNamespace(
    { metadata }: EmqxObject,
    group: "/api/v1" | "/apis/apps/v1" | "/apis/policy/v1",
): string {
    return `${group}/namespaces/${metadata.namespace}`;
}

export function ownerReference({ apiVersion, kind, metadata }: EmqxObject): object {
    const { name, uid } = metadata;
    return { apiVersion, kind, name, uid, blockOwnerDeletion: true, controller: true };
}

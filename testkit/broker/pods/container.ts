import type { Kube, LiveObject } from "../../controlPlane/kube";
import type { Variable } from "../../emqx";

export const CONTAINER = "emqx";

/** What a kubelet gives EMQX's container. */
export interface Container {
    readonly environment: readonly Variable[];
    /** What is mounted, by path. */
    readonly files: ReadonlyMap<string, string>;
}

/** A Secret or ConfigMap that the container needs and that is not there: a kubelet waits for it and starts nothing. */
export class WaitsFor extends Error {}

type Reader = Pick<Kube, "get">;

/**
 * Reads environment and files of a pod's container as the kubelet does: values of fields, Secrets and ConfigMaps; volumes of both,
 * also projected, whole or by `items`, mounted as folders or by `subPath`. Source: pkg/kubelet/kubelet_pods.go, pkg/volume/secret, 1.34.
 */
export async function containerOf(kube: Reader, pod: LiveObject): Promise<Container> {
    const container = pod.spec.containers.find(({ name }: LiveObject) => name === CONTAINER) ?? {};
    const environment: Variable[] = [];
    for (const { name, value, valueFrom } of container.env ?? []) {
        const given = value ?? (await variableFrom(kube, pod, valueFrom));
        if (given !== undefined) environment.push({ name, value: given });
    }
    const files = new Map<string, string>();
    for (const { name, mountPath, subPath } of container.volumeMounts ?? []) {
        const volume = pod.spec.volumes?.find((each: LiveObject) => each.name === name);
        for (const [file, content] of await contentOf(kube, pod, volume)) {
            if (subPath === undefined) files.set(`${mountPath}/${file}`, content);
            else if (subPath === file) files.set(mountPath, content);
        }
    }
    return { environment, files };
}

async function variableFrom(
    kube: Reader,
    pod: LiveObject,
    from: LiveObject | undefined,
): Promise<string | undefined> {
    const { fieldRef, secretKeyRef, configMapKeyRef } = from ?? {};
    if (fieldRef !== undefined) {
        return fieldRef.fieldPath.split(".").reduce((value: any, part: string) => value?.[part], pod);
    }
    const of = secretKeyRef ?? configMapKeyRef;
    if (of === undefined) return undefined;
    const kind = secretKeyRef === undefined ? "ConfigMap" : "Secret";
    const content = await read(kube, pod, kind, of.name, of.optional);
    const value = content?.get(of.key);
    if (content !== undefined && value === undefined && !of.optional) {
        throw new WaitsFor(`couldn't find key ${of.key} in ${kind} ${pod.metadata.namespace}/${of.name}`);
    }
    return value;
}

async function contentOf(
    kube: Reader,
    pod: LiveObject,
    volume: LiveObject | undefined,
): Promise<readonly (readonly [string, string])[]> {
    const { secret, configMap, projected } = volume ?? {};
    if (projected !== undefined) {
        const parts = projected.sources.map(({ secret: inSecret, configMap: inMap }: LiveObject) =>
            contentOf(kube, pod, {
                secret: inSecret && { ...inSecret, secretName: inSecret.name },
                configMap: inMap,
            }),
        );
        return (await Promise.all(parts)).flat();
    }
    const of = secret ?? configMap;
    if (of === undefined) return [];
    const kind = secret === undefined ? "ConfigMap" : "Secret";
    const content = await read(kube, pod, kind, secret?.secretName ?? of.name, of.optional);
    const items: readonly LiveObject[] =
        of.items ?? [...(content?.keys() ?? [])].map((key) => ({ key, path: key }));
    return items.flatMap(({ key, path }) => {
        const value = content?.get(key);
        if (value !== undefined) return [[path, value] as const];
        if (of.optional) return [];
        throw new WaitsFor(`references non-existent secret key: ${key}`);
    });
}

async function read(
    kube: Reader,
    pod: LiveObject,
    kind: "Secret" | "ConfigMap",
    name: string,
    isOptional = false,
): Promise<ReadonlyMap<string, string> | undefined> {
    const { namespace } = pod.metadata;
    const object = await kube.get({ apiVersion: "v1", kind, metadata: { name, namespace } });
    if (object === undefined) {
        if (isOptional) return undefined;
        throw new WaitsFor(`MountVolume.SetUp failed: ${kind.toLowerCase()} "${name}" not found`);
    }
    const data = Object.entries<string>(object.data ?? {});
    const decode = (value: string) =>
        kind === "Secret" ? Buffer.from(value, "base64").toString("utf8") : value;
    return new Map(data.map(([key, value]) => [key, decode(value)]));
}

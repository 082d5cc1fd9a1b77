import { setTimeout as sleep } from "node:timers/promises";
import type { RecordedResource } from "../../../preview/monitor/graph";
import type { WireObject } from "../../../preview/monitor/wire";
import type { Kube, LiveObject } from "../../controlPlane/kube";
import { RestError } from "../../controlPlane/rest";
import { touches } from "../changes";
import { patiently, waitUntil } from "../patience";
import { type Change, type Made, NotReady, type ResourceProvider, type Wanted } from "../provider";
import type { StateEntry } from "../state";
import { forceNew } from "./forceNew";
import { annotation, idOf, isOn, type Manifest, manifestOf, nameOf, outputsOf } from "./manifest";
import { reasonNotReady } from "./readiness";

/** Stands before the resource's name; tells what stacks have made from everything else. */
export const FIELD_MANAGER = "pulumi-kubernetes-emqx-ack-tests";

/** Between attempts to create an object whose kind or namespace is not known yet. Source: pulumi-kubernetes, await.go. */
const BACKOFF_MS = [500, 1000, 2000, 4000, 8000];

/** Kubernetes objects, by server-side apply, waited for as pulumi-kubernetes does. */
export class KubernetesObjects implements ResourceProvider {
    constructor(private readonly kube: Kube) {}

    check({ type, name, inputs }: RecordedResource): WireObject {
        const metadata = inputs.metadata as WireObject | undefined;
        if (/(Patch|List)$/.test(type) || inputs.kind === undefined || metadata?.name === undefined) {
            throw new Error(
                `the engine for tests makes objects of a kind and a name of their own, not ${type} ${name}`,
            );
        }
        return inputs;
    }

    change(old: StateEntry, { inputs, configuration }: Wanted, paths: readonly string[]): Change {
        const manifest = manifestOf(inputs);
        const replaces = forceNew(manifest, configuration).filter((path) => touches(paths, path));
        const isSame = idOf(manifest) === idOf(manifestOf(old.inputs));
        return { replaces, deleteFirst: isSame };
    }

    async create({ resource, inputs, configuration, limit }: Wanted): Promise<Made> {
        const manifest = manifestOf(inputs);
        const live = await this.onceItsKindIsKnown(async () => {
            if (!isOn(configuration, "upsertExistingObjects") && (await this.kube.get(manifest))) {
                throw new Error(
                    `${nameOf(manifest)} already exists\n\nThe resource already exists in the cluster.`,
                );
            }
            return this.apply(manifest, resource, configuration);
        });
        return this.whenReady(live, inputs, limit);
    }

    async update(old: StateEntry, { resource, inputs, configuration, limit }: Wanted): Promise<Made> {
        const manifest = manifestOf(inputs);
        const found = await patiently(() => this.kube.get(manifest));
        if (found === undefined) throw new Error(`${nameOf(manifest)} (${old.id}) not found`);
        const live =
            manifest.kind === "CustomResourceDefinition"
                ? await patiently(() => this.replaceDefinition(manifest))
                : await patiently(() => this.apply(manifest, resource, configuration));
        return this.whenReady(live, inputs, limit);
    }

    async delete({ outputs, inputs }: StateEntry, limit: number): Promise<void> {
        const { apiVersion, kind } = manifestOf(inputs);
        const { name, namespace } = outputs.metadata as { name: string; namespace?: string };
        const ref = {
            apiVersion,
            kind,
            metadata: { name, ...(namespace === undefined ? {} : { namespace }) },
        };
        const asked = await this.unlessKindIsGone(() =>
            this.kube.delete(ref, { propagationPolicy: "Foreground" }),
        );
        if (!asked) return;
        await waitUntil(`${nameOf(ref)} was not gone`, limit, async () => {
            const live = await this.unlessKindIsGone(() => this.kube.get(ref));
            if (!live) return undefined;
            const finalizers = live.metadata.finalizers?.join(", ");
            return finalizers === undefined ? "it is still there" : `finalizers hold it: ${finalizers}`;
        });
    }

    private apply(
        manifest: Manifest,
        { name }: RecordedResource,
        configuration: WireObject,
    ): Promise<LiveObject> {
        const force =
            annotation(manifest, "pulumi.com/patchForce") === "true" ||
            isOn(configuration, "enablePatchForce");
        return this.kube.apply(marked(manifest), { fieldManager: `${FIELD_MANAGER}-${name}`, force });
    }

    /** By a whole new version of it, as the provider does: a definition of another shape must not be merged. */
    private async replaceDefinition(manifest: Manifest): Promise<LiveObject> {
        const found = await this.kube.get(manifest);
        const path = `/apis/${manifest.apiVersion}/customresourcedefinitions/${manifest.metadata.name}`;
        const metadata = { ...manifest.metadata, resourceVersion: found?.metadata.resourceVersion };
        return this.kube.request("PUT", path, { ...manifest, metadata });
    }

    private async whenReady(applied: LiveObject, inputs: WireObject, limit: number): Promise<Made> {
        let live = applied;
        const made = () => ({ id: idOf(live), outputs: outputsOf(live, inputs) });
        try {
            await waitUntil(`${nameOf(applied as Manifest)} was not ready`, limit, async () => {
                live = (await this.kube.get(applied)) ?? live;
                return reasonNotReady(this.kube, live);
            });
        } catch (error) {
            throw new NotReady(made(), (error as Error).message);
        }
        return made();
    }

    private async onceItsKindIsKnown<T>(create: () => Promise<T>): Promise<T> {
        for (const pause of BACKOFF_MS) {
            try {
                return await patiently(create);
            } catch (error) {
                if (!isNotFound(error)) throw error;
                await sleep(pause);
            }
        }
        return patiently(create);
    }

    /** With its definition an object is gone too. */
    private async unlessKindIsGone<T>(call: () => Promise<T>): Promise<T | undefined> {
        try {
            return await patiently(call);
        } catch (error) {
            if (isNotFound(error)) return undefined;
            throw error;
        }
    }
}

/** A namespace with nothing but a name has no fields and so no manager, which `cleanUp` goes by. */
function marked(manifest: Manifest): Manifest {
    if (manifest.kind !== "Namespace") return manifest;
    const annotations = { ...manifest.metadata.annotations, "test.emqx-ack.io/made-by": FIELD_MANAGER };
    return { ...manifest, metadata: { ...manifest.metadata, annotations } };
}

function isNotFound(error: unknown): boolean {
    return error instanceof RestError ? error.code === 404 : /knows no/.test((error as Error).message);
}

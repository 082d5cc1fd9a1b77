import type { WireObject } from "../../../preview/monitor/wire";
import type { Kube, LiveObject } from "../../controlPlane/kube";

const LABEL = "app.kubernetes.io/managed-by";
const NAME = "meta.helm.sh/release-name";
const NAMESPACE = "meta.helm.sh/release-namespace";

interface Release {
    readonly name: string;
    readonly namespace: string;
}

interface Metadata {
    readonly name: string;
    readonly labels?: Record<string, string>;
    readonly annotations?: Record<string, string>;
}

/** Whose an object is, as Helm tells. Source: helm, pkg/action/validate.go. */
export class Ownership {
    constructor(private readonly kube: Kube) {}

    /** Fails where one exists that is not the release's, unless it takes ownership. */
    async check(manifests: readonly WireObject[], release: Release & { taken: boolean }): Promise<void> {
        if (release.taken) return;
        for (const manifest of manifests) {
            const { kind } = manifest as { kind: string };
            const { name } = manifest.metadata as unknown as Metadata;
            const live = await this.kube.get(manifest as unknown as LiveObject);
            if (live !== undefined && !isOwned(live.metadata as Metadata, release)) {
                throw new Error(
                    `Unable to continue with install: ${kind} "${name}" in namespace "" exists and cannot be imported into the current release: invalid ownership metadata`,
                );
            }
        }
    }

    marked(manifest: WireObject, { name, namespace }: Release): WireObject {
        const metadata = manifest.metadata as unknown as Metadata;
        return {
            ...manifest,
            metadata: {
                ...metadata,
                labels: { ...metadata.labels, [LABEL]: "Helm" },
                annotations: { ...metadata.annotations, [NAME]: name, [NAMESPACE]: namespace },
            },
        } as WireObject;
    }
}

function isOwned({ labels, annotations }: Metadata, { name, namespace }: Release): boolean {
    return (
        labels?.[LABEL] === "Helm" && annotations?.[NAME] === name && annotations?.[NAMESPACE] === namespace
    );
}

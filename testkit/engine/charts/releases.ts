import type { RecordedResource } from "../../../preview/monitor/graph";
import { reveal, type WireObject } from "../../../preview/monitor/wire";
import type { Kube } from "../../controlPlane/kube";
import type { KubernetesObjects } from "../kubernetes/objects";
import type { Change, Made, ResourceProvider, Wanted } from "../provider";
import type { StateEntry } from "../state";
import { isChartFolder, objectsOf, versionOf } from "./chartFolder";
import { Ownership } from "./ownership";

interface ReleaseInputs {
    readonly name?: string;
    readonly namespace?: string;
    readonly chart: string;
    readonly version?: string;
    readonly createNamespace?: boolean;
    readonly takeOwnership?: boolean;
    readonly values?: {
        readonly replicaCount?: number;
        readonly tolerations?: object[];
        readonly webhook?: { readonly replicaCount?: number };
    };
}

/** The Deployments of cert-manager's chart, by the value that has their settings. */
const PARTS = ["", "webhook", "cainjector"];

/**
 * `helm.v3.Release` of cert-manager, of which matters that its Deployments run and are waited for, and of charts in a folder,
 * whose objects are all made. Source: pulumi-kubernetes, helm_release.go; helm, pkg/action.
 */
export class Releases implements ResourceProvider {
    private readonly ownership: Ownership;

    constructor(
        private readonly objects: KubernetesObjects,
        kube: Kube,
    ) {
        this.ownership = new Ownership(kube);
    }

    /** The provider writes the version that it finds in the chart into the inputs, by which it sees that one has changed. */
    check({ name, inputs }: RecordedResource): WireObject {
        const { chart } = reveal(inputs) as unknown as ReleaseInputs;
        if (isChartFolder(chart)) return { ...inputs, version: versionOf(chart) };
        if (!chart.includes("cert-manager")) {
            throw new Error(`the engine for tests has no stand-in for chart ${chart} of release ${name}`);
        }
        return inputs;
    }

    change(): Change {
        return { replaces: ["name", "namespace"], deleteFirst: false };
    }

    async create(wanted: Wanted): Promise<Made> {
        const { namespace = "default", createNamespace } = revealed(wanted.inputs);
        if (createNamespace) {
            await this.apply(wanted, { apiVersion: "v1", kind: "Namespace", metadata: { name: namespace } });
        }
        return this.install(wanted, 1);
    }

    async update({ outputs }: StateEntry, wanted: Wanted): Promise<Made> {
        const { revision } = outputs.status as { revision: number };
        return this.install(wanted, revision + 1);
    }

    /** The namespace stays, as with Helm, and what says so. */
    async delete({ inputs, ...entry }: StateEntry, limit: number): Promise<void> {
        const going = manifestsOf(revealed(inputs)).filter((manifest) => !isKept(manifest));
        await Promise.all(
            going.map((manifest) =>
                this.objects.delete({ ...entry, inputs: manifest, outputs: manifest }, limit),
            ),
        );
    }

    private async install(wanted: Wanted, revision: number): Promise<Made> {
        const release = revealed(wanted.inputs);
        const { name = wanted.resource.name, namespace = "default", chart, version = "" } = release;
        const manifests = manifestsOf(release);
        if (isChartFolder(chart)) {
            await this.ownership.check(manifests, { name, namespace, taken: release.takeOwnership === true });
        }
        const owned = manifests.map((manifest) => this.ownership.marked(manifest, { name, namespace }));
        await Promise.all(owned.map((manifest) => this.apply(wanted, manifest)));
        const status = { status: "deployed", revision, name, namespace, chart, version };
        return { id: `${namespace}/${name}`, outputs: { ...wanted.inputs, status } };
    }

    private apply(wanted: Wanted, inputs: WireObject): Promise<Made> {
        // Helm takes over what an interrupted installation left.
        const configuration = { upsertExistingObjects: "true", enablePatchForce: "true" };
        return this.objects.create({ ...wanted, inputs, configuration });
    }
}

function manifestsOf(release: ReleaseInputs): WireObject[] {
    if (isChartFolder(release.chart)) return objectsOf(release.chart);
    return PARTS.map((part) => deployment(release, part));
}

function isKept({ metadata }: WireObject): boolean {
    const { annotations } = metadata as { annotations?: Record<string, string> };
    return annotations?.["helm.sh/resource-policy"] === "keep";
}

function revealed(inputs: WireObject): ReleaseInputs {
    return reveal(inputs) as unknown as ReleaseInputs;
}

function deployment(
    { namespace = "default", version = "", values }: ReleaseInputs,
    part: string,
): WireObject {
    const name = part === "" ? "cert-manager" : `cert-manager-${part}`;
    const labels = { "app.kubernetes.io/name": name, "app.kubernetes.io/instance": "cert-manager" };
    const { replicaCount = 1, tolerations = [] } = {
        ...values,
        ...(part === "webhook" ? values?.webhook : {}),
    };
    return {
        apiVersion: "apps/v1",
        kind: "Deployment",
        metadata: { name, namespace, labels: { ...labels, "app.kubernetes.io/version": version } },
        spec: {
            replicas: replicaCount,
            selector: { matchLabels: labels },
            template: {
                metadata: { labels },
                spec: {
                    tolerations,
                    containers: [{ name, image: `quay.io/jetstack/${name}:${version}` }],
                },
            },
        },
    } as unknown as WireObject;
}

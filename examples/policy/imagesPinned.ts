import type { ResourceValidationPolicy } from "@pulumi/policy";
import { type Container, emqxSpec } from "./emqxObject";

interface PodSpec {
    containers?: Container[];
    initContainers?: Container[];
}

const WORKLOAD =
    /^kubernetes:(core|apps|batch)\/[^:]+:(Pod|ReplicationController|Deployment|StatefulSet|DaemonSet|ReplicaSet|Job|CronJob)(Patch)?$/;

/** A pod that restarts runs what it ran before. */
export const imagesPinned: ResourceValidationPolicy = {
    name: "images-pinned",
    description: "Container images carry a version or a digest.",
    configSchema: {
        properties: {
            digest: {
                type: "boolean",
                default: false,
                description: "Asks for a digest: a version can be moved.",
            },
        },
    },
    validateResource: (args, reportViolation) => {
        const { digest = false } = args.getConfig<{ digest?: boolean }>();
        const spec = emqxSpec(args);
        const images: [path: string, image: string | undefined][] = spec
            ? [["spec.image", spec.image], ...templates(spec)]
            : WORKLOAD.test(args.type)
              ? podImages(podSpec(args.props))
              : [];
        for (const [path, image] of images) {
            const problem = image === undefined ? undefined : unpinned(image, digest);
            if (problem) reportViolation(`${path}: "${image}" ${problem}`);
        }
    },
};

function templates(spec: NonNullable<ReturnType<typeof emqxSpec>>): [string, string | undefined][] {
    return (["coreTemplate", "replicantTemplate"] as const).flatMap((template) =>
        (["initContainers", "extraContainers", "ephemeralContainers"] as const).flatMap((kind) =>
            containerImages(`spec.${template}.spec.${kind}`, spec[template]?.spec?.[kind]),
        ),
    );
}

/** A pod has its spec, a workload a template for pods, a CronJob a template for workloads. */
function podSpec(props: Record<string, { [key: string]: unknown }>): { path: string; pod: PodSpec } {
    let path = "spec";
    let spec: Nested = props.spec ?? {};
    for (const template of ["jobTemplate", "template"] as const) {
        if (spec[template]) {
            spec = spec[template]?.spec ?? {};
            path += `.${template}.spec`;
        }
    }
    return { path, pod: spec };
}

interface Nested extends PodSpec {
    jobTemplate?: { spec?: Nested };
    template?: { spec?: Nested };
}

function podImages({ path, pod }: { path: string; pod: PodSpec }): [string, string | undefined][] {
    return (["initContainers", "containers"] as const).flatMap((kind) =>
        containerImages(`${path}.${kind}`, pod[kind]),
    );
}

function containerImages(path: string, containers: Container[] = []): [string, string | undefined][] {
    return containers.map(({ name, image }) => [`${path}[${name}].image`, image]);
}

/** What is wrong with an image reference `[registry/]name[:tag][@digest]`; undefined when nothing is. */
function unpinned(image: string, digest: boolean): string | undefined {
    if (/@sha256:[0-9a-f]{64}$/.test(image)) return undefined;
    if (digest) return "has no digest; write image@sha256:...";
    // A colon before the last slash is a registry's port.
    const tag = /:([^:/]+)$/.exec(image)?.[1];
    if (tag === undefined) return "has no tag, which means latest; write a version or a digest";
    return tag === "latest" ? "moves; write a version or a digest" : undefined;
}

import { ifAllowed, ifFound } from "../../../kubernetes/answers";
import type { Apis, Pod } from "../../../kubernetes/apis";
import { INSTANCE_LABEL } from "../../../naming/labels";
import type { Door, RunningPod, SecretContent, Surroundings } from "../meant/clusterSurroundings";

/** What stands around the nodes of an EMQX object; what these credentials may not see is left out. */
export async function readSurroundings(
    apis: Apis,
    namespace: string,
    instance: string,
): Promise<Surroundings> {
    const { core } = apis;
    const labelSelector = `${INSTANCE_LABEL}=${instance}`;
    const [services, pods] = await Promise.all([
        ifAllowed(core.listNamespacedService({ namespace })),
        ifAllowed(core.listNamespacedPod({ namespace, labelSelector })),
    ]);
    const running = pods?.items.filter(isRunning).map(runningPod);
    const names = new Set(running?.flatMap((pod) => [...pod.secrets.values()]));
    return {
        instance,
        ...(services === undefined ? {} : { doors: services.items.flatMap((s) => doorsOf(s, instance)) }),
        ...(running === undefined ? {} : { pods: running }),
        secrets: await readSecretKeys(apis, namespace, [...names]),
    };
}

/** Which keys Secrets have; never what stands behind them. */
export async function readSecretKeys(
    { core }: Apis,
    namespace: string,
    names: readonly string[],
): Promise<ReadonlyMap<string, SecretContent>> {
    const found = await Promise.all(
        names.map(async (name): Promise<[string, SecretContent]> => {
            const read = core
                .readNamespacedSecret({ namespace, name })
                .then(({ data }): SecretContent => Object.keys(data ?? {}));
            const seen = ifFound(read).then((content) => content ?? "absent");
            return [name, (await ifAllowed(seen)) ?? "hidden"];
        }),
    );
    return new Map(found);
}

/** Types of Services by which clients come from outside the Kubernetes cluster. */
const FROM_OUTSIDE = ["LoadBalancer", "NodePort"];

interface ServiceObject {
    readonly metadata?: { readonly name?: string };
    readonly spec?: {
        readonly type?: string;
        readonly selector?: Readonly<Record<string, string>>;
        readonly ports?: readonly { port: number; targetPort?: string | number; protocol?: string }[];
    };
}

function doorsOf({ metadata, spec }: ServiceObject, instance: string): Door[] {
    if (!FROM_OUTSIDE.includes(spec?.type ?? "") || spec?.selector?.[INSTANCE_LABEL] !== instance) return [];
    return (spec.ports ?? []).map(({ port, targetPort, protocol }) => ({
        service: metadata?.name ?? "",
        target: targetPort ?? port,
        protocol: protocol ?? "TCP",
    }));
}

/** One that waits has no node yet that takes a configuration, and one that has ended, or is about to, none any more. */
function isRunning({ metadata, status }: Pod): boolean {
    return metadata?.deletionTimestamp === undefined && status?.phase === "Running";
}

/** A mount of one file (`subPath`) never sees a changed Secret, and is none. */
function runningPod({ metadata, spec }: Pod): RunningPod {
    const secrets = new Map(spec?.volumes?.map(({ name, secret }) => [name, secret?.secretName]));
    const mounts = (spec?.containers ?? []).flatMap(({ volumeMounts = [] }) => volumeMounts);
    return {
        name: metadata?.name ?? "",
        secrets: new Map(
            mounts.flatMap(({ name, mountPath, subPath }) => {
                const secret = secrets.get(name);
                return secret === undefined || subPath ? [] : [[mountPath.replace(/\/$/, ""), secret]];
            }),
        ),
    };
}

import type { Input } from "@pulumi/pulumi";
import { imageBehind } from "../../images/imageReference";
import { type KernelProfile, type KernelProfileArgs, profileOf } from "../../nodes/kernel";
import { conform, isPlain } from "../../validation/conform";
import type { Problems } from "../../validation/problems";
import { EmqxEdition } from "../args/edition";
import { type EmqxClusterArgs, EvacuationType, type RollingUpdateArgs } from "../args/emqxClusterArgs";
import type { CoreNodesArgs, CoreStorageArgs, ReplicantNodesArgs, ResourcesArgs } from "../args/nodesArgs";
import { type GivenVariables, secretVariables } from "../config/givenVariables";
import { keyWarnings } from "../config/keyWarnings";
import { chooseLine } from "../lines/choice";
import type { GivenLicense } from "../lines/license";
import type { OperatorLine } from "../lines/line/line";
import type { ObjectEvacuation } from "../lines/line/object";
import type { Role, Target } from "../lines/line/observation";
import { type RolloutWork, rolloutMinutes } from "../lines/line/pace";
import type { VersionUse } from "../lines/versionRules";
import { type EmqxVersion, resolveVersion } from "../lines/versions";
import { defaultListenerWarnings, type Listener, resolveListeners } from "../listeners/listeners";
import { type WantedListener, wantedListeners } from "../listeners/wanted";
import { secretFilesIn } from "../secrets/mounts";
import { type SecretNames, secretNames } from "../secrets/secretNames";
import {
    DASHBOARD_USERNAME,
    DEFAULT_DISK_SIZE,
    DEFAULT_NAMESPACE,
    drainSecondsOf,
    instanceOf,
    replicasOf,
    type Shape,
    shapeOf,
} from "./defaults";
import { singleNodes } from "./fewNodes";
import { imageWarnings } from "./image";
import { checkLateLicense, licenseFindings } from "./licenseRules";
import { checkEmqxRules } from "./rules";
import { EMQX_CLUSTER } from "./schema";
import { versionUseOf } from "./versionUse";
import { evacuationDefaults, rollingUpdateOf, workOf } from "./work";

/** What an EMQX cluster is to be, with every default. What may become known late only stays an Input. */
export interface EmqxPlan {
    readonly line: OperatorLine;
    readonly version: EmqxVersion;
    /** Sentences to be read before the update, none of which stops it. */
    readonly warnings: readonly string[];
    readonly instance: string;
    readonly namespace: Input<string>;
    readonly image: Input<string>;
    readonly roles: Readonly<Record<Role, RolePlan>>;
    readonly storage: CoreStorageArgs;
    readonly listeners: readonly Listener[];
    readonly evacuation: ObjectEvacuation;
    readonly rollingUpdate: Readonly<Required<RollingUpdateArgs>>;
    readonly dashboardUsername: Input<string>;
    readonly license: GivenLicense;
    /** What the version is used for, by which it is judged. */
    readonly versionUse: VersionUse;
    /** As they stand in their Secret. */
    readonly secretEnvironment: GivenVariables;
    readonly secrets: SecretNames;
    /** Connections that the whole cluster is made for. */
    readonly connections: number;
    /** Of a rollout; a pace that is not known yet counts as the default. */
    readonly work: RolloutWork;
    readonly timeoutSeconds: number;
    /** Seconds that the load balancer in front lets connections live on. */
    readonly drainSeconds: number;
    /** What the running cluster is to become, but for the revisions of its pods. */
    readonly wanted: WantedPlan;
}

export interface WantedPlan extends Omit<Target, "revisions"> {
    readonly enterprise: boolean;
    /** What the arguments say themselves; the rest are defaults. */
    readonly named: { readonly version: boolean; readonly edition: boolean; readonly operator: boolean };
    readonly listeners: readonly WantedListener[];
    /** Files of `secretFiles` that the configuration names; none where that is not known yet. */
    readonly secretFiles: readonly string[];
}

export interface RolePlan {
    readonly replicas: number;
    readonly resources: ResourcesArgs;
    readonly nodeSelector: NonNullable<ReplicantNodesArgs["nodeSelector"]>;
    readonly tolerations: NonNullable<ReplicantNodesArgs["tolerations"]>;
    /** Kernel profile of the nodes; undefined where they are whatever they are. */
    readonly profile?: KernelProfile;
}

/** The plan of a component's own arguments, with everything that is wrong with them. */
export function planEmqxCluster(args: EmqxClusterArgs, problems: Problems): EmqxPlan {
    const given = conform(problems, args, EMQX_CLUSTER) as EmqxClusterArgs;
    checkLateLicense(problems, given, args?.licenseKey);
    return planEmqx(given, problems);
}

/** The plan of arguments that are of the right form, with what is still wrong with them; `operator` is where its version stands. */
export function planEmqx(
    args: EmqxClusterArgs,
    problems: Problems,
    operator = problems.at("operatorVersion"),
): EmqxPlan {
    const version = resolveVersion(args.edition, args.version);
    const { line, problem } = chooseLine(version, args.operatorVersion);
    if (problem !== undefined && !problems.has("version")) {
        if (problem.of === "operator") operator.add("", problem.sentence);
        else problems.add("version", problem.sentence);
    }
    const versionUse = versionUseOf(args, line.id);
    checkEmqxRules(problems, args, version, versionUse, line);
    const profiles = profilesOf(args, problems);
    const replicas = replicasOf(args);
    const shape = shapeOf(args);
    const work = workOf(args, line.pace);
    const timeoutMinutes = args.timeoutMinutes ?? rolloutMinutes(line.pace, work);
    const instance = instanceOf(args);
    const listeners = resolveListeners(args.listeners);
    return Object.freeze({
        line,
        version,
        warnings: [
            ...(line.chart.preliminary === undefined ? [] : [line.chart.preliminary]),
            ...keyWarnings(args, version, line.keys),
            ...(isPlain(args.image) ? imageWarnings(args.image, version) : []),
            ...licenseFindings(args, version.version, new Date()).warnings,
            ...singleNodes(replicas, work.connections),
            ...defaultListenerWarnings(args.listeners),
        ],
        instance,
        namespace: args.namespace ?? DEFAULT_NAMESPACE,
        image: args.image ?? imageBehind(args.imageRegistry, version.repository, version.version),
        roles: {
            core: rolePlan(args.cores, "core", replicas, shape, profiles.core),
            replicant: rolePlan(args.replicants, "replicant", replicas, shape, profiles.replicant),
        },
        storage: storagePlan(args.cores?.storage),
        listeners,
        evacuation: {
            ...evacuationDefaults(line.pace),
            type: EvacuationType.NodeEvacuation,
            ...given(args.evacuation),
        },
        rollingUpdate: rollingUpdateOf(args.rollingUpdate, line.pace),
        dashboardUsername: args.dashboard?.username ?? DASHBOARD_USERNAME,
        license: versionUse.license,
        versionUse,
        secretEnvironment: secretVariables(args.secretEnvironment ?? {}, version),
        secrets: secretNames(instance),
        connections: work.connections,
        work,
        timeoutSeconds: timeoutMinutes * 60,
        drainSeconds: drainSecondsOf(args),
        wanted: {
            replicas,
            version: version.version,
            enterprise: version.edition === EmqxEdition.Enterprise,
            named: {
                version: args.version !== undefined,
                edition: args.edition !== undefined || !version.hasEditions,
                operator: args.operatorVersion !== undefined,
            },
            listeners: wantedListeners(listeners),
            secretFiles: isPlain(args.config) ? secretFilesIn(args.config) : [],
        },
    });
}

/** Clients may come to every node, so that of the replicants is the cores' too where those have none of their own. */
function profilesOf(
    args: EmqxClusterArgs,
    problems: Problems,
): { core?: KernelProfile; replicant?: KernelProfile } {
    const build = (profile: KernelProfileArgs | undefined, path: string) =>
        profile && profileOf(profile, problems.at(path));
    const shared = build(args.kernelProfile, "kernelProfile");
    if (args.coreKernelProfile !== undefined && shared === undefined) {
        problems.add(
            "coreKernelProfile",
            "is given without kernelProfile; write both, or kernelProfile alone",
        );
    }
    return { core: build(args.coreKernelProfile, "coreKernelProfile") ?? shared, replicant: shared };
}

function rolePlan(
    nodes: CoreNodesArgs | ReplicantNodesArgs | undefined,
    role: Role,
    replicas: Record<Role, number>,
    { resources }: Shape,
    profile: KernelProfile | undefined,
): RolePlan {
    return {
        replicas: replicas[role],
        resources: { ...resources[role], ...given(nodes?.resources) },
        nodeSelector: nodes?.nodeSelector ?? {},
        tolerations: nodes?.tolerations ?? [],
        ...(profile === undefined ? {} : { profile }),
    };
}

function storagePlan(storage: CoreStorageArgs | undefined): CoreStorageArgs {
    return storage?.ephemeral ? { ephemeral: true } : { size: DEFAULT_DISK_SIZE, ...given(storage) };
}

/** An input that is written as undefined was left out. */
function given<T extends object>(args: T | undefined): Partial<{ [K in keyof T]: NonNullable<T[K]> }> {
    return Object.fromEntries(
        Object.entries(args ?? {}).filter(([, value]) => value !== undefined),
    ) as Partial<{ [K in keyof T]: NonNullable<T[K]> }>;
}

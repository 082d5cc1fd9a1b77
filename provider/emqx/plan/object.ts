import type { Input } from "@pulumi/pulumi";
import { toleration } from "../../scheduling/toleration";
import type { EmqxClusterArgs } from "../args/emqxClusterArgs";
import type { ResourcesArgs } from "../args/nodesArgs";
import { environment } from "../config/environment";
import { configTree } from "../config/text";
import type { EmqxObject, RoleObject } from "../lines/line/object";
import { mounts } from "../secrets/mounts";
import type { EmqxPlan, RolePlan } from "./plan";
import { podTuning } from "./podTuning";
import { asKubernetesSpells } from "./quantity";
import { refusedConfig } from "./refusedConfig";

/** What the EMQX object says, from the plan, the texts among the arguments, and what changes with the secrets. */
export function emqxObject(plan: EmqxPlan, args: EmqxClusterArgs, secretRevision: Input<string>): EmqxObject {
    const { listeners, secrets, storage } = plan;
    return {
        instance: plan.instance,
        image: plan.image,
        imagePullSecrets: args.imagePullSecrets ?? [],
        config: configTree(listeners, args.config, refusedConfig(plan.line, plan.version.version)),
        env: environment({
            emqx: plan.version,
            listeners,
            limits: args.limits ?? {},
            dashboardUsername: plan.dashboardUsername,
            license: plan.license,
            securityProfile: args.securityProfile,
            features: args.features,
            secrets,
            environment: args.environment ?? {},
            secretVariables: Object.keys(args.secretEnvironment ?? {}),
        }),
        listeners,
        mounts: mounts(listeners, {
            ...(plan.license === "key" ? { license: secrets.license } : {}),
            ...(Object.keys(args.secretFiles ?? {}).length > 0 ? { files: secrets.files } : {}),
        }),
        podAnnotations: args.podAnnotations ?? {},
        secretRevision,
        roles: {
            core: roleObject(plan.roles.core, plan),
            replicant: roleObject(plan.roles.replicant, plan),
        },
        storage: { ...storage, size: asKubernetesSpells(storage.size) },
        evacuation: plan.evacuation,
        rollingUpdate: plan.rollingUpdate,
    };
}

function roleObject(role: RolePlan, { image, listeners }: EmqxPlan): RoleObject {
    const binds = listeners.flatMap(({ enabled, bind }) => (enabled ? [bind] : []));
    const tuning = podTuning(role.profile, image, binds);
    return {
        replicas: role.replicas,
        resources: asTheOperatorWrites(role.resources),
        nodeSelector: { ...tuning.nodeSelector, ...role.nodeSelector },
        tolerations: role.tolerations.map(toleration),
        sysctls: tuning.sysctls,
        initContainers: tuning.initContainers,
    };
}

function asTheOperatorWrites(resources: ResourcesArgs): ResourcesArgs {
    return Object.fromEntries(
        Object.entries(resources).map(([name, quantity]) => [name, asKubernetesSpells(quantity)]),
    );
}

import { isOperatorType } from "../../provider/emqx/lines";
import type { ResourceChange } from "../changes/change";
import type { Effect } from "./facts/effect";
import { chart } from "./rules/charts";
import { type Context, nounOf, type Rule } from "./rules/context";
import { emqxObject } from "./rules/emqx";
import {
    ackCluster,
    customResourceDefinition,
    disk,
    namespace,
    network,
    provider,
    storageClass,
} from "./rules/foundations";
import { randomPassword } from "./rules/generated";
import { service } from "./rules/loadBalancer";
import { nodePool } from "./rules/nodePool";
import { anythingElse, disruptionBudget, isNodeTuning, networkPolicy, nodeTuning } from "./rules/others";
import { secret } from "./rules/secrets";
import { PASSWORD, RELEASE, SECRET, SERVICE } from "./rules/types";

/** The rule for each type that has one of its own. */
const TYPES: Readonly<Record<string, Rule>> = {
    [SERVICE]: service,
    [SECRET]: secret,
    [PASSWORD]: randomPassword,
    [RELEASE]: chart,
    "kubernetes:helm.sh/v4:Release": chart,
    "kubernetes:helm.sh/v3:Chart": chart,
    "kubernetes:helm.sh/v4:Chart": chart,
    "kubernetes:apiextensions.k8s.io/v1:CustomResourceDefinition": customResourceDefinition,
    "kubernetes:core/v1:Namespace": namespace,
    "kubernetes:storage.k8s.io/v1:StorageClass": storageClass,
};

/** The rule for types that begin alike. */
export const FAMILIES: Readonly<Record<string, Rule>> = {
    "alicloud:cs/nodePool:": nodePool,
    "alicloud:cs/kubernetesNodePool:": nodePool,
    "alicloud:cs/managedKubernetes:": ackCluster,
    "alicloud:cs/kubernetes:": ackCluster,
    "alicloud:cs/edgeKubernetes:": ackCluster,
    "alicloud:cs/serverlessKubernetes:": ackCluster,
    "alicloud:vpc": network,
    "alicloud:ecs/eip": network,
    "alicloud:ecs/securityGroup": network,
    "alicloud:nlb": network,
    "alicloud:slb": network,
    "alicloud:alb": network,
    "kubernetes:core/v1:Persistent": disk,
    "alicloud:ecs/disk:": disk,
    "alicloud:ecs/ecsDisk:": disk,
    "alicloud:nas/": disk,
    "alicloud:oss/bucket:": disk,
    "alicloud:rds/": disk,
    "alicloud:polardb/": disk,
    "alicloud:kvstore/": disk,
    "alicloud:mongodb/": disk,
    "alicloud:redis/": disk,
    "alicloud:dbs/": disk,
    "pulumi:providers:": provider,
};

/** The rule for kinds that several API groups have. */
const KINDS: Readonly<Record<string, Rule>> = {
    NetworkPolicy: networkPolicy,
    PodDisruptionBudget: disruptionBudget,
};

const STARTS = Object.entries(FAMILIES);

/** What one change of one resource does. */
export function effectsOf(change: ResourceChange, context: Context): Effect[] {
    return ruleFor(change)(change, context);
}

/** One rule for each resource: by its component where it is a part of one thing, by its type else. */
function ruleFor(change: ResourceChange): Rule {
    if (isNodeTuning(change)) return nodeTuning;
    if (isOperatorType(change.type)) return emqxObject;
    const [, family] = STARTS.find(([start]) => change.type.startsWith(start)) ?? [];
    return TYPES[change.type] ?? family ?? KINDS[nounOf(change)] ?? anythingElse;
}

import { isProviderType, packageOf } from "../monitor/urns";
import { isSecret, UNKNOWN, type WireObject } from "../monitor/wire";
import { type Difference, differences } from "./difference";
import { ALICLOUD_FORCE_NEW } from "./forceNew/alicloud";
import { ALICLOUD_NAMES } from "./forceNew/alicloudNames";
import { kubernetesForceNew } from "./forceNew/kubernetes";
import { activeCluster } from "./kubeconfig";
import { covers, formatPath, type PropertyPath, parsePath } from "./path";

/** Everything about an instance of these is decided when it is made (pulumi-random: every input replaces). */
const RANDOM = "random";

const HELM_RELEASE = "kubernetes:helm.sh/v3:Release";
const KUBERNETES_PROVIDER = "pulumi:providers:kubernetes";

/** What a difference means depends on the whole resource, and on how its provider is set up. */
export interface ReplaceContext {
    readonly type: string;
    readonly before: WireObject;
    readonly after: WireObject;
    /** Inputs of the provider that manages it. */
    readonly provider: WireObject;
}

/** Which of the differences make another resource of it, by the rules of its provider. */
export function replacingPaths(found: readonly Difference[], context: ReplaceContext): PropertyPath[] {
    if (context.type === KUBERNETES_PROVIDER) {
        return providerReplacements(found, context);
    }
    const rules = forceNew(context);
    return found
        .map(({ path }) => path)
        .filter((path) => rules === "all" || rules.some((rule) => covers(rule, path)));
}

/**
 * Whether a property that is not known until another resource has been replaced makes another resource of this one as
 * well: the question the engine asks before it deletes something that others depend on.
 */
export function isReplacedWhenUnknown(property: string, context: ReplaceContext): boolean {
    // pulumi-kubernetes takes metadata that is not known for another object (provider.go, Diff).
    if (isKubernetesObject(context.type) && property === "metadata") {
        return true;
    }
    const unknown: Difference = { path: [property], after: UNKNOWN, unknown: true, secret: false };
    return (
        replacingPaths([unknown], { ...context, after: { ...context.after, [property]: UNKNOWN } }).length > 0
    );
}

/** Whether its provider wants the old one deleted before the new one is made. */
export function deletesFirst({ type, before, after }: ReplaceContext): boolean {
    if (isKubernetesObject(type)) {
        // Two objects of one name cannot be there at once (provider.go, Diff).
        const [old, now] = [identityOf(before), identityOf(after)];
        return now.name !== undefined && now.name === old.name && now.namespace === old.namespace;
    }
    const name = ALICLOUD_NAMES[type];
    // Terraform's bridge: a name that was given and not made up cannot be there twice (tfbridge/schema.go).
    return name !== undefined && after[name] !== undefined;
}

function forceNew({ type, after, provider }: ReplaceContext): readonly PropertyPath[] | "all" {
    if (isProviderType(type)) {
        return [];
    }
    switch (packageOf(type)) {
        case RANDOM:
            return "all";
        case "alicloud":
            return (ALICLOUD_FORCE_NEW[type] ?? []).map(parsePath);
        case "kubernetes":
            return type === HELM_RELEASE
                ? [["name"], ["namespace"]]
                : kubernetesForceNew(type, after, provider).map(parsePath);
        default:
            return [];
    }
}

/**
 * A Kubernetes provider is another one, and everything it manages with it, when it leads to another cluster (DiffConfig
 * in pulumi-kubernetes' provider.go): by `clusterIdentifier` where that is given, else by the kubeconfig.
 */
function providerReplacements(
    found: readonly Difference[],
    { before, after }: ReplaceContext,
): PropertyPath[] {
    const changed = (key: string) => found.some(({ path }) => path[0] === key);
    if (after.clusterIdentifier !== undefined && !changed("clusterIdentifier")) {
        return [];
    }
    if (
        changed("clusterIdentifier") &&
        before.clusterIdentifier !== undefined &&
        after.clusterIdentifier !== undefined
    ) {
        return [["clusterIdentifier"]];
    }
    const keys = ["kubeconfig", "context", "cluster"].filter(changed);
    const isUnknown = found.some(({ path, unknown }) => unknown && keys.includes(String(path[0])));
    if (isUnknown) {
        return keys.map((key) => [key]);
    }
    const [old, now] = [activeCluster(before), activeCluster(after)];
    const isOther = old !== undefined && now !== undefined && JSON.stringify(old) !== JSON.stringify(now);
    return isOther ? keys.map((key) => [key]) : [];
}

/** Properties that differ between two set-ups of a provider so that what it manages has to be made anew. */
export function providerReplaces(type: string, before: WireObject, after: WireObject): string[] {
    const found = differences(before, after, { scalarsAsText: true, emptyAsAbsent: true });
    return replacingPaths(found, { type, before, after, provider: {} }).map(formatPath);
}

export function isKubernetesObject(type: string): boolean {
    return type.startsWith("kubernetes:") && !type.startsWith("kubernetes:helm.sh/");
}

function identityOf({ metadata }: WireObject): { name?: unknown; namespace?: unknown } {
    if (typeof metadata !== "object" || metadata === null || Array.isArray(metadata) || isSecret(metadata)) {
        return {};
    }
    return { name: metadata.name, namespace: metadata.namespace ?? "default" };
}

import { parseQuantity } from "../../kubernetes/quantity";
import { checkNames } from "../../naming/derivedNames";
import { INSTANCE_NAME_MAX, instanceNames } from "../../naming/instanceNames";
import { REVISION_ANNOTATION } from "../../naming/labels";
import { profileOf } from "../../nodes/kernel";
import { conform, isPlain } from "../../validation/conform";
import { memberPath } from "../../validation/path";
import type { Problems } from "../../validation/problems";
import { checkEnvironment } from "../config/environmentRules";
import { checkConfig } from "../config/textRules";
import type { EmqxArgs, EmqxClusterArgs } from "../emqxClusterArgs";
import { CORE_RESOURCES, REPLICANT_RESOURCES } from "../lines/v2beta1/object";
import { checkVersion, resolveVersion } from "../lines/versions";
import { checkListeners } from "../listeners/rules";
import type { CoreStorageArgs, ResourcesArgs } from "../nodesArgs";
import { replicasOf } from "./defaults";
import { EMQX_CLUSTER } from "./schema";

/** Everything that is wrong with the arguments of an EMQX cluster. */
export function checkEmqxCluster(problems: Problems, args: EmqxClusterArgs): void {
    const given = conform(problems, args, EMQX_CLUSTER) as EmqxClusterArgs;
    checkEmqxRules(problems, given);
    for (const profile of ["kernelProfile", "coreKernelProfile"] as const) {
        if (given[profile] !== undefined) profileOf(given[profile], problems.at(profile));
    }
    if (given.coreKernelProfile !== undefined && given.kernelProfile === undefined) {
        problems.add(
            "coreKernelProfile",
            "is given without kernelProfile; write both, or kernelProfile alone",
        );
    }
}

/** What is of the right shape and still wrong, with paths that begin with `prefix`. */
export function checkEmqxRules(problems: Problems, args: EmqxArgs, prefix = ""): void {
    const path = (property: string) => (prefix === "" ? property : `${prefix}.${property}`);
    if (args.instanceName !== undefined) {
        checkNames(
            problems.at(...(prefix === "" ? [] : [prefix]), "instanceName"),
            args.instanceName,
            instanceNames,
            INSTANCE_NAME_MAX,
        );
    }
    checkNodes(problems, path, args);
    if (!problems.has(path("edition")) && !problems.has(path("version"))) {
        const emqx = resolveVersion(args.edition, args.version);
        checkVersion(problems, path, emqx, replicasOf(args).replicant, args.licenseKey !== undefined);
    }
    checkNamespace(problems, path, args);
    checkListeners(problems, path("listeners"), args.listeners);
    checkConfig(problems, path("config"), args.config);
    checkEnvironment(problems, path, args);
    checkApiKeys(problems, path, args);
    if (Object.hasOwn(args.podAnnotations ?? {}, REVISION_ANNOTATION)) {
        problems.add(
            memberPath(path("podAnnotations"), REVISION_ANNOTATION),
            "is written by this package, and says which spec a pod carries; leave it out",
        );
    }
}

/** Namespaces that the API server refuses to delete. Source: Kubernetes, admission plugin NamespaceLifecycle. */
const IMMORTAL = ["default", "kube-system", "kube-public"];

function checkNamespace(problems: Problems, path: (p: string) => string, args: EmqxArgs): void {
    if (!args.deleteDataOnDestroy) return;
    if (args.createNamespace === false) {
        problems.add(
            path("deleteDataOnDestroy"),
            "is true, but the namespace is not made here (createNamespace is false), so it is not deleted; leave out one of the two",
        );
    }
    if (isPlain(args.namespace) && IMMORTAL.includes(args.namespace)) {
        problems.add(
            path("deleteDataOnDestroy"),
            `is true, but Kubernetes never deletes the namespace ${args.namespace}; write another namespace, or leave it out`,
        );
    }
}

function checkNodes(problems: Problems, path: (p: string) => string, args: EmqxArgs): void {
    checkResources(problems, path("cores.resources"), args.cores?.resources, CORE_RESOURCES);
    checkResources(problems, path("replicants.resources"), args.replicants?.resources, REPLICANT_RESOURCES);
    const storage: CoreStorageArgs | undefined = args.cores?.storage;
    if (storage?.ephemeral && (storage.size !== undefined || storage.storageClassName !== undefined)) {
        problems.add(
            path("cores.storage.ephemeral"),
            "is true, but a size or storageClassName is given; leave out one or the other",
        );
    }
}

function checkResources(
    problems: Problems,
    at: string,
    given: ResourcesArgs | undefined,
    defaults: ResourcesArgs,
): void {
    for (const [request, limit] of [
        ["cpuRequest", "cpuLimit"],
        ["memoryRequest", "memoryLimit"],
    ] as const) {
        const [low, high] = [given?.[request] ?? defaults[request], given?.[limit]];
        if (!isPlain(low) || !isPlain(high)) continue;
        if ((parseQuantity(low) as number) <= (parseQuantity(high) as number)) continue;
        const [path, sentence] =
            given?.[request] === undefined
                ? [limit, `is ${high}, less than the ${request} of ${low} that it has by default`]
                : [request, `is ${low}, more than ${limit} ${high}`];
        problems.add(
            `${at}.${path}`,
            `${sentence}; Kubernetes refuses that. ${path === limit ? `Write ${request} too` : "Lower one or raise the other"}`,
        );
    }
}

function checkApiKeys(problems: Problems, path: (p: string) => string, args: EmqxArgs): void {
    const keys = (args.apiKeys ?? []).map(({ key }) => key);
    keys.forEach((key, i) => {
        if (!isPlain(key)) return;
        const at = path(`apiKeys[${i}].key`);
        if (keys.indexOf(key) !== i) {
            problems.add(at, `is "${key}" again; EMQX would keep one of the two secrets. Leave one out`);
        }
        if (key === "emqx-operator-controller") {
            problems.add(at, "is the operator's own; write another name");
        }
    });
}

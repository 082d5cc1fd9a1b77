import { parseQuantity } from "../../kubernetes/quantity";
import { checkNames } from "../../naming/derivedNames";
import { REVISION_ANNOTATION } from "../../naming/labels";
import { isPlain } from "../../validation/conform";
import type { Problems } from "../../validation/problems";
import type { EmqxArgs, EmqxClusterArgs } from "../args/emqxClusterArgs";
import type { ResourcesArgs } from "../args/nodesArgs";
import { checkEnvironment } from "../config/environmentRules";
import { keyTable } from "../config/keys/table";
import { checkSharedRoots } from "../config/sharedRoots";
import { checkConfig } from "../config/textRules";
import type { OperatorLine } from "../lines/line/line";
import { checkVersion, type VersionUse } from "../lines/versionRules";
import type { EmqxVersion } from "../lines/versions";
import { checkListeners } from "../listeners/rules";
import { OPERATOR_API_USER } from "../secrets/secretNames";
import { replicasOf, shapeOf } from "./defaults";
import { checkImage } from "./image";
import { checkLicenseArguments } from "./licenseRules";
import { checkRollingUpdate } from "./rollingRules";
import { checkWhole } from "./wholeRules";

/** Longest name of an EMQX object. Documented, and with room to spare in every line's names. */
export const INSTANCE_NAME_MAX = 30;

/** What is of the right form and still wrong. */
export function checkEmqxRules(
    problems: Problems,
    args: EmqxClusterArgs,
    version: EmqxVersion,
    use: VersionUse,
    line: OperatorLine,
): void {
    if (args.instanceName !== undefined) {
        checkNames(problems.at("instanceName"), args.instanceName, line.names, INSTANCE_NAME_MAX);
    }
    checkNodes(problems, args);
    checkMissingInputs(problems, args, line);
    checkRollingUpdate(problems, args, line);
    if (!problems.has("edition") && !problems.has("version")) {
        checkVersion(problems, version, use);
    }
    checkLicenseArguments(problems, args, version);
    checkWhole(problems, args, version.version);
    if (isPlain(args.image)) checkImage(problems, args.image, replicasOf(args).replicant);
    checkNamespace(problems, args);
    checkListeners(problems.at("listeners"), args.listeners);
    const table = keyTable(version);
    checkConfig(problems, args.config, {
        owned: line.keys,
        unwritable: (config) => line.unwritable(config, version.version),
        table,
        files: Object.keys(args.secretFiles ?? {}),
    });
    checkSharedRoots(problems, args, line.keys);
    checkEnvironment(problems, args, line.keys, table);
    checkApiKeys(problems, args);
    if (Object.hasOwn(args.podAnnotations ?? {}, REVISION_ANNOTATION)) {
        problems
            .at("podAnnotations", REVISION_ANNOTATION)
            .add("", "is written by this package, and says which spec a pod carries; leave it out");
    }
}

/** Inputs that the operator of the line has nothing for. */
function checkMissingInputs(problems: Problems, args: EmqxArgs, { withoutInputs }: OperatorLine): void {
    for (const { path, value, because } of withoutInputs) {
        const given = valueAt(args, path.split("."));
        if (problems.concerns(path) || isNothing(given)) continue;
        if (value === undefined) problems.add(path, `is given, but ${because}`);
        else if (given === value) problems.add(path, `is ${value}, but ${because}`);
    }
}

/** What asks for nothing needs nothing. */
function isNothing(value: unknown): boolean {
    return value === undefined || value === false;
}

function valueAt(args: unknown, [key, ...rest]: string[]): unknown {
    if (key === undefined || typeof args !== "object" || args === null) return args;
    return valueAt((args as Record<string, unknown>)[key], rest);
}

/** Namespaces that the API server refuses to delete. Source: Kubernetes, admission plugin NamespaceLifecycle. */
const IMMORTAL = ["default", "kube-system", "kube-public"];

function checkNamespace(problems: Problems, args: EmqxArgs): void {
    if (!args.deleteDataOnDestroy) return;
    if (args.createNamespace === false) {
        problems.add(
            "deleteDataOnDestroy",
            "is true, but the namespace is not made here (createNamespace is false), so it is not deleted; leave out one of the two",
        );
    }
    if (isPlain(args.namespace) && IMMORTAL.includes(args.namespace)) {
        problems.add(
            "deleteDataOnDestroy",
            `is true, but Kubernetes never deletes the namespace ${args.namespace}; write another namespace, or leave it out`,
        );
    }
}

function checkNodes(problems: Problems, args: EmqxArgs): void {
    const { core, replicant } = shapeOf(args).resources;
    checkResources(problems.at("cores", "resources"), args.cores?.resources, core);
    checkResources(problems.at("replicants", "resources"), args.replicants?.resources, replicant);
    const storage = args.cores?.storage;
    if (storage?.ephemeral && (storage.size !== undefined || storage.storageClassName !== undefined)) {
        problems.add(
            "cores.storage.ephemeral",
            "is true, but a size or storageClassName is given; leave out one or the other",
        );
    }
}

function checkResources(problems: Problems, given: ResourcesArgs | undefined, defaults: ResourcesArgs): void {
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
            path,
            `${sentence}; Kubernetes refuses that. ${path === limit ? `Write ${request} too` : "Lower one or raise the other"}`,
        );
    }
}

function checkApiKeys(problems: Problems, args: EmqxArgs): void {
    const keys = (args.apiKeys ?? []).map(({ key }) => key);
    keys.forEach((key, i) => {
        if (!isPlain(key)) return;
        const at = problems.at("apiKeys", i, "key");
        if (keys.indexOf(key) !== i) {
            at.add("", `is "${key}" again; EMQX would keep one of the two secrets. Leave one out`);
        }
        if (key === OPERATOR_API_USER) {
            at.add("", "is the operator's own; write another name");
        }
    });
}

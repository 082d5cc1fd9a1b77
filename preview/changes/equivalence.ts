import { canonicalQuantity } from "../../provider/kubernetes/quantity";
import { isProviderType, packageOf } from "../monitor/urns";
import type { Wire } from "../monitor/wire";
import type { Difference, Leniency } from "./difference";
import { isKubernetesObject } from "./replaceRules";
import { open } from "./secrets";

/** Types whose objects Kubernetes writes in its own way; custom resources stay as they were written. */
const BUILT_IN = /^kubernetes:(?:core|apps|batch|policy|autoscaling|networking\.k8s\.io|storage\.k8s\.io)\//;

const AMOUNTS = new Set(["limits", "requests", "capacity", "hard"]);

/** Scripts that ACK takes as text or as Base64, and compares by what they say. */
const SCRIPTS = new Set(["userData", "preUserData"]);

/** Terraform's types and a provider's text-only set-up blur what Kubernetes tells apart. */
export function leniencyOf(type: string): Leniency {
    const isBridged = isProviderType(type) || ["alicloud", "random"].includes(packageOf(type));
    return {
        scalarsAsText: isBridged,
        emptyAsAbsent: isBridged || type.startsWith("kubernetes:helm.sh/v3:"),
    };
}

/** True for two values that are written differently and mean the same. */
export function meansTheSame(type: string, { path, before, after }: Difference): boolean {
    const [old, now] = [open(before).value, open(after).value];
    if (packageOf(type) === "alicloud" && path.length === 1 && SCRIPTS.has(String(path[0]))) {
        return old !== undefined && now !== undefined && asScript(old) === asScript(now);
    }
    const isAmount = path.length > 1 && AMOUNTS.has(String(path.at(-2)));
    if (isKubernetesObject(type) && BUILT_IN.test(type) && isAmount) {
        return isScalar(old) && isScalar(now) && asQuantity(old) === asQuantity(now);
    }
    return false;
}

function asScript(value: Wire): Wire {
    if (typeof value !== "string") {
        return value;
    }
    const decoded = Buffer.from(value, "base64");
    return decoded.toString("base64") === value ? decoded.toString("utf8") : value;
}

function asQuantity(value: string | number): string {
    return canonicalQuantity(String(value));
}

function isScalar(value: Wire | undefined): value is string | number {
    return typeof value === "string" || typeof value === "number";
}

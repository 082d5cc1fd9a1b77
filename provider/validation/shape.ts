import * as pulumi from "@pulumi/pulumi";
import type { Problems } from "./problems";

/** Inputs that are lists, wherever they stand, with an example of one. */
const LISTS: Record<string, string> = {
    zones: '["cn-hangzhou-g", "cn-hangzhou-h"]',
    vswitches: '[{ zoneId: "cn-hangzhou-g", vswitchId: "vsw-..." }]',
    vswitchIds: '["vsw-..."]',
    instanceTypes: '["ecs.c7.8xlarge"]',
    tolerations: '[{ key: "dedicated" }]',
    imagePullSecrets: '["registry-credentials"]',
    apiKeys: '[{ key: "ops", secret: ... }]',
};

/**
 * Whether the arguments are of the right shape at all: no `null`, and lists where lists belong. JavaScript callers have
 * no compiler, and every further check would stumble over these.
 */
export function checkShape(problems: Problems, args: unknown, path = ""): boolean {
    if (path === "" && (typeof args !== "object" || args === null)) {
        problems.add(
            "args",
            `is ${args === undefined ? "missing" : JSON.stringify(args)}; write an object with the inputs`,
        );
        return false;
    }
    if (args === undefined || pulumi.Output.isInstance(args) || args instanceof Promise) return true;
    if (args === null) {
        problems.add(path, "is null; write a value, or leave it out");
        return false;
    }
    if (typeof args !== "object") return true;
    if (Array.isArray(args)) {
        return args.map((item, i) => checkShape(problems, item ?? null, `${path}[${i}]`)).every(Boolean);
    }
    return Object.entries(args)
        .map(([key, value]) => {
            const at = path === "" ? key : `${path}.${key}`;
            const example = LISTS[key];
            const isList = value === undefined || value === null || Array.isArray(value);
            if (example === undefined || isList) return checkShape(problems, value, at);
            problems.add(at, `is ${JSON.stringify(value)}; write a list, e.g. ${example}`);
            return false;
        })
        .every(Boolean);
}

import {
    ClbChargeType,
    EmqxEdition,
    type EmqxOnAckArgs,
    LoadBalancerKind,
    NetworkPlugin,
} from "../../../provider";
import type { CapacityCeiling, CeilingFinding } from "../../../provider/capacity/ceiling";
import { ceilingsNow } from "../../../provider/plan/capacityCheck";
import { resolveStack, type StackPlan } from "../../../provider/plan/stackPlan";
import { Problems } from "../../../provider/validation/problems";

/** The source article's test: everything as it was run, with what is sold today in place of what is not. */
export const SOURCE: EmqxOnAckArgs = {
    newCluster: {
        zones: ["cn-hangzhou-g", "cn-hangzhou-h", "cn-hangzhou-i"],
        networkPlugin: NetworkPlugin.Flannel,
    },
    connections: 1_000_000,
    traffic: { publishedPerSecond: 500_000, deliveredPerSecond: 500_000, payloadBytes: 1024, qos: 1 },
    corePool: { instanceTypes: ["ecs.c7.2xlarge"] },
    replicantPool: { instanceTypes: ["ecs.c7.16xlarge"], nodes: 5 },
    emqx: {
        edition: EmqxEdition.Enterprise,
        replicants: {
            replicas: 5,
            resources: { cpuRequest: "4", memoryRequest: "4Gi", cpuLimit: "20", memoryLimit: "20Gi" },
        },
    },
    loadBalancer: {
        kind: LoadBalancerKind.Clb,
        clb: { instanceChargeType: ClbChargeType.PayBySpec, spec: "slb.s3.large" },
        keepAliveSeconds: 300,
    },
};

/** The plan of arguments that are taken for right, so that the capacity check has the last word. */
export function planOf(args: EmqxOnAckArgs): StackPlan {
    return resolveStack(args, new Problems());
}

export function findingsOf(args: EmqxOnAckArgs): CeilingFinding[] {
    return ceilingsNow(planOf(args));
}

export function findingOf(args: EmqxOnAckArgs, where: string, name: string): CeilingFinding {
    const all = findingsOf(args);
    const found = all.find(({ ceiling }) => ceiling.where === where && ceiling.name === name);
    if (found === undefined) {
        const there = all.map(({ ceiling }) => `${ceiling.where}: ${ceiling.name}`).join(", ");
        throw new Error(`no ceiling ${where}: ${name} among ${there}`);
    }
    return found;
}

export function ceilingOf(args: EmqxOnAckArgs, where: string, name: string): CapacityCeiling {
    return findingOf(args, where, name).ceiling;
}

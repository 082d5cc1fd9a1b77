import type * as pulumi from "@pulumi/pulumi";
import type { CapacityArgs } from "../capacity/capacityArgs";
import type { TrafficArgs } from "../capacity/trafficArgs";
import type { ResourcesArgs } from "../emqx/args/nodesArgs";
import { resolveListeners } from "../emqx/listeners/listeners";
import { type LicenseKey, readLicenseKey } from "../emqx/plan/licenseKey";
import type { EmqxOnAckArgs } from "../emqxOnAckArgs";
import { parseQuantity } from "../kubernetes/quantity";
import { NodeRole } from "../nodes/tunedNodePoolArgs";
import { isLate } from "../validation/conform";
import { mapInput } from "../validation/output";

type Figure = pulumi.Input<number> | undefined;

/** What the arithmetic needs of the arguments and may be an Output, as it was given: defaults are the arithmetic's. */
export interface CapacityInputs {
    readonly traffic: TrafficArgs;
    readonly capacity: CapacityArgs;
    /** Nodes of each pool. */
    readonly nodes: Readonly<Record<NodeRole, Figure>>;
    readonly pods: Readonly<Record<NodeRole, PodInputs>>;
    readonly limits: { readonly maxPorts: Figure };
    /** What the license key says; undefined where it says nothing that is understood here, or there is none. */
    readonly license: pulumi.Input<LicensedFigures> | undefined;
    /** Of every listener that is on. */
    readonly listeners: readonly { readonly maxConnections: Figure; readonly maxConnectionRate: Figure }[];
}

/** Absent is what the key does not limit. */
export type LicensedFigures = Partial<Pick<LicenseKey, "sessions" | "messagesPerSecond">>;

/** Of one EMQX pod: vCPUs, and bytes of memory. */
interface PodInputs {
    readonly cpuRequest: Figure;
    readonly memoryRequest: Figure;
    readonly cpuLimit: Figure;
    readonly memoryLimit: Figure;
}

/** The same as values; NaN for what is not known before the update. */
export type CapacityFigures = pulumi.Unwrap<CapacityInputs>;

export function capacityInputs(args: EmqxOnAckArgs): CapacityInputs {
    const { emqx = {} } = args;
    return {
        traffic: args.traffic ?? {},
        capacity: args.capacity ?? {},
        nodes: { [NodeRole.Core]: args.corePool?.nodes, [NodeRole.Replicant]: args.replicantPool?.nodes },
        pods: {
            [NodeRole.Core]: podInputs(emqx.cores?.resources),
            [NodeRole.Replicant]: podInputs(emqx.replicants?.resources),
        },
        limits: { maxPorts: emqx.limits?.maxPorts },
        license: emqx.licenseKey === undefined ? undefined : mapInput(emqx.licenseKey, licensed),
        listeners: resolveListeners(emqx.listeners)
            .filter(({ enabled }) => enabled)
            .map(({ maxConnections, maxConnectionRate }) => ({ maxConnections, maxConnectionRate })),
    };
}

/** Figures alone: the key stays where it is. */
function licensed(key: string): LicensedFigures {
    const { sessions, messagesPerSecond } = readLicenseKey(key) ?? {};
    return { sessions, messagesPerSecond };
}

function podInputs(given: ResourcesArgs | undefined): PodInputs {
    return {
        cpuRequest: amount(given?.cpuRequest),
        memoryRequest: amount(given?.memoryRequest),
        cpuLimit: amount(given?.cpuLimit),
        memoryLimit: amount(given?.memoryLimit),
    };
}

/** A quantity as a number of its base unit; checked elsewhere. */
function amount(quantity: pulumi.Input<string> | undefined): Figure {
    if (quantity === undefined) return undefined;
    const parse = (text: string) => parseQuantity(String(text)) ?? Number.NaN;
    return mapInput(quantity, parse);
}

/** What is known of them while the program runs, before the first resource. */
export function figuresNow(inputs: CapacityInputs): CapacityFigures {
    return now(inputs) as CapacityFigures;
}

function now(value: unknown): unknown {
    if (isLate(value)) return Number.NaN;
    if (Array.isArray(value)) return value.map(now);
    if (typeof value !== "object" || value === null) return value;
    return Object.fromEntries(Object.entries(value).map(([key, member]) => [key, now(member)]));
}

import * as pulumi from "@pulumi/pulumi";
import type { ResourcesArgs } from "../emqx/args/nodesArgs";
import { NODE_LIMIT_DEFAULTS } from "../emqx/config/environment";
import { resolveListeners } from "../emqx/listeners/listeners";
import { DEFAULT_RESOURCES, replicasOf } from "../emqx/plan/defaults";
import type { EmqxOnAckArgs } from "../emqxOnAckArgs";
import { isPlain } from "../validation/conform";

/** Inputs that the arithmetic needs and that may be Outputs. */
type Inputs = Record<string, pulumi.Input<number | string> | undefined>;

/** The same as values: NaN for a number, and "" for a text, that is not known before the update. */
export type Known = Record<string, number | string | undefined>;

/** All of them, by their property path, with the defaults that the components have. */
function stackInputs(args: EmqxOnAckArgs): Inputs {
    const { traffic = {}, capacity = {} } = args;
    const replicas = replicasOf(args.emqx);
    const listeners = resolveListeners(args.emqx?.listeners);
    return {
        ...prefixed("traffic", { ...traffic }),
        "capacity.nodesLost": capacity.nodesLost ?? 1,
        "capacity.cpuFactor": capacity.cpuFactor ?? 1,
        "capacity.licensedConnections": capacity.licensedConnections,
        ...prefixed("capacity.node", { ...capacity.node }),
        ...prefixed("capacity.loadBalancer", { ...capacity.loadBalancer }),
        ...prefixed("capacity.quotas", { ...capacity.quotas }),
        "corePool.nodes": args.corePool?.nodes ?? replicas.core,
        "replicantPool.nodes": args.replicantPool?.nodes ?? replicas.replicant,
        "emqx.limits.maxPorts": args.emqx?.limits?.maxPorts ?? NODE_LIMIT_DEFAULTS.maxPorts,
        "emqx.limits.processLimit": args.emqx?.limits?.processLimit ?? NODE_LIMIT_DEFAULTS.processLimit,
        ...resources("emqx.cores", args.emqx?.cores?.resources, DEFAULT_RESOURCES.core),
        ...resources("emqx.replicants", args.emqx?.replicants?.resources, DEFAULT_RESOURCES.replicant),
        ...Object.fromEntries(
            listeners.flatMap(({ kind, maxConnections, maxConnectionRate }) => [
                [`emqx.listeners.${kind}.maxConnections`, maxConnections],
                [`emqx.listeners.${kind}.maxConnectionRate`, maxConnectionRate],
            ]),
        ),
        "loadBalancer.clb.spec": args.loadBalancer.clb?.spec,
    };
}

function prefixed(path: string, inputs: Inputs): Inputs {
    return Object.fromEntries(Object.entries(inputs).map(([name, value]) => [`${path}.${name}`, value]));
}

function resources(path: string, given: ResourcesArgs | undefined, defaults: ResourcesArgs): Inputs {
    return prefixed(`${path}.resources`, {
        ...given,
        cpuRequest: given?.cpuRequest ?? defaults.cpuRequest,
        memoryRequest: given?.memoryRequest ?? defaults.memoryRequest,
    });
}

const TEXTS = /resources\.\w+$|\.spec$/;

/** What is known of them while the program runs, before the first resource. */
export function knownNow(args: EmqxOnAckArgs): Known {
    return Object.fromEntries(
        Object.entries(stackInputs(args)).map(([path, value]) => [
            path,
            value === undefined || isPlain(value) ? value : TEXTS.test(path) ? "" : Number.NaN,
        ]),
    );
}

/** All of them, once they are known. */
export function knownLater(args: EmqxOnAckArgs): pulumi.Output<Known> {
    return pulumi.output(stackInputs(args)) as pulumi.Output<Known>;
}

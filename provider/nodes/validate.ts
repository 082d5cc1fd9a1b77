import { checkNames } from "../naming/derivedNames";
import { nodeTuningNames, tunedNodePoolNames } from "../naming/nodeNames";
import { clusterId, vswitchId } from "../validation/cloudNames";
import { conform } from "../validation/conform";
import { imageReference, registryPrefix } from "../validation/images";
import { dnsLabel } from "../validation/kubernetesNames";
import type { Problems } from "../validation/problems";
import { member } from "../validation/rules";
import { idInput, input, listOf, objectOf, plain, required, schemaOf } from "../validation/schema";
import { checkUserDataSize, profileOf } from "./kernel";
import { KERNEL_PROFILE } from "./kernel/schema";
import { checkNodePool, NODE_POOL } from "./nodePoolCheck";
import { NODE_SELECTOR } from "./nodeSelector";
import type { NodeTuningArgs } from "./nodeTuningArgs";
import { NodeRole, type TunedNodePoolArgs } from "./tunedNodePoolArgs";

const VSWITCH_IDS = '["vsw-..."]';
const TUNED_POOL = objectOf(
    schemaOf<TunedNodePoolArgs>({
        clusterId: required(idInput(clusterId), "write the ACK cluster's id"),
        role: required(plain(member(NodeRole)), "write NodeRole.Core or NodeRole.Replicant"),
        vswitchIds: required(
            listOf(idInput(vswitchId), VSWITCH_IDS),
            "write the ids of the nodes' vSwitches",
        ),
        kernelProfile: KERNEL_PROFILE,
        pool: NODE_POOL,
    }),
);
const TUNING = objectOf(
    schemaOf<NodeTuningArgs>({
        nodeSelector: NODE_SELECTOR,
        kernelProfile: KERNEL_PROFILE,
        image: input(imageReference),
        imageRegistry: input(registryPrefix),
        namespace: input(dnsLabel()),
    }),
);

/** Longest name that still is a label's value or an object's name with the profile's hash behind it. */
const NAME_MAX = 52;

export function checkTunedNodePool(problems: Problems, name: string, args: TunedNodePoolArgs): void {
    checkNames(problems.at("name"), name, tunedNodePoolNames, NAME_MAX);
    const given = conform(problems, args, TUNED_POOL) as TunedNodePoolArgs;
    if (given.vswitchIds?.length === 0) {
        problems.add("vswitchIds", "is empty; write the ids of the nodes' vSwitches");
    }
    checkNodePool(problems, "pool", given.pool);
    const kernel = problems.at("kernelProfile");
    checkUserDataSize(profileOf(given.kernelProfile, kernel), kernel);
}

export function checkNodeTuning(problems: Problems, name: string, args: NodeTuningArgs): void {
    checkNames(problems.at("name"), name, nodeTuningNames, NAME_MAX);
    const given = conform(problems, args, TUNING) as NodeTuningArgs;
    profileOf(given.kernelProfile, problems.at("kernelProfile"));
}

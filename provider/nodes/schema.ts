import { clusterId, tagKey, tagValue, vswitchId } from "../validation/cloudNames";
import { imageReference, registryPrefix } from "../validation/images";
import { dnsLabel, labelKey, labelValue } from "../validation/kubernetesNames";
import { meant, withMeant } from "../validation/nearest";
import { member, type Rule, text, whole } from "../validation/rules";
import { idInput, input, listOf, mapOf, objectOf, plain, required, schemaOf } from "../validation/schema";
import { instanceType } from "./instanceType";
import { KERNEL_PROFILE } from "./kernel/schema";
import type { NodeTuningArgs } from "./nodeTuningArgs";
import { Dedication, type NodePoolArgs, NodeRole, type TunedNodePoolArgs } from "./tunedNodePoolArgs";

/** Labels that select nodes. */
export const NODE_SELECTOR = mapOf(input(labelValue), labelKey);

const DISK_CATEGORIES = ["cloud_essd", "cloud_auto", "cloud_ssd", "cloud_efficiency", "cloud_essd_entry"];
const IMAGE_TYPES = ["", "Arm64", "ContainerOptimized", "ContainerOptimizedArm64", "Security"].flatMap(
    (form) => ["3", "4"].map((major) => `AliyunLinux${major}${form}`),
);
const imageType: Rule = (value) =>
    IMAGE_TYPES.includes(value as string)
        ? undefined
        : withMeant(
              "write AliyunLinux3 or AliyunLinux4 (others are unsupported from Kubernetes 1.30 on, or have a read-only system that cannot be tuned)",
              typeof value === "string" ? meant(value, IMAGE_TYPES) : undefined,
          );

export const NODE_POOL = objectOf(
    schemaOf<NodePoolArgs>({
        instanceTypes: listOf(plain(instanceType), '["ecs.c7.8xlarge"]'),
        nodes: input(whole(1, 1000, "ACK's quota is 100 a cluster unless raised")),
        systemDiskGiB: input(whole(40, 2048, "GiB")),
        systemDiskCategory: input(member(DISK_CATEGORIES)),
        imageType: input(imageType),
        keyName: input(text),
        dedication: plain(member(Dedication)),
        labels: mapOf(input(labelValue), labelKey),
        tags: mapOf(input(tagValue), tagKey),
    }),
    {},
    {
        desiredSize: "nodes",
        nodeCount: "nodes",
        replicas: "nodes",
        size: "nodes",
        systemDiskSize: "systemDiskGiB",
        diskSize: "systemDiskGiB",
    },
);

export const TUNED_NODE_POOL = objectOf(
    schemaOf<TunedNodePoolArgs>({
        clusterId: required(idInput(clusterId), "write the ACK cluster's id"),
        role: required(plain(member(NodeRole)), "write NodeRole.Core or NodeRole.Replicant"),
        vswitchIds: required(
            listOf(idInput(vswitchId), '["vsw-..."]'),
            "write the ids of the nodes' vSwitches",
        ),
        kernelProfile: KERNEL_PROFILE,
        pool: NODE_POOL,
    }),
);

export const NODE_TUNING = objectOf(
    schemaOf<NodeTuningArgs>({
        nodeSelector: NODE_SELECTOR,
        kernelProfile: KERNEL_PROFILE,
        image: input(imageReference),
        imageRegistry: input(registryPrefix),
        namespace: input(dnsLabel()),
    }),
);

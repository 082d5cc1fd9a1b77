import { Dedication, type NodePoolArgs, NodeRole } from "./tunedNodePoolArgs";

/** What a pool has that is not told otherwise. */

/** Source of the figures: alibaba/instanceTable.ts. */
export const DEFAULT_INSTANCE_TYPES: Readonly<Record<NodeRole, readonly string[]>> = {
    [NodeRole.Core]: ["ecs.c7.2xlarge", "ecs.g7.2xlarge"],
    [NodeRole.Replicant]: ["ecs.c7.4xlarge", "ecs.g7.4xlarge"],
};

/** For EMQX's key for evaluation: room for the old and the new pod of a change, beside the cluster's own. */
export const EVALUATION_INSTANCE_TYPES: readonly string[] = ["ecs.g7.large", "ecs.g8i.large"];

export const DEFAULT_NODES = 3;
export const DEFAULT_IMAGE_TYPE = "AliyunLinux3";
export const DEFAULT_DISK_CATEGORY = "cloud_essd";
export const DEFAULT_DISK_GIB = 120;
export const DEFAULT_DEDICATION = Dedication.Exclusive;

export function imageTypeOf(pool: NodePoolArgs): NonNullable<NodePoolArgs["imageType"]> {
    return pool.imageType ?? DEFAULT_IMAGE_TYPE;
}

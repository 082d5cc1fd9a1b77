import { kubeconfig } from "../validation/kubeconfig";
import { dnsLabel, labelValue } from "../validation/kubernetesNames";
import { text, whole } from "../validation/rules";
import { input, listOf, objectOf, required, schemaOf, secretInput } from "../validation/schema";
import type { DrainedPoolArgs, NodeDrainArgs } from "./nodeDrainArgs";

/** A pool without an id is emptied whole, so nobody is told to leave it out without a word about that. */
export const AN_ID =
    "write nodePoolId of the TunedNodePool, or leave the key out where the pool is taken out of the program: then all of its nodes are emptied";

const DRAINED_POOL = objectOf(
    schemaOf<DrainedPoolArgs>({
        pool: required(input(labelValue), "write the name of the TunedNodePool"),
        nodePoolId: input((value) => (text(value) === undefined ? undefined : AN_ID)),
        identity: input(labelValue),
    }),
);

export const NODE_DRAIN = objectOf(
    schemaOf<NodeDrainArgs>({
        pools: required(
            listOf(DRAINED_POOL, '[{ pool: "mqtt-core", nodePoolId: corePool.nodePoolId }]'),
            "write the pools whose former nodes are to be emptied",
        ),
        namespace: required(input(dnsLabel()), "write namespace of the EmqxCluster"),
        kubeconfig: secretInput(kubeconfig),
        timeoutMinutes: input(whole(1, 1440, "minutes")),
    }),
);

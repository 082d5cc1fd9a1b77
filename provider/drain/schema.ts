import { kubeconfig } from "../validation/kubeconfig";
import { dnsLabel, labelValue } from "../validation/kubernetesNames";
import { text, whole } from "../validation/rules";
import { input, listOf, objectOf, required, schemaOf, secretInput } from "../validation/schema";
import type { DrainedPoolArgs, NodeDrainArgs } from "./nodeDrainArgs";

const DRAINED_POOL = objectOf(
    schemaOf<DrainedPoolArgs>({
        pool: required(input(labelValue), "write the name of the TunedNodePool"),
        nodePoolId: input(text),
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

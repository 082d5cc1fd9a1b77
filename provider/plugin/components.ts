import type * as pulumi from "@pulumi/pulumi";
import {
    AckCluster,
    CertManager,
    EmqxCluster,
    EmqxOnAck,
    EmqxOperator,
    MqttLoadBalancer,
    NodeDrain,
    NodeTuning,
    TunedNodePool,
} from "..";

/** Makes a component from arguments that came over the wire; its own validation says whether they are right. */
export type ComponentClass = new (
    name: string,
    // biome-ignore lint/suspicious/noExplicitAny: each component has an interface of its own
    args: any,
    options?: pulumi.ComponentResourceOptions,
) => pulumi.ComponentResource;

/** The components that the plugin serves; a class is called what its token ends with. */
export const COMPONENTS: readonly ComponentClass[] = [
    AckCluster,
    CertManager,
    EmqxCluster,
    EmqxOnAck,
    EmqxOperator,
    MqttLoadBalancer,
    NodeDrain,
    NodeTuning,
    TunedNodePool,
];

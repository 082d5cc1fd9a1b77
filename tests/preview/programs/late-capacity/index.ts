import * as pulumi from "@pulumi/pulumi";
import { EmqxOnAck, LoadBalancerKind } from "emqx-ack";

// A limit that is known only while the program runs, and then is too small for the connections.
const maxPorts = pulumi.output(new Promise<number>((resolve) => setTimeout(() => resolve(40_000), 100)));

export const host = new EmqxOnAck("mqtt", {
    newCluster: { zones: ["cn-hangzhou-g", "cn-hangzhou-h"] },
    emqx: { version: "5.7.2", limits: { maxPorts } },
    loadBalancer: { kind: LoadBalancerKind.Nlb },
}).host;

import type { ResourceValidationPolicy } from "@pulumi/policy";

/** An ACK cluster takes its disks and everybody's workloads with it. */
export const clusterProtected: ResourceValidationPolicy = {
    name: "cluster-protected",
    description: "ACK clusters cannot be deleted by a change of the program, nor in the console.",
    enforcementLevel: "advisory",
    validateResource: ({ type, props, opts }, reportViolation) => {
        if (type !== "alicloud:cs/managedKubernetes:ManagedKubernetes") return;
        if (!opts.protect) reportViolation("set the resource option protect (emqx-ack: protect: true)");
        if (props.deletionProtection !== true) {
            reportViolation("set deletionProtection: true (emqx-ack: newCluster.deletionProtection)");
        }
    },
};

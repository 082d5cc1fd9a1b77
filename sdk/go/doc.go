// Pulumi components for an EMQX cluster with a million or more MQTT connections on Alibaba Cloud ACK: tuned node pools, cert-manager, EMQX operator, cores and replicants, intranet load balancer.
package emqxack

// Command million-connections: 1,000,000 MQTT 5 connections, half of them publishing one QoS 1 message of 1 KB a
// second, half of them receiving one.
package main

import (
	"example.com/pulumi-emqx-ack/sdk/go/emqxack"
	"github.com/pulumi/pulumi/sdk/v3/go/pulumi"
	"github.com/pulumi/pulumi/sdk/v3/go/pulumi/config"
)

func main() {
	pulumi.Run(func(ctx *pulumi.Context) error {
		cfg := config.New(ctx, "")
		protect := cfg.RequireBool("protect")

		mqtt, err := emqxack.NewEmqxOnAck(ctx, "mqtt", &emqxack.EmqxOnAckArgs{
			NewCluster: &emqxack.NewClusterArgs{
				Zones:              []string{"cn-hangzhou-g", "cn-hangzhou-h", "cn-hangzhou-i"},
				ClusterSpec:        pulumi.String("ack.pro.small"),
				NetworkPlugin:      ptr(emqxack.NetworkPluginTerway),
				PublicApiEndpoint:  ptr(false),
				NatGateway:         ptr(true),
				DeletionProtection: pulumi.Bool(protect),
			},
			Connections: ptr(1_000_000),
			Traffic: &emqxack.TrafficArgs{
				PublishedPerSecond: pulumi.Int(500_000),
				DeliveredPerSecond: pulumi.Int(500_000),
				PayloadBytes:       pulumi.Int(1024),
				Qos:                pulumi.Int(1),
			},

			// Cores hold the database. Replicants hold the connections: losing one of five leaves 250,000 on each of
			// the others, well below the 600,000 that an ecs.c7.8xlarge takes.
			CorePool: &emqxack.NodePoolArgs{
				InstanceTypes: []string{"ecs.c7.4xlarge", "ecs.g7.4xlarge"},
				Nodes:         pulumi.Int(3),
			},
			ReplicantPool: &emqxack.NodePoolArgs{
				InstanceTypes: []string{"ecs.c7.8xlarge", "ecs.g7.8xlarge"},
				Nodes:         pulumi.Int(5),
				SystemDiskGiB: pulumi.Int(120),
			},
			// Values follow from the figures above; a changed one makes new pools and rolls EMQX onto them.
			Kernel: &emqxack.KernelProfileArgs{Rollout: ptr(emqxack.KernelRolloutReplacePool)},

			Emqx: &emqxack.EmqxArgs{
				Version:    ptr("6.3.1"),
				LicenseKey: cfg.RequireSecret("licenseKey"),
				Cores: &emqxack.CoreNodesArgs{
					Replicas: ptr(3),
					Resources: &emqxack.ResourcesArgs{
						CpuRequest:    pulumi.String("4"),
						MemoryRequest: pulumi.String("8Gi"),
					},
					Storage: &emqxack.CoreStorageArgs{Size: pulumi.String("40Gi")},
				},
				Replicants: &emqxack.ReplicantNodesArgs{
					Replicas: ptr(5),
					// A third of a node, as `emqx-ack plan` has it: the old and the new pod of an upgrade fit, beside the
					// cluster's own.
					Resources: &emqxack.ResourcesArgs{
						CpuRequest:    pulumi.String("9"),
						MemoryRequest: pulumi.String("16Gi"),
					},
				},
				Listeners: &emqxack.ListenersArgs{
					Tcp: &emqxack.ListenerArgs{
						Port:              ptr(1883),
						Acceptors:         pulumi.Int(64),
						MaxConnections:    pulumi.Int(1_024_000),
						MaxConnectionRate: pulumi.Int(100_000),
					},
				},
				Limits: &emqxack.NodeLimitsArgs{
					MaxPorts:         pulumi.Int(1_048_576),
					DistBufferSizeKb: pulumi.Int(16_384),
				},
				Config: pulumi.String("mqtt.max_packet_size = \"1MB\"\nmqtt.max_inflight = 32"),
				// An upgrade empties five replicants one after another: at this pace before the load balancer cuts who is
				// left (900 s).
				Evacuation: &emqxack.EvacuationArgs{
					ConnectionsPerSecond: pulumi.Int(4500),
					SessionsPerSecond:    pulumi.Int(4500),
					WaitTakeoverSeconds:  pulumi.Int(10),
				},
			},

			LoadBalancer: emqxack.LoadBalancerArgs{
				Kind:                   emqxack.LoadBalancerKindNlb,
				IdleTimeoutSeconds:     ptr(900),
				KeepAliveSeconds:       ptr(300),
				ConnectionDrainSeconds: ptr(900),
			},
			Protect: ptr(protect),
		})
		if err != nil {
			return err
		}

		ctx.Export("clusterId", mqtt.ClusterId)
		ctx.Export("kubeconfig", mqtt.Kubeconfig)
		ctx.Export("namespace", mqtt.Namespace)
		ctx.Export("endpoints", mqtt.Endpoints)
		ctx.Export("dashboardUrl", mqtt.DashboardUrl)
		ctx.Export("dashboardUsername", mqtt.DashboardUsername)
		ctx.Export("dashboardPassword", mqtt.DashboardPassword)
		return nil
	})
}

// ptr is for inputs that decide what is made: they are plain values, known before anything runs.
func ptr[T any](value T) *T {
	return &value
}

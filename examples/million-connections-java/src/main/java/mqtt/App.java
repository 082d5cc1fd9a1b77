package mqtt;

import com.pulumi.Context;
import com.pulumi.Pulumi;
import com.pulumi.emqxack.EmqxOnAck;
import com.pulumi.emqxack.EmqxOnAckArgs;
import com.pulumi.emqxack.enums.KernelRollout;
import com.pulumi.emqxack.enums.LoadBalancerKind;
import com.pulumi.emqxack.enums.NetworkPlugin;
import com.pulumi.emqxack.inputs.CoreNodesArgs;
import com.pulumi.emqxack.inputs.CoreStorageArgs;
import com.pulumi.emqxack.inputs.EmqxArgs;
import com.pulumi.emqxack.inputs.EvacuationArgs;
import com.pulumi.emqxack.inputs.KernelProfileArgs;
import com.pulumi.emqxack.inputs.ListenerArgs;
import com.pulumi.emqxack.inputs.ListenersArgs;
import com.pulumi.emqxack.inputs.LoadBalancerArgs;
import com.pulumi.emqxack.inputs.NewClusterArgs;
import com.pulumi.emqxack.inputs.NodeLimitsArgs;
import com.pulumi.emqxack.inputs.NodePoolArgs;
import com.pulumi.emqxack.inputs.ReplicantNodesArgs;
import com.pulumi.emqxack.inputs.ResourcesArgs;
import com.pulumi.emqxack.inputs.TrafficArgs;

/** 1,000,000 MQTT 5 connections: half publish one QoS 1 message of 1 KB a second, half receive one. */
public final class App {
    public static void main(String[] args) {
        Pulumi.run(App::stack);
    }

    private static void stack(Context ctx) {
        var config = ctx.config();
        var protect = config.requireBoolean("protect");

        var mqtt = new EmqxOnAck("mqtt", EmqxOnAckArgs.builder()
            .newCluster(NewClusterArgs.builder()
                .zones("cn-hangzhou-g", "cn-hangzhou-h", "cn-hangzhou-i")
                .clusterSpec("ack.pro.small")
                .networkPlugin(NetworkPlugin.Terway)
                .publicApiEndpoint(false)
                .natGateway(true)
                .deletionProtection(protect)
                .build())
            .connections(1_000_000)
            .traffic(TrafficArgs.builder()
                .publishedPerSecond(500_000)
                .deliveredPerSecond(500_000)
                .payloadBytes(1024)
                .qos(1)
                .build())

            // Cores hold the database. Replicants hold the connections: losing one of five leaves 250,000 on each of
            // the others, well below the 600,000 that an ecs.c7.8xlarge takes.
            .corePool(NodePoolArgs.builder()
                .instanceTypes("ecs.c7.4xlarge", "ecs.g7.4xlarge")
                .nodes(3)
                .build())
            .replicantPool(NodePoolArgs.builder()
                .instanceTypes("ecs.c7.8xlarge", "ecs.g7.8xlarge")
                .nodes(5)
                .systemDiskGiB(120)
                .build())
            // Values follow from the figures above; a changed one makes new pools and rolls EMQX onto them.
            .kernel(KernelProfileArgs.builder().rollout(KernelRollout.ReplacePool).build())

            .emqx(EmqxArgs.builder()
                .version("6.3.1")
                .licenseKey(config.requireSecret("licenseKey"))
                .cores(CoreNodesArgs.builder()
                    .replicas(3)
                    .resources(ResourcesArgs.builder().cpuRequest("4").memoryRequest("8Gi").build())
                    .storage(CoreStorageArgs.builder().size("40Gi").build())
                    .build())
                .replicants(ReplicantNodesArgs.builder()
                    .replicas(5)
                    // A third of a node, as `emqx-ack plan` has it: the old and the new pod of an upgrade fit, beside
                    // the cluster's own.
                    .resources(ResourcesArgs.builder().cpuRequest("9").memoryRequest("16Gi").build())
                    .build())
                .listeners(ListenersArgs.builder()
                    .tcp(ListenerArgs.builder()
                        .port(1883)
                        .acceptors(64)
                        .maxConnections(1_024_000)
                        .maxConnectionRate(100_000)
                        .build())
                    .build())
                .limits(NodeLimitsArgs.builder()
                    .maxPorts(1_048_576)
                    .distBufferSizeKb(16_384)
                    .build())
                .config("mqtt.max_packet_size = \"1MB\"\nmqtt.max_inflight = 32")
                // An upgrade empties five replicants one after another: at this pace before the load balancer cuts who
                // is left (900 s).
                .evacuation(EvacuationArgs.builder()
                    .connectionsPerSecond(4500)
                    .sessionsPerSecond(4500)
                    .waitTakeoverSeconds(10)
                    .build())
                .build())

            .loadBalancer(LoadBalancerArgs.builder()
                .kind(LoadBalancerKind.Nlb)
                .idleTimeoutSeconds(900)
                .keepAliveSeconds(300)
                .connectionDrainSeconds(900)
                .build())
            .protect(protect)
            .build());

        ctx.export("clusterId", mqtt.clusterId());
        ctx.export("kubeconfig", mqtt.kubeconfig());
        ctx.export("namespace", mqtt.namespace());
        ctx.export("endpoints", mqtt.endpoints());
        ctx.export("dashboardUrl", mqtt.dashboardUrl());
        ctx.export("dashboardUsername", mqtt.dashboardUsername());
        ctx.export("dashboardPassword", mqtt.dashboardPassword());
    }
}

using System.Collections.Generic;
using Pulumi;
using Pulumi.EmqxAck;
using Pulumi.EmqxAck.Inputs;

// 1,000,000 MQTT 5 connections: half publish one QoS 1 message of 1 KB a second, half receive one.
return await Deployment.RunAsync(() =>
{
    var config = new Config();
    var protect = config.RequireBoolean("protect");

    var mqtt = new EmqxOnAck("mqtt", new EmqxOnAckArgs
    {
        NewCluster = new NewClusterArgs
        {
            Zones = { "cn-hangzhou-g", "cn-hangzhou-h", "cn-hangzhou-i" },
            ClusterSpec = "ack.pro.small",
            NetworkPlugin = NetworkPlugin.Terway,
            PublicApiEndpoint = false,
            NatGateway = true,
            DeletionProtection = protect,
        },
        Connections = 1_000_000,
        Traffic = new TrafficArgs
        {
            PublishedPerSecond = 500_000,
            DeliveredPerSecond = 500_000,
            PayloadBytes = 1024,
            Qos = 1,
        },

        // Cores hold the database. Replicants hold the connections: losing one of five leaves 250,000 on each of the
        // others, well below the 600,000 that an ecs.c7.8xlarge takes.
        CorePool = new NodePoolArgs
        {
            InstanceTypes = { "ecs.c7.4xlarge", "ecs.g7.4xlarge" },
            Nodes = 3,
        },
        ReplicantPool = new NodePoolArgs
        {
            InstanceTypes = { "ecs.c7.8xlarge", "ecs.g7.8xlarge" },
            Nodes = 5,
            SystemDiskGiB = 120,
        },
        // Values follow from the figures above; a changed one makes new pools and rolls EMQX onto them.
        Kernel = new KernelProfileArgs { Rollout = KernelRollout.ReplacePool },

        Emqx = new EmqxArgs
        {
            Version = "6.3.1",
            LicenseKey = config.RequireSecret("licenseKey"),
            Cores = new CoreNodesArgs
            {
                Replicas = 3,
                Resources = new ResourcesArgs { CpuRequest = "4", MemoryRequest = "8Gi" },
                Storage = new CoreStorageArgs { Size = "40Gi" },
            },
            Replicants = new ReplicantNodesArgs
            {
                Replicas = 5,
                // A third of a node, as `emqx-ack plan` has it: the old and the new pod of an upgrade fit, beside the
                // cluster's own.
                Resources = new ResourcesArgs { CpuRequest = "9", MemoryRequest = "16Gi" },
            },
            Listeners = new ListenersArgs
            {
                Tcp = new ListenerArgs
                {
                    Port = 1883,
                    Acceptors = 64,
                    MaxConnections = 1_024_000,
                    MaxConnectionRate = 100_000,
                },
            },
            Limits = new NodeLimitsArgs
            {
                MaxPorts = 1_048_576,
                DistBufferSizeKb = 16_384,
            },
            Config = "mqtt.max_packet_size = \"1MB\"\nmqtt.max_inflight = 32",
            // An upgrade empties five replicants one after another: at this pace before the load balancer cuts who is left
            // (900 s).
            Evacuation = new EvacuationArgs
            {
                ConnectionsPerSecond = 4500,
                SessionsPerSecond = 4500,
                WaitTakeoverSeconds = 10,
            },
        },

        LoadBalancer = new LoadBalancerArgs
        {
            Kind = LoadBalancerKind.Nlb,
            IdleTimeoutSeconds = 900,
            KeepAliveSeconds = 300,
            ConnectionDrainSeconds = 900,
        },
        Protect = protect,
    });

    return new Dictionary<string, object?>
    {
        ["clusterId"] = mqtt.ClusterId,
        ["kubeconfig"] = mqtt.Kubeconfig,
        ["namespace"] = mqtt.Namespace,
        ["endpoints"] = mqtt.Endpoints,
        ["dashboardUrl"] = mqtt.DashboardUrl,
        ["dashboardUsername"] = mqtt.DashboardUsername,
        ["dashboardPassword"] = mqtt.DashboardPassword,
    };
});

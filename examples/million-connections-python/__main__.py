"""1,000,000 MQTT 5 connections: half publish one QoS 1 message of 1 KB a second, half receive one."""

import pulumi
import pulumi_emqx_ack as emqx_ack

config = pulumi.Config()
protect = config.require_bool("protect")

mqtt = emqx_ack.EmqxOnAck(
    "mqtt",
    new_cluster=emqx_ack.NewClusterArgs(
        zones=["cn-hangzhou-g", "cn-hangzhou-h", "cn-hangzhou-i"],
        cluster_spec="ack.pro.small",
        network_plugin=emqx_ack.NetworkPlugin.TERWAY,
        public_api_endpoint=False,
        nat_gateway=True,
        deletion_protection=protect,
    ),
    connections=1_000_000,
    traffic=emqx_ack.TrafficArgs(
        published_per_second=500_000,
        delivered_per_second=500_000,
        payload_bytes=1024,
        qos=1,
    ),
    # Cores hold the database. Replicants hold the connections: losing one of five leaves 250,000 on each
    # of the others, well below the 600,000 that an ecs.c7.8xlarge takes.
    core_pool=emqx_ack.NodePoolArgs(
        instance_types=["ecs.c7.4xlarge", "ecs.g7.4xlarge"],
        nodes=3,
    ),
    replicant_pool=emqx_ack.NodePoolArgs(
        instance_types=["ecs.c7.8xlarge", "ecs.g7.8xlarge"],
        nodes=5,
        system_disk_gi_b=120,
    ),
    # Values follow from the figures above; a changed one makes new pools and rolls EMQX onto them.
    kernel=emqx_ack.KernelProfileArgs(rollout=emqx_ack.KernelRollout.REPLACE_POOL),
    emqx=emqx_ack.EmqxArgs(
        version="6.3.1",
        license_key=config.require_secret("licenseKey"),
        cores=emqx_ack.CoreNodesArgs(
            replicas=3,
            resources=emqx_ack.ResourcesArgs(cpu_request="4", memory_request="8Gi"),
            storage=emqx_ack.CoreStorageArgs(size="40Gi"),
        ),
        replicants=emqx_ack.ReplicantNodesArgs(
            replicas=5,
            # A third of a node, as `emqx-ack plan` has it: the old and the new pod of an upgrade fit, beside the
            # cluster's own.
            resources=emqx_ack.ResourcesArgs(cpu_request="9", memory_request="16Gi"),
        ),
        listeners=emqx_ack.ListenersArgs(
            tcp=emqx_ack.ListenerArgs(
                port=1883,
                acceptors=64,
                max_connections=1_024_000,
                max_connection_rate=100_000,
            ),
        ),
        limits=emqx_ack.NodeLimitsArgs(
            max_ports=1_048_576,
            dist_buffer_size_kb=16_384,
        ),
        config='mqtt.max_packet_size = "1MB"\nmqtt.max_inflight = 32',
        # An upgrade empties five replicants one after another: at this pace before the load balancer cuts who
        # is left (900 s).
        evacuation=emqx_ack.EvacuationArgs(
            connections_per_second=4500,
            sessions_per_second=4500,
            wait_takeover_seconds=10,
        ),
    ),
    load_balancer=emqx_ack.LoadBalancerArgs(
        kind=emqx_ack.LoadBalancerKind.NLB,
        idle_timeout_seconds=900,
        keep_alive_seconds=300,
        connection_drain_seconds=900,
    ),
    protect=protect,
)

pulumi.export("clusterId", mqtt.cluster_id)
pulumi.export("kubeconfig", mqtt.kubeconfig)
pulumi.export("namespace", mqtt.namespace)
pulumi.export("endpoints", mqtt.endpoints)
pulumi.export("dashboardUrl", mqtt.dashboard_url)
pulumi.export("dashboardUsername", mqtt.dashboard_username)
pulumi.export("dashboardPassword", mqtt.dashboard_password)

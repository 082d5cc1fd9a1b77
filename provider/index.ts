// Public API of emqx-ack, in the order of the chain.

export { AckCluster, type ZoneVswitch } from "./ack/ackCluster";
export {
    type AckClusterArgs,
    type ExistingClusterArgs,
    NetworkPlugin,
    type NewClusterArgs,
    type ZoneVswitchArgs,
} from "./ack/ackClusterArgs";
export type {
    CapacityArgs,
    LoadBalancerFiguresArgs,
    NodeFiguresArgs,
    QuotaArgs,
} from "./capacity/capacityArgs";
export type { CapacityCeiling } from "./capacity/ceiling";
export type { TrafficArgs } from "./capacity/trafficArgs";
export { CertManager } from "./certManager/certManager";
export type { CertManagerArgs, CertManagerChartArgs } from "./certManager/certManagerArgs";
export type { ChartSourceArgs } from "./charts/chartSource";
export { NodeDrain } from "./drain/nodeDrain";
export type { DrainedPoolArgs, NodeDrainArgs } from "./drain/nodeDrainArgs";
export { EmqxEdition } from "./emqx/args/edition";
export type {
    ApiKeyArgs,
    DashboardArgs,
    EmqxArgs,
    EmqxClusterArgs,
    EvacuationArgs,
    RollingUpdateArgs,
} from "./emqx/args/emqxClusterArgs";
export { EvacuationType } from "./emqx/args/emqxClusterArgs";
export { EmqxFeature } from "./emqx/args/features";
export { EmqxLicense } from "./emqx/args/license";
export type { NodeLimitsArgs } from "./emqx/args/nodeLimitsArgs";
export type {
    CoreNodesArgs,
    CoreStorageArgs,
    ReplicantNodesArgs,
    ResourcesArgs,
} from "./emqx/args/nodesArgs";
export { SecurityProfile } from "./emqx/args/securityProfile";
export { EmqxCluster } from "./emqx/emqxCluster";
export type { EmqxNode } from "./emqx/lines/line/observation";
export {
    type ListenerArgs,
    ListenerProtocol,
    type ListenersArgs,
    type NamedListenerArgs,
} from "./emqx/listeners/listenersArgs";
export { EmqxOnAck } from "./emqxOnAck";
export type { EmqxOnAckArgs, ExistingNodesArgs } from "./emqxOnAckArgs";
export { MqttLoadBalancer } from "./loadBalancer/mqttLoadBalancer";
export {
    type LoadBalancerArgs,
    LoadBalancerBackend,
    LoadBalancerKind,
    type MqttLoadBalancerArgs,
} from "./loadBalancer/mqttLoadBalancerArgs";
export { KernelPreset, type KernelProfileArgs, KernelRollout } from "./nodes/kernel";
export { NodeTuning } from "./nodes/nodeTuning";
export type { NodeTuningArgs } from "./nodes/nodeTuningArgs";
export { TunedNodePool } from "./nodes/tunedNodePool";
export { Dedication, type NodePoolArgs, NodeRole, type TunedNodePoolArgs } from "./nodes/tunedNodePoolArgs";
export { EmqxOperator } from "./operator/emqxOperator";
export type { EmqxOperatorArgs, OperatorArgs } from "./operator/emqxOperatorArgs";
export type { TolerationArgs } from "./scheduling/toleration";

export { InvalidArguments } from "./validation/invalidArguments";

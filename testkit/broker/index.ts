export { Clock } from "./clock";
export { BrokerCluster, type ClusterOptions } from "./cluster";
export type { EvacuationOptions, EvacuationState, EvacuationStatus } from "./eviction/evacuation";
export { Fleet, type FleetOptions, LIBRARIES, type ReconnectPolicy, type Second } from "./fleet";
export { type BackendOptions, LoadBalancer, type LoadBalancerOptions } from "./loadBalancer";
export { BrokerNode, type NodeOptions } from "./node";
export { PodBrokers, type PodBrokersOptions, type PodPorts } from "./pods/podBrokers";
export { ServiceBackends, type ServiceBackendsOptions } from "./pods/serviceBackends";
export { ReasonCode } from "./reasonCodes";

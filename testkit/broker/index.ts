export { Clock } from "./clock";
export { BrokerCluster, type ClusterOptions } from "./cluster";
export type { EvacuationOptions, EvacuationState, EvacuationStatus } from "./eviction/evacuation";
export { BrokerNode, type NodeOptions } from "./node";
export { ReasonCode } from "./reasonCodes";

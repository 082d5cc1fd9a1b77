import { EmqxOnAck } from "emqx-ack";
import { stackArgs } from "./config";

const { name, args } = stackArgs();
const mqtt = new EmqxOnAck(name, args);

export const clusterId = mqtt.clusterId;
export const kubeconfig = mqtt.kubeconfig;
export const namespace = mqtt.namespace;
export const host = mqtt.host;
export const endpoints = mqtt.endpoints;
export const dashboardUrl = mqtt.dashboardUrl;
export const dashboardUsername = mqtt.dashboardUsername;
export const dashboardPassword = mqtt.dashboardPassword;

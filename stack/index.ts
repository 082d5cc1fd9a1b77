import { EmqxOnAck } from "emqx-ack";
import { configuration, stackArgs } from "./config";
import { withoutFile } from "./stackFile";
import { refusedInSettings, tellInSettings } from "./tell";
import { lookAlikes } from "./unknownKeys";

const given = configuration();
const stack = stackArgs(given);
const noFile = withoutFile();
tellInSettings(stack.values, lookAlikes(given.values), noFile === undefined ? [] : [noFile]);
const mqtt = refusedInSettings(stack, (args) => new EmqxOnAck(stack.name, args));

export const clusterId = mqtt.clusterId;
export const kubeconfig = mqtt.kubeconfig;
export const namespace = mqtt.namespace;
export const host = mqtt.host;
export const endpoints = mqtt.endpoints;
export const dashboardUrl = mqtt.dashboardUrl;
export const dashboardUsername = mqtt.dashboardUsername;
export const dashboardPassword = mqtt.dashboardPassword;

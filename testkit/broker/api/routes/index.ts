import type { Route } from "../route";
import { API_KEY_ROUTES } from "./apiKeys";
import { CLIENT_ROUTES } from "./clients";
import { CLUSTER_ROUTES } from "./cluster";
import { CONFIG_ROUTES } from "./configs";
import { LOAD_REBALANCE_ROUTES } from "./loadRebalance";
import { NODE_ROUTES } from "./nodes";
import { PROMETHEUS_ROUTES } from "./prometheus";
import { STATUS_ROUTES } from "./status";
import { USER_ROUTES } from "./users";

/** All that the double's API answers; anything else is a path that is not there. */
export const ROUTES: readonly Route[] = [
    ...STATUS_ROUTES,
    ...PROMETHEUS_ROUTES,
    ...NODE_ROUTES,
    ...CLUSTER_ROUTES,
    ...CLIENT_ROUTES,
    ...LOAD_REBALANCE_ROUTES,
    ...CONFIG_ROUTES,
    ...USER_ROUTES,
    ...API_KEY_ROUTES,
];

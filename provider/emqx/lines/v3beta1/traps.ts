import { DASHBOARD_PORT } from "../../../naming/ports";
import type { ConfigPush, LineTraps } from "../line/traps";

export const push: ConfigPush = {
    // A change of the object wakes the operator at once; a push takes as long as EMQX does. Source: recordings of config changes.
    seconds: 10,
    // Source: EMQX Operator, API Reference (v3beta1); recording of a change of durable_sessions.
    bootRoots: ["node", "cluster", "rpc", "dashboard", "durable_storage", "durable_sessions"],
    bootRootsDo: "roll",
    // Source: recording of a slow push with an image.
    order: "beforePods",
    // Source: recording of a create, ConfigMap emqx-configs.
    ownLines: `dashboard.listeners.http.bind = "0.0.0.0:${DASHBOARD_PORT}"`,
};

export const traps: LineTraps = {
    // The text is pushed first, and written for new pods only once EMQX has taken it. Source: recording of a slow push with an image.
    bootsWithOldConfiguration: false,
    // Cores keep their disks.
    losesDurableSessions: false,
    // Recording of a delete: all claims of the cores are gone 3 seconds later.
    deletesDisks: true,
};

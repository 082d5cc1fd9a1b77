import type { ConfigPush, LineTraps } from "../line/traps";

export const push: ConfigPush = {
    // The operator looks at a ready object every 30 seconds. Source: its reconcile interval at 2.2.29.
    seconds: 30,
    // Source: controllers/apps/v2beta1/sync_emqx_config.go at 2.2.29; emqx-operator#554, emqx#9661.
    bootRoots: ["node", "cluster", "rpc", "dashboard", "durable_storage", "durable_sessions"],
};

export const traps: LineTraps = {
    // emqx-operator#1134.
    bootsWithOldConfiguration: true,
    // EMQX documentation, Session Durability; emqx-operator 2.3 release notes.
    losesDurableSessions: true,
    clusterDomain: "cluster.local",
};

import type { ConfigPush, LineTraps } from "../line/traps";

export const push: ConfigPush = {
    // The operator looks at a ready object every 30 seconds. Source: its reconcile interval at 2.2.29.
    seconds: 30,
    // Source: emqx/emqx v5.7.2 and e5.8.11, emqx_conf_cli.erl (read-only keys); the durable ones are read when a node starts.
    bootRoots: ["node", "cluster", "rpc", "durable_storage", "durable_sessions"],
    bootRootsDo: "nothing",
    // The push waits for the update revision's cores. Source: emqx_controller.go and sync_emqx_config.go at 2.2.29.
    order: "afterCores",
    // Source: sync_emqx_config.go at 2.2.29 (mergeDefaultConfig).
    ownLines: [
        "listeners.tcp.default.bind = 1883",
        "listeners.ssl.default.bind = 8883",
        "listeners.ws.default.bind = 8083",
        "listeners.wss.default.bind = 8084",
    ].join("\n"),
};

export const traps: LineTraps = {
    // emqx-operator#1134.
    bootsWithOldConfiguration: true,
    // EMQX documentation, Session Durability; emqx-operator 2.3 release notes.
    losesDurableSessions: true,
    deletesDisks: false,
    clusterDomain: "cluster.local",
};

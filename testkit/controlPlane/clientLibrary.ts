/** The client library is an ES module: types by this, values by `await import`. */
export type Client = typeof import("@kubernetes/client-node", { with: { "resolution-mode": "import" }});

export type KubeConfig = InstanceType<Client["KubeConfig"]>;

// Loaded into the plugin's process before it: the gates ask the test instead of an API server (see fakeCluster.ts).
const { join } = require("node:path");
const provider = join(__dirname, "../../../bin/provider");
const access = join(provider, "emqx/gate/seen/clusterAccess.js");
const drain = join(provider, "drain/seen/drainAccess.js");

const ask =
    (method) =>
    async (...args) => {
        const response = await fetch(process.env.EMQX_ACK_TEST_CLUSTER, {
            method: "POST",
            body: JSON.stringify({ method, args }),
        });
        const text = await response.text();
        if (!response.ok) throw new Error(text);
        return JSON.parse(text, (_, value) => (value?.mapEntries ? new Map(value.mapEntries) : value)).result;
    };

// A promise asks what it gets for `then`.
require(access).clusterAccess.open = async () =>
    new Proxy({}, { get: (_, method) => (method === "then" ? undefined : ask(method)) });

// No pool was replaced.
require(drain).drainAccess.open = async () => ({ nodes: async () => [] });

// Time passes only for who sleeps, and then at once.
let now = Date.now();
require(access).clusterAccess.clock = {
    now: () => now,
    sleep: async (milliseconds) => {
        now += milliseconds;
    },
};

// No operator of another line was there before.
require(join(provider, "operator/carryOver/carryOverAccess.js")).carryOverAccess.open = async () => ({
    apiVersions: async () => [],
    objects: async () => [],
    operators: async () => [],
});

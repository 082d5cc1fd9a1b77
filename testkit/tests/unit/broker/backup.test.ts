import assert from "node:assert/strict";
import { BrokerCluster, Clock, exported, imported } from "../../../broker";

const KEY = "emqx-operator-controller";

describe("data of one cluster in another one", () => {
    const clocks: Clock[] = [];
    const clusterOf = (version: string, secret: string) => {
        const clock = new Clock(40);
        clocks.push(clock);
        return new BrokerCluster({ clock, version, bootstrapKeys: `${KEY}:${secret}` });
    };
    after(() => {
        for (const clock of clocks) clock.stop();
    });

    it("comes with accounts, deletes nothing, and locks the operator out until a core starts again", async () => {
        const [old, fresh] = [clusterOf("6.2.3", "old"), clusterOf("6.3.1", "fresh")];
        const from = await old.add({ name: "emqx@old", role: "core" }).start();
        const to = await fresh.add({ name: "emqx@fresh", role: "core" }).start();
        const of = { role: "administrator", desc: "", enable: true, expired_at: "infinity" } as const;
        old.accounts.createKey({ name: "devices", ...of });
        fresh.accounts.createKey({ name: "of the new one", ...of });
        assert.equal(imported(fresh.accounts, to, exported(old.accounts, from.release)), undefined);
        const names = [...fresh.accounts.keys.keys()].filter((name) => !name.startsWith("from_bootstrap"));
        assert.deepEqual(names, ["of the new one", "devices"]);
        assert.equal(fresh.accounts.authorizeKey(KEY, "fresh"), undefined);
        await to.stop();
        await to.start();
        assert.ok(fresh.accounts.authorizeKey(KEY, "fresh"));
        await Promise.all([old.close(), fresh.close()]);
    });

    it("is refused by an older version, and by a node that is no core", () => {
        const old = clusterOf("5.8.11", "old");
        const backup = exported(old.accounts, { version: "6.3.1", edition: "Enterprise" });
        const refusal = (role: "core" | "replicant") =>
            imported(old.accounts, { release: old.release, role }, backup);
        assert.match(refusal("core") ?? "", /version 6\.3\.1 is newer than EMQX version 5\.8\.11/);
        assert.equal(refusal("replicant"), "not_core_node");
    });
});

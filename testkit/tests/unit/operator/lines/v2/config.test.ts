import * as assert from "node:assert/strict";
import {
    lastApplied,
    withDefaults,
    withoutReadOnly,
    withoutUnchangeable,
} from "../../../../../operator/lines/v2/config";
import type { Emqx } from "../../../../../operator/lines/v2/emqxObject";

describe("the stand-in of operator 2.3: configuration", () => {
    it("an annotation that is empty is none", () => {
        const of = (text: string) =>
            lastApplied({
                metadata: { annotations: { "apps.emqx.io/last-emqx-configuration": text } },
            } as unknown as Emqx);
        assert.deepEqual([of(""), of("a = 1")], [undefined, "a = 1"]);
    });

    it("what EMQX reads when it boots is not pushed, but for the links of a cluster", () => {
        const text =
            "node.x = 1\ncluster.y = 2\ncluster.links = []\ndurable_sessions.enable = true\nmqtt.a = 3";
        const { text: pushed, stripped } = withoutReadOnly(text);
        assert.deepEqual(stripped, ["node", "durable_sessions", "cluster.y"]);
        assert.deepEqual(JSON.parse(pushed), { cluster: { links: [] }, mqtt: { a: 3 } });
    });

    it("the port of the dashboard stays, and the text is JSON then", () => {
        const last = withDefaults("");
        const changed = withoutUnchangeable("dashboard.listeners.http.bind = 18084\nmqtt.a = 3", last);
        assert.deepEqual(changed.stripped, ["dashboard.listeners.http.bind"]);
        assert.deepEqual(JSON.parse(changed.text), { mqtt: { a: 3 } });
        const same = "dashboard.listeners.http.bind = 18083\nmqtt.a = 3";
        assert.deepEqual(withoutUnchangeable(same, last), { text: same, stripped: [] });
    });
});

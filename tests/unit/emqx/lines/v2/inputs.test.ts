import assert from "node:assert/strict";
import type { EmqxClusterArgs } from "../../../../../provider";
import { v2 } from "../../../../../provider/emqx/lines/v2";
import { v2beta1 } from "../../../../../provider/emqx/lines/v2beta1";
import { planEmqx } from "../../../../../provider/emqx/plan/plan";
import { Problems } from "../../../../../provider/validation/problems";

/** What is wrong with arguments on a line, by path. */
function problemsOf(operatorVersion: string, args: EmqxClusterArgs): string[] {
    const problems = new Problems();
    planEmqx(
        {
            edition: "Enterprise",
            version: "5.8.11",
            licenseKey: "key",
            ...args,
            operatorVersion,
        } as EmqxClusterArgs,
        problems,
    );
    return problems.all.map(({ path, reason }) => `${path}: ${reason}`);
}

describe("inputs on operator line 2.3", () => {
    const config = "durable_sessions.enable = true";

    it("allow durable sessions in config, which line 2.2 refuses", () => {
        assert.deepEqual(problemsOf("2.3.3", { config }), []);
        assert.match(problemsOf("2.2.29", { config }).join(), /durable sessions do not survive/);
    });

    it("refuse them in the environment, where the operator does not look for them", () => {
        const environment = { EMQX_DURABLE_SESSIONS__ENABLE: "true" };
        assert.match(
            problemsOf("2.3.3", { environment }).join(),
            /write durable_sessions and durable_storage in config/,
        );
    });

    it("have the pause before the first client is moved, which line 2.2 lacks, and nothing of line 3.0", () => {
        const evacuation = { waitHealthCheckSeconds: 20 };
        assert.deepEqual(problemsOf("2.3.3", { evacuation }), []);
        assert.match(problemsOf("2.2.29", { evacuation }).join(), /operator 2\.2 does not hand it on/);
        assert.match(problemsOf("2.3.3", { rollingUpdate: { maxSurge: 2 } }).join(), /whole second set/);
        assert.match(
            problemsOf("2.3.3", { evacuation: { type: "Disabled" as never } }).join(),
            /always empties nodes/,
        );
    });

    it("keep boot keys, secrets and the operator's own keys out of config, as line 2.2 does", () => {
        for (const root of Object.keys(v2.keys.roots)) assert.ok(root in v2beta1.keys.roots, root);
        for (const wrong of ["node.cookie = x", "cluster.name = x", "dashboard.default_password = x"]) {
            assert.equal(problemsOf("2.3.3", { config: wrong }).length, 1, wrong);
        }
    });
});

describe("a field of an object of operator line 2.3", () => {
    it("tells the input that it is written from", () => {
        const path = ["spec", "updateStrategy", "evacuationStrategy", "waitHealthCheck"];
        assert.deepEqual(v2.field(path), {
            subject: "evacuation",
            name: "updateStrategy",
            rolls: [],
            input: "evacuation.waitHealthCheckSeconds",
        });
    });
});

import assert from "node:assert/strict";
import { EmqxEdition } from "../../../../provider/emqx/args/edition";
import type { EmqxArgs } from "../../../../provider/emqx/args/emqxClusterArgs";
import { planEmqxCluster } from "../../../../provider/emqx/plan/plan";
import { Problems } from "../../../../provider/validation/problems";
import { versioned } from "../../../support/versions";

function told(args: EmqxArgs): { refused: string[]; warned: readonly string[] } {
    const problems = new Problems();
    const { warnings } = planEmqxCluster(versioned(args), problems);
    return { refused: problems.all.map(({ path, reason }) => `${path} ${reason}`), warned: warnings };
}

/** Source of what is missing where: EMQX 5.7.2's own boot with each of these environments. */
describe("a variable of a root that there is not", () => {
    it("is refused, since EMQX ignores it; one of a single part may be another program's", () => {
        const { refused, warned } = told({
            environment: { EMQX_TOOL__LEVEL: "1", EMQX_TOOL: "2", EMQX_MQQT__MAX_INFLIGHT: "3" },
        });
        assert.deepEqual(refused, [
            "environment.EMQX_TOOL__LEVEL sets tool.level, and EMQX has no root tool: it ignores the variable. Leave it out, or take another beginning than EMQX_ where it is for another program",
            'environment.EMQX_MQQT__MAX_INFLIGHT is no key of EMQX; did you mean "mqtt"?',
        ]);
        assert.deepEqual(warned, []);
    });

    it("is a warning where the list of keys is another release's", () => {
        const { refused, warned } = told({
            edition: EmqxEdition.Enterprise,
            version: "5.8.5",
            licenseKey: "key",
            environment: { EMQX_TOOL__LEVEL: "1" },
        });
        assert.deepEqual(refused, []);
        assert.match(
            warned.join(),
            /environment\.EMQX_TOOL__LEVEL sets tool\.level, and EMQX has no root tool/,
        );
    });
});

describe("a variable below a block that EMQX takes as one value", () => {
    const ignored =
        "which EMQX ignores: it takes prometheus.push_gateway.headers as a whole. Write all of it as EMQX_PROMETHEUS__PUSH_GATEWAY__HEADERS, e.g. {name = value}";
    const url = { EMQX_PROMETHEUS__PUSH_GATEWAY__URL: "http://p:9091" };

    // Built of parts: as one string it would look like a template that lacks its backticks.
    const PLACEHOLDER = ["$", "{username}"].join("");

    it("is refused, with the variable that counts", () => {
        const name = "EMQX_PROMETHEUS__PUSH_GATEWAY__HEADERS__X";
        const sentence = `environment.${name} sets prometheus.push_gateway.headers.x, ${ignored}`;
        assert.deepEqual(told({ environment: { ...url, [name]: "1" } }), { refused: [sentence], warned: [] });
        const placeholder = told({ environment: { ...url, [name]: PLACEHOLDER } });
        assert.deepEqual(placeholder, { refused: [], warned: [sentence] });
        const whole = { EMQX_PROMETHEUS__PUSH_GATEWAY__HEADERS: "{X = 1}" };
        assert.deepEqual(told({ environment: whole }), { refused: [], warned: [] });
    });
});

describe("variables of one block", () => {
    it("are enough together where none is alone", () => {
        const [name, url] = [
            { EMQX_EXHOOK__SERVERS__1__NAME: "hook" },
            { EMQX_EXHOOK__SERVERS__1__URL: "http://hook:1" },
        ];
        assert.deepEqual(told({ environment: { ...name, ...url } }), { refused: [], warned: [] });
        assert.deepEqual(told({ environment: name, secretEnvironment: url }), { refused: [], warned: [] });
        assert.match(told({ environment: name }).refused.join(), /EMQX_EXHOOK__SERVERS__1__URL beside it/);
        assert.match(
            told({ secretEnvironment: url }).refused.join(),
            /^secretEnvironment\.EMQX_EXHOOK__SERVERS__1__URL is not enough/,
        );
    });

    it("need nothing that the operator or an input sets", () => {
        const environment = { EMQX_NODE__GLOBAL_GC_INTERVAL: "15m", EMQX_CLUSTER__AUTOHEAL: "false" };
        assert.deepEqual(told({ environment }), { refused: [], warned: [] });
    });

    it("may be what to log in with, where the rest is made in the dashboard: that is told", () => {
        const { refused, warned } = told({
            secretEnvironment: { EMQX_AUTHENTICATION__1__PASSWORD: "hidden" },
        });
        assert.deepEqual(refused, []);
        assert.match(
            warned.join("\n"),
            /EMQX_AUTHENTICATION__1__MECHANISM beside it.*not made in the dashboard/,
        );
        assert.doesNotMatch(warned.join(), /hidden/);
        const placeholder = { EMQX_AUTHENTICATION__1__BODY__PASSWORD: `$${"{password}"}` };
        assert.deepEqual(told({ environment: placeholder }).refused, []);
        const alone = told({ environment: { EMQX_AUTHENTICATION__1__URL: "http://a:1" } });
        assert.match(alone.refused.join(), /no node starts without EMQX_AUTHENTICATION__1__MECHANISM/);
    });
});

describe("a secret of any signs", () => {
    it("is taken as the text that it is", () => {
        const secretEnvironment = { EMQX_AUTHENTICATION__1__PASSWORD: "[Rt7,]" };
        assert.deepEqual(told({ secretEnvironment }).refused, []);
    });
});

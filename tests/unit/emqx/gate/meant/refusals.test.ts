import { strict as assert } from "node:assert";
import { checkOperatorLine } from "../../../../../provider/emqx/gate/meant/operatorLine";
import type { PresentCluster } from "../../../../../provider/emqx/gate/meant/present";
import { checkChange } from "../../../../../provider/emqx/gate/meant/refusals";
import { v2beta1 } from "../../../../../provider/emqx/lines/v2beta1";
import { Problems } from "../../../../../provider/validation/problems";

const present: PresentCluster = {
    runningVersions: ["5.8.7"],
    enterprise: true,
    replicas: { core: 3, replicant: 5 },
    revisions: { core: "a", replicant: "b" },
};
const wanted = { version: "5.8.11", enterprise: true, replicas: { core: 3, replicant: 5 } };

function judge(now: Partial<PresentCluster>, then: Partial<typeof wanted>) {
    const problems = new Problems();
    const warnings = checkChange(problems.at("emqx"), { ...present, ...now }, { ...wanted, ...then });
    return { refused: problems.all.map((p) => `${p.path}: ${p.reason}`), warnings };
}

describe("a change of a running cluster", () => {
    it("may upgrade, add and remove nodes", () => {
        for (const then of [
            {},
            { replicas: { core: 5, replicant: 1 } },
            { replicas: { core: 2, replicant: 5 } },
        ])
            assert.deepEqual(judge({}, then), { refused: [], warnings: [] });
    });

    it("may not take more than half of the cores at once", () => {
        const to = (core: number) => ({ replicas: { core, replicant: 5 } });
        const { refused } = judge({}, to(1));
        assert.equal(refused.length, 1);
        assert.match(
            refused[0]!,
            /^emqx\.cores\.replicas: is 1, but 3 cores run: .*Write 2 first, let it roll out, then 1$/,
        );
        assert.deepEqual(judge({ replicas: { core: 2, replicant: 5 } }, to(1)).refused, []);
        assert.equal(judge({ replicas: { core: 7, replicant: 5 } }, to(3)).refused.length, 1);
        assert.deepEqual(judge({ replicas: { core: 7, replicant: 5 } }, to(4)).refused, []);
    });

    it("may not go from Enterprise to open source", () => {
        const { refused } = judge({}, { enterprise: false });
        assert.match(refused[0]!, /^emqx\.edition: .*does not take over.*another instanceName/);
        assert.deepEqual(judge({ enterprise: false }, {}).refused, []);
    });

    it("may not go back to an older minor once nothing of it runs any more", () => {
        const back = { version: "5.7.2" };
        assert.match(
            judge({}, back).refused[0]!,
            /^emqx\.version: is "5\.7\.2", but the cluster runs 5\.8\.7/,
        );
        assert.deepEqual(judge({ runningVersions: ["5.7.2", "5.8.7"] }, back).refused, [], "a revert");
        assert.deepEqual(judge({}, { version: "5.8.6" }).refused, [], "a patch");
    });

    it("hears of crossings that the vendor limits", () => {
        const { refused, warnings } = judge({ runningVersions: ["5.8.7"] }, { version: "5.9.1" });
        assert.deepEqual(refused, []);
        assert.match(warnings[0]!, /^EMQX 5\.8\.7 to 5\.9\.1: .*OpenTelemetry/);
    });

    it("is not judged by versions before any node has reported one", () => {
        assert.deepEqual(judge({ runningVersions: [] }, { version: "5.5.0" }), { refused: [], warnings: [] });
    });
});

describe("the line of the operator in the cluster", () => {
    const input = { write: (v: string) => `operatorVersion: "${v}"`, beside: false, installs: false };
    const line = (...versions: string[]) => {
        const problems = new Problems();
        checkOperatorLine(problems.at("operator"), v2beta1, { apiVersions: versions, operators: [] }, input);
        return problems.all.map((p) => p.reason).join();
    };

    it("is 2.2, or none yet", () => {
        assert.equal(line(), "");
        assert.equal(line("v2beta1", "v2alpha1", "v1beta4"), "");
    });

    it("may not be a later or an older one", () => {
        assert.match(line("v2", "v2beta1"), /has EMQX operator 2\.3/);
        assert.match(line("v3beta1"), /has EMQX operator 3\.0/);
        assert.match(line("v1beta3"), /serves only v1beta3\. Upgrade it to 2\.2\.29/);
    });
});

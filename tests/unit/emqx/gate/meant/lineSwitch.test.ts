import { strict as assert } from "node:assert";
import { checkSwitch } from "../../../../../provider/emqx/gate/meant/lineSwitch";
import type { PresentCluster, WantedObject } from "../../../../../provider/emqx/gate/meant/present";
import { addLine } from "../../../../../provider/emqx/lines";
import type { OperatorLine } from "../../../../../provider/emqx/lines/line/line";
import { v2beta1 } from "../../../../../provider/emqx/lines/v2beta1";
import { Problems } from "../../../../../provider/validation/problems";
import { madeUp } from "../../../../support/madeUpLine";
import { operatorOf } from "./operators";

const next: OperatorLine = { ...madeUp, formerVersions: ["v2beta1"] };
const replicas = { core: 3, replicant: 3 };

function specOf(image: string, cpu = "1", annotation = "old") {
    const template = {
        metadata: { annotations: { "emqx-ack.io/revision": annotation } },
        spec: { replicas: 3, resources: { requests: { cpu } } },
    };
    return { image, config: { data: "x = 1" }, coreTemplate: template, replicantTemplate: template };
}

const running = specOf("emqx/emqx-enterprise:5.8.11");

function present(versions: readonly string[]): PresentCluster {
    return {
        runningVersions: versions,
        enterprise: true,
        replicas,
        revisions: { core: "a", replicant: "b" },
        object: { line: "2.2", spec: running, state: v2beta1.read({ spec: running }) },
    };
}

/** What a switch is told whose program would say this on the line that it leaves. */
function told(
    versions: readonly string[],
    version: string,
    onRunningLine: unknown = running,
    line = next,
    operator = "2.2.29",
) {
    const problems = new Problems();
    const input = { write: (v: string) => `operator: { version: "${v}" }`, beside: true, installs: true };
    const places = { operator: problems.at("operator"), emqx: problems.at("emqx"), input };
    const spec = { version: { image: `emqx/emqx:${version}` } };
    const object: WantedObject = { spec, state: next.read({ spec }), onRunningLine };
    const there = { apiVersions: ["v2beta1"], operators: [operatorOf(operator)] };
    const wanted = { version, enterprise: true, replicas, object };
    const isOne = checkSwitch(places, line, present(versions), wanted, there);
    return { isOne, refused: problems.all.map(({ path, reason }) => `${path}: ${reason}`) };
}

describe("a switch of the operator's line", () => {
    let remove = () => {};
    before(() => {
        remove = addLine(next, []);
    });
    after(() => remove());

    it("is an update of its own, in which nothing else changes but numbers, settings and what follows from Secrets", () => {
        assert.deepEqual(told(["5.8.11"], "5.8.11"), { isOne: true, refused: [] });
        for (const other of [
            { ...running, config: { data: "x = 2" } },
            specOf("emqx/emqx-enterprise:5.8.11", "1", "new"),
            { ...running, coreTemplate: { spec: { replicas: 5 } } },
        ])
            assert.deepEqual(told(["5.8.11"], "5.8.11", other).refused, []);
    });

    it("is refused together with an upgrade, and names both orders", () => {
        const [refused, ...more] = told(["5.8.11"], "9.9.0").refused;
        assert.deepEqual(more, []);
        assert.match(
            refused!,
            /^emqx\.version: is "9\.9\.0", but the cluster runs 5\.8\.11 on operator line 2\.2.* an update of its own/,
        );
        assert.match(refused!, /First version "5\.8\.11" with operator: \{ version: "9\.1\.3" \}/);
    });

    it("names the version that comes first, where what runs is too old for the new line", () => {
        assert.match(
            told(["5.8.2"], "9.9.0").refused[0]!,
            /The next step is version "5\.8\.11" with edition "Enterprise" on operator line 2\.2: write operator: \{ version: "2\.2\.29" \}/,
        );
    });

    it("is refused while an upgrade has not ended", () => {
        assert.match(
            told(["5.8.7", "5.8.11"], "5.8.11").refused[0]!,
            /an upgrade has not ended: nodes of EMQX 5\.8\.7 and 5\.8\.11 run\. Let it end on operator line 2\.2/,
        );
    });

    it("is refused together with other pods, which it names by their inputs", () => {
        const [refused, ...more] = told(["5.8.11"], "5.8.11", specOf("own/emqx:5.8.11", "2")).refused;
        assert.deepEqual(more, []);
        assert.match(
            refused!,
            /^operator: leads from line 2\.2 to 9\.1, .*changes image, cores\.resources\.cpuRequest, replicants\.resources\.cpuRequest as well/,
        );
        assert.match(refused!, /with operator: \{ version: "2\.2\.29" \}/);
    });

    it("is none where the operator acts already, or where the lines have nothing in common", () => {
        assert.equal(told(["5.8.11"], "9.9.0", running, next, "9.1.3").isOne, false);
        assert.equal(told(["5.8.11"], "9.9.0", running, madeUp).isOne, false);
        assert.equal(told(["5.8.11"], "5.8.11", running, v2beta1).isOne, false);
    });
});

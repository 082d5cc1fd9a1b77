import { strict as assert } from "node:assert";
import type { OperatorThere } from "../../../../../provider/emqx/gate/meant/lineThere";
import { checkOperatorLine } from "../../../../../provider/emqx/gate/meant/operatorLine";
import { addLine } from "../../../../../provider/emqx/lines";
import type { OperatorLine } from "../../../../../provider/emqx/lines/line/line";
import { v2beta1 } from "../../../../../provider/emqx/lines/v2beta1";
import { Problems } from "../../../../../provider/validation/problems";
import { MADE_UP_VERSIONS, madeUp } from "../../../../support/madeUpLine";
import { operatorOf } from "./operators";

const takesOver = { ...madeUp, formerVersions: ["v2beta1"] };

/** What a component is told of the operator in its cluster. */
function told(line: OperatorLine, there: Partial<OperatorThere>, installs = true): string {
    const problems = new Problems();
    const input = { write: (v: string) => `operator: { version: "${v}" }`, beside: true, installs };
    checkOperatorLine(problems.at("operator"), line, { apiVersions: [], operators: [], ...there }, input);
    return problems.all.map(({ path, reason }) => `${path} ${reason}`).join("\n");
}

describe("the operator that a Kubernetes cluster has", () => {
    let remove = () => {};
    before(() => {
        remove = addLine(madeUp, MADE_UP_VERSIONS);
    });
    after(() => remove());

    it("may be of the same line, by what is served and by its Deployment", () => {
        assert.equal(told(v2beta1, {}), "");
        assert.equal(told(v2beta1, { apiVersions: ["v2beta1"], operators: [operatorOf("2.2.29")] }), "");
        assert.equal(told(madeUp, { apiVersions: ["v9"], operators: [operatorOf("9.1.2")] }), "");
    });

    it("is told by its Deployment where the API server serves several", () => {
        const half = { apiVersions: ["v2beta1"], operators: [operatorOf("9.1.3")] };
        assert.match(told(v2beta1, half), /has EMQX operator 9\.1\.3.* no way back/);
        assert.match(told(v2beta1, half), /What runs is kept by operator: \{ version: "9\.1\.3" \}/);
        const idle = { apiVersions: ["v2beta1"], operators: [{ ...operatorOf("9.1.3"), wanted: 0 }] };
        assert.equal(told(v2beta1, idle), "", "one that is scaled to 0 acts on nothing");
        const other = { apiVersions: ["v2beta1"], operators: [operatorOf("latest")] };
        assert.equal(told(v2beta1, other), "", "a tag that is no version tells nothing");
    });

    it("is refused where a line reads nothing of the other's, with the way and with what keeps it", () => {
        const refused = told(madeUp, { apiVersions: ["v2beta1"], operators: [operatorOf("2.2.29")] });
        assert.match(
            refused,
            /^operator does not fit: .* has EMQX operator 2\.2\.29, and line 9\.1 reads none/,
        );
        assert.match(refused, /second Kubernetes cluster with line 9\.1, an export and an import/);
        assert.match(refused, /operator: \{ version: "2\.2\.29" \}$/);
        assert.match(
            told(madeUp, { apiVersions: ["v2beta1"], operators: [operatorOf("2.2.5")] }),
            /operator: \{ version: "2\.2\.29" \}$/,
            "not one that a program may not ask for",
        );
    });

    it("is switched by who installs it, and by nobody else", () => {
        const before = { apiVersions: ["v2beta1"], operators: [operatorOf("2.2.29")] };
        assert.equal(told(takesOver, before), "");
        assert.match(told(takesOver, before, false), /Whoever installs it switches it first/);
    });
});

import * as assert from "node:assert/strict";
import { startOperator } from "../../../../operator";
import { addLine, allLines, lineOf, lineOfOperator, USUAL_LINE } from "../../../../operator/lines";
import { madeUpLine } from "../../../madeUpLine";

describe("the lines of the operator's stand-in", () => {
    const all = (what: "release" | "apiVersion") =>
        allLines()
            .map((line) => line[what])
            .join(", ");

    it("are chosen by the version of the API, or by a version of the operator", () => {
        assert.equal(lineOf("apps.emqx.io/v2beta1"), USUAL_LINE);
        assert.equal(lineOfOperator("2.2.29"), USUAL_LINE);
        assert.equal(lineOfOperator("2.3.3").apiVersion, "apps.emqx.io/v2");
        assert.throws(() => lineOfOperator("2.20.1"), {
            message: `no stand-in plays operator 2.20.1; there is: ${all("release")}`,
        });
    });

    it("refuse to play what there is no line for, and name those that there are", async () => {
        await assert.rejects(startOperator("", { apiVersion: "apps.emqx.io/v0" }), {
            message: `no stand-in plays objects of apps.emqx.io/v0; there is: ${all("apiVersion")}`,
        });
    });

    it("take one more for as long as a test needs it", () => {
        const remove = addLine(madeUpLine);
        try {
            assert.equal(lineOf(madeUpLine.apiVersion), madeUpLine);
            assert.throws(() => addLine(madeUpLine), /there is a line of apps\.emqx\.io\/v9 already/);
        } finally {
            remove();
        }
        assert.ok(!allLines().includes(madeUpLine));
        assert.throws(() => lineOf(madeUpLine.apiVersion), /no stand-in plays/);
    });

    it("bring definitions of the kind whose objects they look after", () => {
        for (const { apiVersion, definitions } of [...allLines(), madeUpLine]) {
            const served = definitions().flatMap(({ spec }) =>
                spec.versions.map(({ name }: any) => `${spec.group}/${name} ${spec.names.plural}`),
            );
            assert.ok(served.includes(`${apiVersion} emqxes`), `${apiVersion}: ${served}`);
        }
    });
});

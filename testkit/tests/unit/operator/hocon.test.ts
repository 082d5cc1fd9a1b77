import * as assert from "node:assert/strict";
import { dataText } from "../../../data";
import { GoRefusal } from "../../../operator/goHocon/value";
import { hoconValues } from "../../../operator/hocon";
import { OperatorPanic } from "../../../operator/panic";

describe("the operator's stand-in: HOCON", () => {
    it("reads dotted and nested keys, quotes and comments", () => {
        const text = `
            # a comment
            dashboard.listeners.http { bind = "0.0.0.0:28083" } // another
            listeners { tcp.default { bind = 1883, enable = false }, quic { default.bind: 14567 } }
            a."b c" = """ three
            lines """`;
        assert.deepEqual(Object.fromEntries(hoconValues(text)), {
            "dashboard.listeners.http.bind": "0.0.0.0:28083",
            "listeners.tcp.default.bind": "1883",
            "listeners.tcp.default.enable": "false",
            "listeners.quic.default.bind": "14567",
            "a.b c": " three\n            lines ",
        });
    });

    it("refuses what does not close", () => {
        for (const text of ["mqtt {", "}", "a = [x"]) assert.throws(() => hoconValues(text), text);
    });

    // What EMQX takes and the operator does not: facts/real-parts.md, section 1.
    for (const text of [
        "## see http://example.com\nmqtt {\n  max_inflight = 3\n}",
        "mqtt {\n  max_inflight = 3 # see http://example.com\n}",
        "a = [\n  1\n  # no more\n]",
        "a = [1 # one\n]",
        "a = k@v",
        "a = +1",
        "a = 18446744073709551615",
        "a..b = 1",
        "a. = 1",
    ]) {
        it(`refuses ${JSON.stringify(text)}`, () => assert.throws(() => hoconValues(text), GoRefusal));
    }

    it("loses the line after a comment with // in it", () => {
        assert.deepEqual([...hoconValues("# see http://example.com\na = 3\nb = 4")], [["b", "4"]]);
    });

    it("reads and refuses what go-hocon 1.2.15-1 itself reads and refuses", () => {
        const wrong: object[] = [];
        const lines = dataText("oracle", "operator-2.2-reader.jsonl").trim().split("\n");
        for (const { text, does } of lines.map((line) => JSON.parse(line))) {
            const done = whatItDoes(text);
            if (done !== does) wrong.push({ text, does, done });
        }
        // Chance decides which of a refusal and a panic comes first; the one file is of a class path.
        assert.deepEqual(wrong.length, 3, JSON.stringify(wrong, undefined, 1));
        assert.ok(lines.length > 3000);
    });
});

function whatItDoes(text: string): string {
    try {
        hoconValues(text);
        return "reads";
    } catch (error) {
        if (error instanceof OperatorPanic) return "panics";
        if (error instanceof GoRefusal) return "refuses";
        throw error;
    }
}

import * as assert from "node:assert/strict";
import { hoconValues } from "../../../operator/hocon";

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
            "a.b c": "three\n            lines",
        });
    });

    it("refuses what does not close", () => {
        for (const text of ["mqtt {", "}", 'a = "b']) assert.throws(() => hoconValues(text), text);
    });
});

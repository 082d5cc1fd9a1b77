import assert from "node:assert/strict";
import { pageWidth } from "../../../preview/render/pageWidth";

describe("the width of a page", () => {
    it("is the terminal's, within what can be read", () => {
        assert.equal(pageWidth({ isTTY: true, columns: 90 }, {}), 90);
        assert.equal(pageWidth({ isTTY: true, columns: 300 }, {}), 120);
        assert.equal(pageWidth({ isTTY: true, columns: 20 }, {}), 60);
    });

    it("has no end where there is no terminal", () => {
        assert.equal(pageWidth({}, {}), Number.POSITIVE_INFINITY);
        assert.equal(pageWidth({ isTTY: false, columns: 80 }, { COLUMNS: "" }), Number.POSITIVE_INFINITY);
        assert.equal(pageWidth({}, { COLUMNS: "wide" }), Number.POSITIVE_INFINITY);
    });

    it("is what COLUMNS says, in a terminal and in a pipe", () => {
        assert.equal(pageWidth({}, { COLUMNS: "80" }), 80);
        assert.equal(pageWidth({ isTTY: true, columns: 90 }, { COLUMNS: "200" }), 200);
    });
});

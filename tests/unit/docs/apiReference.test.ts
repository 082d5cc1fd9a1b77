import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { API_REFERENCE, apiReference } from "../../../docs/generate/apiReference";
import { renderApiReference } from "../../../docs/generate/apiReference/render";

describe("docs/api.md", () => {
    const text = apiReference();

    it("is what schema.json says: otherwise npm run docs:api", () => {
        assert.equal(readFileSync(API_REFERENCE, "utf8"), text);
    });

    it("links to headings that exist, each of them once", () => {
        const headings = [...text.matchAll(/^#+ (.*)$/gm)].map(([, heading]) => heading?.toLowerCase());
        assert.equal(new Set(headings).size, headings.length);
        const links = [...text.matchAll(/\(#([^)]+)\)/g)].map(([, link]) => link);
        assert.ok(links.length > 50);
        for (const link of links) assert.ok(headings.includes(link), `#${link}`);
    });

    it("keeps every table's cells apart", () => {
        const columns = (line: string) => line.replaceAll("\\|", "").split("|").length;
        for (const block of text.split("\n\n").filter((b) => b.startsWith("| "))) {
            const lines = block.trim().split("\n");
            for (const line of lines) assert.equal(columns(line), columns(lines[0] as string), line);
        }
    });

    it("says what is required, plain, secret, and the default", () => {
        const property = (spec: object) => ({ description: "Meaning | of it.\n\nDefault: 3.", ...spec });
        const rendered = renderApiReference(
            {
                name: "p",
                types: { "p:index:T": { description: "", type: "object", properties: {}, required: [] } },
                resources: {
                    "p:index:C": {
                        description: "A component.",
                        isComponent: true,
                        inputProperties: {
                            a: property({ type: "integer", plain: true }),
                            b: property({ type: "string", secret: true }),
                            c: property({ $ref: "#/types/p:index:T", plain: true }),
                            d: property({ type: "array", items: { $ref: "#/types/p:index:T" } }),
                        },
                        requiredInputs: ["b"],
                        properties: {},
                        required: [],
                    },
                },
            } as unknown as Parameters<typeof renderApiReference>[0],
            ["C"],
        );
        assert.deepEqual(rendered.match(/^\| `[a-d]`.*$/gm), [
            "| `a` | integer, plain | 3 | Meaning \\| of it. |",
            "| `b` | string, secret | **required** | Meaning \\| of it. |",
            "| `c` | [T](#t) | 3 | Meaning \\| of it. |",
            "| `d` | list of [T](#t) | 3 | Meaning \\| of it. |",
        ]);
    });
});

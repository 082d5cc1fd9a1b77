import assert from "node:assert/strict";
import type { AnalyzeResult } from "@pulumi/pulumi/provider/experimental/analyzer";
import ts from "typescript";
import { buildSchema } from "../../../provider/schema/buildSchema";
import { docComments, type TypeDocs } from "../../../provider/schema/docComments";
import type { Overlay } from "../../../provider/schema/overlay";

const PACKAGE = {
    name: "emqx-ack",
    version: "1.2.3",
    description: "A package.",
    keywords: ["pulumi"],
    license: "Apache-2.0",
};

const OVERLAY: Overlay = { fractions: [], membersNotPlain: [], secrets: ["key"], notSecret: [], orFalse: [] };

function build(
    types: object,
    docs: Record<string, TypeDocs>,
    packageJson: object = {},
    overlay: Partial<Overlay> = {},
): any {
    const analysis = { components: {}, typeDefinitions: types, dependencies: [] } as unknown as AnalyzeResult;
    const all = new Map(Object.entries(docs));
    return buildSchema({ ...PACKAGE, ...packageJson }, analysis, all, { ...OVERLAY, ...overlay });
}

const doc = (own: object, members: Record<string, object>): TypeDocs =>
    ({ own, members: new Map(Object.entries(members)) }) as TypeDocs;

const object = (name: string, properties: object) => ({ [name]: { name, type: "object", properties } });

describe("building the schema", () => {
    it("takes the ending Args off types and what refers to them", () => {
        const { types } = build(
            {
                ...object("BoxArgs", { lid: { $ref: "#/types/emqx-ack:index:LidArgs", plain: true } }),
                ...object("LidArgs", { size: { type: "number", optional: true } }),
            },
            {
                BoxArgs: doc({ text: "A box." }, { lid: { text: "Its lid." } }),
                LidArgs: doc({ text: "A lid." }, { size: { text: "Its size.", default: "3." } }),
            },
        );
        assert.deepEqual(types["emqx-ack:index:Box"].properties.lid, {
            $ref: "#/types/emqx-ack:index:Lid",
            plain: true,
            description: "Its lid.",
        });
        assert.deepEqual(types["emqx-ack:index:Box"].required, ["lid"]);
        assert.deepEqual(types["emqx-ack:index:Lid"].properties.size, {
            type: "integer",
            description: "Its size.\n\nDefault: 3.",
        });
        assert.deepEqual(types["emqx-ack:index:Lid"].required, []);
    });

    it("takes an object or false where the overlay says so", () => {
        const { types } = build(
            {
                ...object("BoxArgs", { lid: { $ref: "#/types/emqx-ack:index:LidArgs", plain: true } }),
                ...object("LidArgs", {}),
            },
            {
                BoxArgs: doc({ text: "A box." }, { lid: { text: "Its lid." } }),
                LidArgs: doc({ text: "A lid." }, {}),
            },
            {},
            { orFalse: ["Box.lid"] },
        );
        assert.deepEqual(types["emqx-ack:index:Box"].properties.lid, {
            oneOf: [
                { type: "boolean", plain: true },
                { $ref: "#/types/emqx-ack:index:Lid", plain: true },
            ],
            description: "Its lid.",
        });
    });

    it("tells of what is deprecated", () => {
        const { types } = build(object("BoxArgs", { lid: { type: "string" } }), {
            BoxArgs: doc({ text: "A box." }, { lid: { text: "Its lid.", deprecated: "Write cover." } }),
        });
        assert.equal(types["emqx-ack:index:Box"].properties.lid.deprecationMessage, "Write cover.");
    });

    it("refuses what has no doc comment, all of it at once", () => {
        assert.throws(
            () => build(object("BoxArgs", { lid: { type: "string" }, key: { type: "string" } }), {}),
            /BoxArgs has no doc comment\nBox\.lid has no doc comment\nBox\.key has no doc comment/,
        );
    });

    it("refuses an overlay that names what is not there", () => {
        assert.throws(
            () => build({}, {}, {}, { fractions: ["Box.weight"] }),
            /overlay.ts names Box.weight, which is not in the sources/,
        );
    });

    it("takes fractions and secrets from the overlay, but makes nothing secret that must be known beforehand", () => {
        const { types } = build(
            object("BoxArgs", {
                weight: { type: "number" },
                key: { type: "string" },
                nested: { $ref: "#/types/emqx-ack:index:KeyArgs" },
            }),
            {
                BoxArgs: doc(
                    { text: "A box." },
                    { weight: { text: "W." }, key: { text: "K." }, nested: { text: "N." } },
                ),
            },
            {},
            { fractions: ["Box.weight"] },
        );
        const { properties } = types["emqx-ack:index:Box"];
        assert.deepEqual(properties.weight, { type: "number", description: "W." });
        assert.deepEqual(properties.key, { type: "string", description: "K.", secret: true });
        const known = build(object("BoxArgs", { key: { type: "string", plain: true } }), {
            BoxArgs: doc({ text: "A box." }, { key: { text: "K." } }),
        });
        assert.equal("secret" in known.types["emqx-ack:index:Box"].properties.key, false);
    });

    it("refuses two types of one name that differ, and takes two that do not for one", () => {
        const docs = {
            BoxArgs: doc({ text: "In." }, { lid: { text: "Given." } }),
            Box: doc({ text: "Out." }, { lid: { text: "Made." } }),
        };
        const input = object("BoxArgs", { lid: { type: "string" } });
        assert.throws(
            () => build({ ...input, ...object("Box", { lid: { type: "boolean" } }) }, docs),
            /would both be emqx-ack:index:Box/,
        );
        assert.ok(build({ ...input, ...object("Box", { lid: { type: "string" } }) }, docs));
    });

    it("knows where the plugin and the Go module are once package.json names a repository", () => {
        assert.equal("pluginDownloadURL" in build({}, {}), false);
        const repository = { type: "git", url: "git+https://github.com/acme/emqx-ack.git" };
        const schema = build({}, {}, { repository });
        assert.equal(schema.repository, "https://github.com/acme/emqx-ack");
        assert.equal(schema.pluginDownloadURL, "github://api.github.com/acme/emqx-ack");
        assert.equal(schema.language.go.importBasePath, "github.com/acme/emqx-ack/sdk/go/emqxack");
    });
});

describe("doc comments", () => {
    it("are those of types and members, with tags, lines joined, and inherited members", () => {
        const text = `
            /** What all have. */
            export interface Base {
                /**
                 * Name, which
                 * goes on.
                 *
                 * Second paragraph.
                 * @default "x"
                 */
                name?: string;
            }
            /** A box. */
            export interface Box extends Base {
                /** @deprecated Write name. */
                old?: string;
            }
            interface Hidden { a: string }
            /** Colours. */
            export enum Colour {
                /** Like blood. */
                Red = "Red",
            }`;
        const file = ts.createSourceFile("box.ts", text, ts.ScriptTarget.ES2022, true);
        const host = {
            ...ts.createCompilerHost({}),
            getSourceFile: (n: string) => (n === "box.ts" ? file : undefined),
        };
        const docs = docComments(ts.createProgram(["box.ts"], { noLib: true }, host));
        assert.deepEqual([...docs.keys()], ["Base", "Box", "Colour"]);
        const box = docs.get("Box") as TypeDocs;
        assert.equal(box.own.text, "A box.");
        assert.deepEqual(box.members.get("name"), {
            text: "Name, which goes on.\n\nSecond paragraph.",
            default: '"x"',
        });
        assert.deepEqual(box.members.get("old"), { text: "", deprecated: "Write name." });
        assert.deepEqual(docs.get("Colour")?.members.get("Red"), { text: "Like blood." });
    });
});

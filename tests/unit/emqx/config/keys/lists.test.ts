import assert from "node:assert/strict";
import { readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { editionKeys } from "../../../../../docs/generate/emqxKeys/editions";
import { keysFile } from "../../../../../docs/generate/emqxKeys/file";
import { pack } from "../../../../../docs/generate/emqxKeys/pack";
import { matches } from "../../../../../docs/generate/emqxKeys/pattern";
import { typeName } from "../../../../../docs/generate/emqxKeys/typeName";
import { EmqxEdition } from "../../../../../provider/emqx/args/edition";
import { converted, FUNCTION_NAMES, refusedBy } from "../../../../../provider/emqx/config/keys/functions";
import packed from "../../../../../provider/emqx/config/keys/keys.json";
import { leafNamed } from "../../../../../provider/emqx/config/keys/leaves";
import { LISTS } from "../../../../../provider/emqx/config/keys/lists";
import type { PackedLists } from "../../../../../provider/emqx/config/keys/packed";
import { keyAt, keyTable } from "../../../../../provider/emqx/config/keys/table";
import { dataText } from "../../../../../testkit/data";

const FILE = join(__dirname, "../../../../../provider/emqx/config/keys/keys.json");
const LISTED = packed as unknown as PackedLists;

describe("the lists of EMQX's keys", () => {
    it("name only types and functions that there are", () => {
        for (const type of LISTED.types) if (typeof type === "string") leafNamed(type);
        for (const { c, v = [] } of LISTED.keys) {
            if (c !== undefined) converted(c, { kind: "text", text: "x", quoted: true });
            for (const name of v) refusedBy(name, "x");
        }
    });

    it("name every function that there is", () => {
        const named = new Set(LISTED.keys.flatMap(({ c, v = [] }) => (c === undefined ? v : [c, ...v])));
        assert.deepEqual(
            FUNCTION_NAMES.filter((name) => !named.has(name)),
            [],
        );
    });

    it("are small enough for a package", () => {
        assert.ok(statSync(FILE).size < 300_000, `${statSync(FILE).size} bytes`);
    });

    it("are of the releases that the tables stand for, and what lies between has the lists on both sides", () => {
        assert.deepEqual(
            LISTS.map(({ edition, version }) => `${edition} ${version}`),
            [
                "OpenSource 5.7.2",
                "Enterprise 5.7.2",
                "OpenSource 5.8.11",
                "Enterprise 5.8.11",
                "Enterprise 6.3.1",
            ],
        );
        const tables = [
            "5.7.0",
            "5.7.2",
            "5.8.0",
            "5.8.11",
            "5.8.12",
            "6.1.4",
            "6.3.0",
            "6.3.1",
            "6.3.2",
        ].map((version) => keyTable({ edition: EmqxEdition.Enterprise, version }));
        assert.deepEqual(
            tables.map(({ exact, list, other }) => `${list.version} ${exact} ${other?.version}`),
            [
                "5.7.2 false undefined",
                "5.7.2 true undefined",
                "5.8.11 false 5.7.2",
                "5.8.11 true undefined",
                "5.8.11 false 6.3.1",
                "6.3.1 false 5.8.11",
                "6.3.1 false 5.8.11",
                "6.3.1 true undefined",
                "6.3.1 false undefined",
            ],
        );
    });

    it("know of a key its type, its default, and whether it is a secret that may stand in a file", () => {
        const table = keyTable({ edition: EmqxEdition.Enterprise, version: "5.8.11" });
        const password = keyAt(table, ["authentication", "1", "password"]);
        assert.deepEqual([password?.sensitive, password?.readsFiles], [true, true]);
        assert.equal(keyAt(table, ["mqtt", "max_inflight"])?.default, "32");
        assert.equal(keyAt(table, ["node", "process_limit"])?.dropped, true);
        assert.equal(keyAt(table, ["mqtt", "no_such_key"]), undefined);
    });
});

describe("what writes the lists", () => {
    it("writes what is there, from the vendor's schema as tests/data has it", () => {
        const written = keysFile(pack(editionKeys((file) => dataText("emqx-keys", file))));
        assert.ok(written === readFileSync(FILE, "utf8"), "npm run data:keys writes another keys.json");
    });

    it("reads the names of types", () => {
        assert.deepEqual(typeName('Array(OneOf(Struct(a),String("none"),Integer(1..+inf)))'), {
            kind: "list",
            of: {
                kind: "union",
                of: [
                    { kind: "struct", name: "a" },
                    { kind: "word", word: "none" },
                    { kind: "leaf", name: "Integer(1..+inf)" },
                ],
            },
        });
        assert.deepEqual(typeName("Enum('hmac-based',b)"), { kind: "enum", words: ["hmac-based", "b"] });
        assert.deepEqual(typeName("Map($name->Map)"), { kind: "map", of: { kind: "leaf", name: "Map" } });
    });

    it("finds keys by patterns", () => {
        const place = { path: ["a", "<name>", "ssl", "versions"], members: ["authn:jwt_jwks"], minor: "5.8" };
        for (const good of [
            "versions",
            "ssl.versions",
            "^a.*.ssl.versions",
            "ver*",
            "versions@authn:jwt",
            "5.8:versions",
        ]) {
            assert.ok(matches(good, place), good);
        }
        for (const odd of ["^versions", "a.versions", "versions@authz", "5.7:versions", "^ssl.versions"]) {
            assert.ok(!matches(odd, place), odd);
        }
    });
});

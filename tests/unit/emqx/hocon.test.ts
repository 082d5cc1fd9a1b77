import assert from "node:assert/strict";
import * as fc from "fast-check";
import { hoconRoots } from "../../../provider/emqx/hocon";

const roots = (text: string) => Object.fromEntries(hoconRoots(text));

describe("the roots of a HOCON text", () => {
    const cases: [what: string, text: string, roots: Record<string, number>][] = [
        ["of nothing", "", {}],
        ["of dotted keys", "mqtt.max_packet_size = 1MB\nmqtt.retain_available = true", { mqtt: 1 }],
        ["of blocks", "mqtt {\n  max_packet_size = 1MB\n}\nretainer {}", { mqtt: 1, retainer: 4 }],
        ["of blocks with an equals sign or a colon", "mqtt = {\n}\nlog: {}", { mqtt: 1, log: 3 }],
        [
            "of JSON",
            '{\n  "mqtt": { "node": 1 },\n  "retainer": { "enable": true }\n}',
            { mqtt: 2, retainer: 3 },
        ],
        ["of JSON in one line", '{"node":{"cookie":"x"},"mqtt":{}}', { node: 1, mqtt: 1 }],
        ["of quoted keys", '"node"."cookie" = abc', { node: 1 }],
        [
            "of lists",
            "authentication = [\n  {node = 1}\n  {backend = redis}\n]\nmqtt {}",
            { authentication: 1, mqtt: 5 },
        ],
        ["of values that are appended", "authentication += { node = 1 }", { authentication: 1 }],
        ["of several on a line", "a = 1, b = 2\nc = 3", { a: 1, b: 1, c: 2 }],
        ["not of comments", "# node.cookie = x\n// cluster {\nmqtt.x = 1 # rpc = 2", { mqtt: 3 }],
        ["not of strings", 'mqtt.x = "} node = 1 {"\nlog.y = "a \\" { node"', { mqtt: 1, log: 2 }],
        ["not of triple quotes", 'rule.sql = """\nnode = "x"\n{\n"""\nmqtt {}', { rule: 1, mqtt: 5 }],
        ["not of what is nested", "mqtt {\n node { cookie = 1 }\n cluster = 2\n}", { mqtt: 1 }],
        ["after a comment in a block", "mqtt {\n # }\n x = 1\n}\nnode {}", { mqtt: 1, node: 5 }],
        ["with Windows line ends", "mqtt {\r\n}\r\nnode {\r\n}", { mqtt: 1, node: 3 }],
        ["behind a leading comment in JSON", '# mine\n{ "node": {} }', { node: 2 }],
        ["with a URL that is quoted", 'webhook.url = "http://a/b#c"\nnode.x = 1', { webhook: 1, node: 2 }],
    ];
    for (const [what, text, expected] of cases) {
        it(`are found ${what}`, () => assert.deepEqual(roots(text), expected));
    }

    const key = fc.stringMatching(/^[a-z][a-z_]{0,10}$/);
    const filler = fc.constantFrom("", "# node = 1\n", "\n\n", '# "unbalanced {\n', "// x }\n");
    const entry = (name: string) =>
        fc.constantFrom(
            `${name} = 1\n`,
            `${name}.inner.deep = "x { node = 1"\n`,
            `${name} {\n inner { deep = [1, {a = 2}] }\n}\n`,
            `"${name}" : """ } node { """\n`,
            `${name} = [{x = 1}, {y = "]"}]\n`,
        );

    it("are just the names at the outside, however the text is written", () => {
        fc.assert(
            fc.property(
                fc
                    .uniqueArray(key, { maxLength: 6 })
                    .chain((names) =>
                        fc.tuple(
                            fc.constant(names),
                            ...names.map((name) =>
                                fc.tuple(filler, entry(name)).map(([before, text]) => before + text),
                            ),
                        ),
                    ),
                ([names, ...texts]) => {
                    assert.deepEqual([...hoconRoots(texts.join("")).keys()], names);
                },
            ),
        );
    });

    it("stand on the line that is told", () => {
        fc.assert(
            fc.property(fc.nat({ max: 20 }), fc.nat({ max: 20 }), (before, inside) => {
                const text = `${"\n".repeat(before)}a = """${"\n".repeat(inside)}"""\nnode {}`;
                assert.deepEqual(roots(text), { a: before + 1, node: before + inside + 2 });
            }),
        );
    });
});

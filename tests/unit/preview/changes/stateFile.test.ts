import assert from "node:assert";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseStateFile, readStateFile } from "../../../../preview/changes/stateFile";
import { isSecret, reveal, UNKNOWN } from "../../../../preview/monitor/wire";
import { StartProblem } from "../../../../preview/project/problem";

const SIGNATURE = "4dabf18193072939515e22adb298388d";
const SECRET = "1b47061264138c4ac30d75fd1eb44270";

function problem(content: unknown): string {
    try {
        parseStateFile(content, "state.json");
    } catch (error) {
        assert.ok(error instanceof StartProblem);
        return error.message;
    }
    assert.fail("it was read");
}

function exported(resources: unknown[]): unknown {
    return { version: 3, deployment: { resources } };
}

const stack = {
    urn: "urn:pulumi:dev::mqtt::pulumi:pulumi:Stack::mqtt-dev",
    type: "pulumi:pulumi:Stack",
    custom: false,
};
const thing = (name: string, more: object) => ({
    urn: `urn:pulumi:dev::mqtt::test:index:Thing::${name}`,
    type: "test:index:Thing",
    custom: true,
    ...more,
});

describe("a state export", () => {
    it("says which stack it is of", () => {
        const { project, stack: name, resources } = parseStateFile(exported([stack]), "state.json");
        assert.deepStrictEqual([project, name, resources.length], ["mqtt", "dev", 1]);
        assert.deepStrictEqual(parseStateFile({ version: 3, deployment: {} }, "s").resources, []);
    });

    it("keeps secrets closed", () => {
        const inputs = {
            sealed: { [SIGNATURE]: SECRET, ciphertext: "v1:abcdef:ghijkl" },
            shown: { [SIGNATURE]: SECRET, plaintext: '{"password":"old"}' },
        };
        const [, resource] = parseStateFile(
            exported([stack, thing("a", { inputs, outputs: inputs })]),
            "s",
        ).resources;
        assert.ok(isSecret(resource!.inputs.sealed) && isSecret(resource!.inputs.shown));
        assert.deepStrictEqual(reveal(resource!.inputs), { sealed: UNKNOWN, shown: { password: "old" } });
        assert.doesNotMatch(JSON.stringify(resource), /ciphertext|abcdef/);
    });

    it("leaves out what nobody wrote: default providers, leftovers and views", () => {
        const { resources, leftOver } = parseStateFile(
            exported([
                stack,
                {
                    ...thing("x", {}),
                    urn: "urn:pulumi:dev::mqtt::pulumi:providers:random::default_4_21_2",
                    type: "pulumi:providers:random",
                },
                thing("a", {}),
                thing("a", { delete: true }),
                thing("b", { viewOf: "urn" }),
            ]),
            "state.json",
        );
        assert.deepStrictEqual(
            resources.map(({ name }) => name),
            ["mqtt-dev", "a"],
        );
        assert.deepStrictEqual(leftOver, [thing("a", {}).urn]);
    });

    it("is told apart from other files by a sentence", () => {
        assert.match(problem({ steps: [] }), /emqx-ack review state\.json/);
        assert.match(problem({ version: 3, checkpoint: {} }), /pulumi stack export --file state\.json/);
        assert.match(problem([]), /is not a state export; write one with/);
        assert.match(problem(null), /is not a state export/);
        assert.match(
            problem({ version: 4, features: ["views"], deployment: {} }),
            /deployment version 4 \(views\); this tool reads version 3/,
        );
    });

    it("is told about when it cannot be read", () => {
        const directory = mkdtempSync(join(tmpdir(), "emqx-ack-state-"));
        try {
            const file = join(directory, "state.json");
            assert.throws(() => readStateFile(file), /state\.json cannot be read: ENOENT/);
            writeFileSync(file, "not JSON");
            assert.throws(() => readStateFile(file), /is not JSON; --base takes a git revision, or a file/);
        } finally {
            rmSync(directory, { recursive: true });
        }
    });
});

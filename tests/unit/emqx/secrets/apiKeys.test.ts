import assert from "node:assert/strict";
import * as fc from "fast-check";
import { planEmqxCluster } from "../../../../provider/emqx/plan/plan";
import { Problems } from "../../../../provider/validation/problems";
import { versioned } from "../../../support/versions";

/**
 * A line of the bootstrap file as EMQX reads it: blanks at its ends cut off, then `key:secret` and perhaps a role. Source:
 * emqx_mgmt_auth.erl (read_line, parse_bootstrap_line) and OTP's string:trim, v5.7.2 and e5.8.11.
 */
function readLine(line: string): { key: string; secret: string; role?: string } | undefined {
    const trimmed = line.replace(
        /^[\t\n\v\f\r \u0085\u200e\u200f\u2028\u2029]+|[\t\n\v\f\r \u0085\u200e\u200f\u2028\u2029]+$/g,
        "",
    );
    const [, key = "", secret = "", role] = /^([^\n]+?):([^\n]+?)(?::([^\n]+?))??$/.exec(trimmed) ?? [];
    return key === "" ? undefined : { key, secret, ...(role === undefined ? {} : { role }) };
}

function taken(secret: string): boolean {
    const problems = new Problems();
    planEmqxCluster(versioned({ apiKeys: [{ key: "ops", secret }] }), problems);
    assert.ok(problems.all.every(({ reason }) => secret.length < 5 || !reason.includes(secret)));
    return problems.all.length === 0;
}

describe("an API key", () => {
    it("that is taken is read by EMQX as it was given, and no line behind it is lost", () => {
        const part = fc.oneof(
            fc.constantFrom(
                ":",
                " ",
                "\t",
                "\n",
                "\u2028",
                "\u200f",
                "\u0085",
                "\u00a0",
                "\u0001",
                "viewer",
                "ab",
            ),
            fc.string({ maxLength: 6 }),
        );
        const secrets = fc.array(part, { minLength: 1, maxLength: 5 }).map((parts) => parts.join(""));
        let count = 0;
        fc.assert(
            fc.property(secrets, (secret) => {
                if (!taken(secret)) return;
                count++;
                assert.deepEqual(readLine(`ops:${secret}`), { key: "ops", secret });
                assert.ok(!/[\n\r]/.test(secret), "one line");
            }),
            { numRuns: 3000 },
        );
        assert.ok(count > 500, `${count} were taken`);
    });

    it("is not taken where a part of it would be a role", () => {
        for (const secret of ["ab:cd", "ab:viewer", ":abc", "abc:", "   ", "abc ", " abc"]) {
            assert.equal(taken(secret), false, JSON.stringify(secret));
        }
        assert.equal(taken("a b/c=#$"), true);
    });
});

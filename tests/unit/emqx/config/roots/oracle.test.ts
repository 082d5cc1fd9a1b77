import assert from "node:assert/strict";
import { ORACLE, type OracleText, READERS, rootsIn, sentText } from "./readings";

const kinds = new Map<string, OracleText[]>();
for (const text of ORACLE) kinds.set(text.kind, [...(kinds.get(text.kind) ?? []), text]);

describe("a configuration as JSON roots, held against what EMQX makes of the text", () => {
    for (const [reader, emqx] of Object.entries(READERS)) {
        it(`is EMQX ${emqx}'s own reading of every text, or refused with its place`, () => {
            let [handed, refused] = [0, 0];
            for (const { text, versions } of ORACLE) {
                const reading = versions.all ?? versions[reader];
                if (reading === undefined) continue;
                const ours = rootsIn(text, emqx);
                const what = JSON.stringify({ text, ours, reading });
                if ("refused" in ours) {
                    refused++;
                    for (const { line, column, reason } of ours.refused) {
                        assert.ok(line >= 1 && column >= 1 && reason.length > 0, what);
                    }
                    continue;
                }
                handed++;
                // As a node reads it when it boots, where that is not how a push reads it.
                const { json } = reading.file ?? reading;
                assert.deepEqual(ours.roots, json, what);
                assert.deepEqual(reading.lossy ?? [], [], what);
                assert.ok(reading.reread === "same" || reading.file !== undefined, what);
            }
            assert.ok(handed > 1500 && refused > 800, `${handed} handed on, ${refused} refused`);
        });
    }

    it("refuses nothing of what arrives as it is, but what ends in a backslash or reads otherwise later", () => {
        for (const [reader, emqx] of Object.entries(READERS)) {
            for (const { text, versions } of ORACLE) {
                const reading = versions.all ?? versions[reader];
                if (reading?.json === undefined || reading.reread !== "same" || reading.lossy?.length)
                    continue;
                if (reading.file !== undefined || /\binclude\b|\\u|\\+"|null|\dB/i.test(text)) continue;
                assert.ok(
                    "roots" in rootsIn(text, emqx),
                    JSON.stringify({ emqx, text, ours: rootsIn(text, emqx) }),
                );
            }
        }
    });

    it("is printed by the operator as the oracle has it", () => {
        let seen = 0;
        for (const { versions } of ORACLE) {
            for (const { json, reread, lossy } of Object.values(versions)) {
                if (typeof reread !== "object" || json === undefined) continue;
                // Compared after what is lost on the way.
                if (lossy !== undefined || /\$int/.test(JSON.stringify(json))) continue;
                assert.equal(sentText(json as never), reread.sent);
                seen++;
            }
        }
        assert.ok(seen > 20);
    });
});

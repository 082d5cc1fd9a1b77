import assert from "node:assert";
import { warningsAgainst } from "../../../../preview/changes/said";
import type { Diagnostic, RecordedResource } from "../../../../preview/monitor/graph";

const warning = (message: string): Diagnostic => ({ severity: "warning", message, ephemeral: false });

function base(names: readonly string[], ...messages: string[]) {
    const resources = names.map((name) => ({ name }) as RecordedResource);
    return { resources, diagnostics: messages.map(warning) };
}

const since = (head: string, ...given: Parameters<typeof base>) =>
    warningsAgainst([warning(head)], base(...given)).map((said) => said.since);

describe("what a program warns of, against the base", () => {
    it("is new where the base did not say it, and standing with the same or other figures", () => {
        assert.deepStrictEqual(since("mqtt: at 95 % of 1,000,000", ["mqtt"]), ["new"]);
        assert.deepStrictEqual(since("mqtt: at 95 %", ["mqtt"], "mqtt: at 95 %"), ["standing"]);
        assert.deepStrictEqual(since("mqtt: at 95.5 %", ["mqtt"], "mqtt: at 71 %"), ["standing"]);
        assert.deepStrictEqual(since("mqtt: at 95 % of b", ["mqtt"], "mqtt: at 95 % of a"), ["new"]);
    });

    it("is standing under another name of the component, and new of one that did not say it", () => {
        assert.deepStrictEqual(since("broker: ends soon", ["mqtt"], "mqtt: ends soon"), ["standing"]);
        assert.deepStrictEqual(since("broker: ends soon", ["mqtt", "broker"], "mqtt: ends soon"), ["new"]);
    });

    it("is not placed where nobody keeps what the base said", () => {
        assert.deepStrictEqual(
            warningsAgainst([warning("a"), warning("a"), { ...warning("b"), severity: "info" }], undefined),
            [{ message: "a", since: "unknown" }],
        );
    });
});

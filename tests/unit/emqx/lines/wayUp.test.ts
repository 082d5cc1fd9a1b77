import { strict as assert } from "node:assert";
import fc from "fast-check";
import { EmqxEdition } from "../../../../provider/emqx/args/edition";
import { Crossing, crossingFrom } from "../../../../provider/emqx/lines/crossings";
import { nextStep, type Standing, WAY_UP } from "../../../../provider/emqx/lines/wayUp";
import { compareVersions } from "../../../../provider/naming/versionNumbers";

const { OpenSource, Enterprise } = EmqxEdition;

/** All steps from where a cluster stands. */
function stepsFrom(from: Standing): Standing[] {
    const next = nextStep(from);
    return next === undefined ? [] : [next, ...stepsFrom(next)];
}

describe("the way up", () => {
    it("goes from open source 5.7 to 6.3 in the steps that are written down", () => {
        assert.deepEqual(stepsFrom(WAY_UP[0] as Standing), WAY_UP.slice(1));
    });

    it("takes along what can pass as it is, and takes the rest to what can first", () => {
        const steps = (version: string, edition: EmqxEdition | undefined, line: string) =>
            stepsFrom({ version, ...(edition && { edition }), line }).map(
                (step) => `${step.version} on ${step.line}`,
            );
        assert.deepEqual(steps("5.8.4", Enterprise, "2.2"), ["5.8.4 on 2.3", "6.3.1 on 2.3"]);
        assert.deepEqual(steps("5.8.3", Enterprise, "2.2"), [
            "5.8.11 on 2.2",
            "5.8.11 on 2.3",
            "6.3.1 on 2.3",
        ]);
        assert.deepEqual(steps("5.8.9", OpenSource, "2.2"), [
            "5.8.11 on 2.2",
            "5.8.11 on 2.3",
            "6.3.1 on 2.3",
        ]);
        assert.deepEqual(steps("5.5.1", OpenSource, "2.2"), [
            "5.8.11 on 2.2",
            "5.8.11 on 2.3",
            "6.3.1 on 2.3",
        ]);
        assert.deepEqual(steps("5.10.4", undefined, "2.3"), ["6.3.1 on 2.3"]);
        assert.deepEqual(steps("6.1.4", undefined, "3.0"), ["6.3.1 on 3.0"]);
        assert.deepEqual(steps("6.3.1", undefined, "2.3"), []);
    });

    it("ends, changes line or version in a step and never both, and takes no step that is refused", () => {
        const standing = fc.record({
            version: fc
                .tuple(
                    fc.constantFrom("5.5", "5.7", "5.8", "5.9", "5.10", "6.0", "6.1", "6.2", "6.3"),
                    fc.nat(12),
                )
                .map(([minor, patch]) => `${minor}.${patch}`),
            edition: fc.constantFrom(OpenSource, Enterprise),
            line: fc.constantFrom("2.2", "2.3", "3.0"),
        });
        fc.assert(
            fc.property(standing, (given) => {
                // Line 2.2 runs up to 5.8, the others from there on, and from 5.9 on there are no editions.
                const old = compareVersions(given.version, "5.9.0") < 0;
                fc.pre(old ? given.line !== "3.0" : given.line !== "2.2");
                fc.pre(!old || given.line === "2.2" || /^5\.8\.([4-9]|1\d)$/.test(given.version));
                const { edition, ...rest } = given;
                const start: Standing = old
                    ? { ...rest, edition: given.line === "2.2" ? edition : Enterprise }
                    : rest;
                let at = start;
                for (const step of stepsFrom(start)) {
                    assert.ok(step.line === at.line || step.version === at.version);
                    assert.notEqual(
                        crossingFrom(at, step.version).crossing,
                        Crossing.Refused,
                        JSON.stringify([at, step]),
                    );
                    at = step;
                }
                assert.ok(compareVersions(at.version, "6.3.1") >= 0);
            }),
        );
    });
});

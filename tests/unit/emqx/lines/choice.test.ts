import { strict as assert } from "node:assert";
import fc from "fast-check";
import { EmqxEdition } from "../../../../provider/emqx/args/edition";
import { EmqxLicense } from "../../../../provider/emqx/args/license";
import { allLines } from "../../../../provider/emqx/lines";
import { chooseLine, runsOn } from "../../../../provider/emqx/lines/choice";
import { ONE_NODE_LINES, VERSIONS } from "../../../../provider/emqx/lines/matrix";
import { resolveVersion } from "../../../../provider/emqx/lines/versions";
import { planEmqxCluster } from "../../../../provider/emqx/plan/plan";
import { Problems } from "../../../../provider/validation/problems";

const { OpenSource, Enterprise } = EmqxEdition;

const operator = fc.constantFrom(undefined, ...allLines().map(({ chart }) => chart.version));
const row = fc.integer({ min: 0, max: VERSIONS.length - 1 }).map((at) => VERSIONS[at]!);

describe("which line of the operator runs an EMQX", () => {
    it("is the one that the operator's version says, where it is among those that run it", () => {
        const id = (edition: EmqxEdition | undefined, version: string, said?: string) =>
            chooseLine(resolveVersion(edition, version), said).line.id;
        assert.equal(id(OpenSource, "5.7.2"), "2.2");
        assert.equal(id(Enterprise, "5.8.11"), "2.2");
        assert.equal(id(undefined, "6.3.1"), "2.3");
        assert.equal(id(undefined, "6.3.1", "3.0.0"), "3.0");
        assert.equal(id(Enterprise, "5.8.11", "2.3.3"), "2.3");
    });

    it("takes Enterprise 5.8.4 and later along as a passage, and nothing else below 5.9", () => {
        const on23 = (edition: EmqxEdition, version: string) =>
            runsOn("2.3", resolveVersion(edition, version));
        for (let patch = 0; patch <= 12; patch++) assert.equal(on23(Enterprise, `5.8.${patch}`), patch >= 4);
        for (let patch = 0; patch <= 9; patch++) assert.equal(on23(OpenSource, `5.8.${patch}`), false);
        assert.equal(on23(Enterprise, "5.7.2"), false);
    });

    it("is told with what to write where the operator is of another one", () => {
        const { problem } = chooseLine(resolveVersion(undefined, "6.3.1"), "2.2.29");
        assert.equal(problem?.of, "operator");
        assert.match(
            problem?.sentence ?? "",
            /^is "2\.2\.29", and EMQX 6\.3\.1 runs on operator line 2\.3 or 3\.0; write "2\.3\.\d+" or "3\.0\.\d+.*", or the EMQX that 2\.2 runs$/,
        );
    });

    it("is told with the release that passes, where a later one does", () => {
        const { problem } = chooseLine(resolveVersion(Enterprise, "5.8.3"), "2.3.3");
        assert.match(
            problem?.sentence ?? "",
            /operator line 2\.2 \(on 2\.3 Enterprise 5\.8\.4 and later\); write "2\.2\.\d+"/,
        );
    });

    it("fits its row, or there is a problem, for every version, edition, operator, license and number of nodes", () => {
        fc.assert(
            fc.property(
                row,
                fc.nat(3),
                fc.constantFrom(OpenSource, Enterprise),
                operator,
                fc.constantFrom("key", "evaluation", "none"),
                fc.tuple(fc.integer({ min: 1, max: 5 }), fc.nat(5)),
                (one, patch, edition, operatorVersion, license, [core, replicant]) => {
                    const version = `${one.minor}.${patch}`;
                    const two = resolveVersion(edition, version).hasEditions;
                    const problems = new Problems();
                    const plan = planEmqxCluster(
                        {
                            version,
                            ...(two ? { edition } : {}),
                            ...(operatorVersion === undefined ? {} : { operatorVersion }),
                            ...(license === "key" ? { licenseKey: "key" } : {}),
                            ...(license === "evaluation" ? { license: EmqxLicense.Evaluation } : {}),
                            cores: { replicas: core },
                            replicants: { replicas: replicant },
                        },
                        problems,
                    );
                    const fits = runsOn(plan.line.id, plan.version);
                    if (problems.all.length > 0) return;
                    assert.ok(fits, `${version} on ${plan.line.id}`);
                    // What is let through starts: a license, or one node where the line can change it.
                    const nodes = core + replicant;
                    assert.ok(
                        two || license !== "none" || (nodes === 1 && ONE_NODE_LINES.includes(plan.line.id)),
                    );
                    assert.ok(!two || edition === Enterprise || license === "none");
                    assert.equal(plan.image, `${plan.version.repository}:${version}`);
                    assert.equal(plan.version.evacuates, !two || edition === Enterprise);
                },
            ),
            { numRuns: 600 },
        );
    });
});

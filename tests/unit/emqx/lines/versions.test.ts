import assert from "node:assert/strict";
import fc from "fast-check";
import { EmqxEdition } from "../../../../provider/emqx/args/edition";
import type { GivenLicense } from "../../../../provider/emqx/lines/license";
import { VERSIONS } from "../../../../provider/emqx/lines/matrix";
import { checkVersion, type VersionUse, versionWarnings } from "../../../../provider/emqx/lines/versionRules";
import { resolveVersion } from "../../../../provider/emqx/lines/versions";
import { Problems } from "../../../../provider/validation/problems";

const { OpenSource, Enterprise } = EmqxEdition;

const USE: VersionUse = {
    cores: 3,
    replicants: 3,
    license: "none",
    line: "2.2",
    hasImage: false,
    namesEdition: false,
    namesVersion: true,
    limitsRates: false,
};

function problemsOf(edition: EmqxEdition | undefined, version: string | undefined, use: Partial<VersionUse>) {
    const problems = new Problems();
    const namesEdition = edition !== undefined;
    checkVersion(problems, resolveVersion(edition, version), { ...USE, namesEdition, ...use });
    return problems.all;
}

function refused(
    edition: EmqxEdition | undefined,
    version: string | undefined,
    replicants = 3,
    license = false,
) {
    const use = { replicants, license: license ? "key" : "none" } as const;
    return problemsOf(edition, version, use).map(({ path }) => path);
}

describe("which EMQX can run", () => {
    const matrix: [EmqxEdition | undefined, string | undefined, number, boolean, string[]][] = [
        [undefined, undefined, 3, true, []],
        [undefined, undefined, 3, false, ["licenseKey"]],
        [OpenSource, "5.5.1", 3, false, ["version"]],
        [OpenSource, "5.6.1", 3, false, ["version"]],
        [Enterprise, "5.6.1", 3, true, ["version"]],
        [OpenSource, "5.7.2", 3, false, []],
        [OpenSource, "5.7.2", 3, true, ["licenseKey"]],
        [OpenSource, "5.8.6", 3, false, ["replicants.replicas"]],
        [OpenSource, "5.8.6", 0, false, []],
        [OpenSource, "5.9.3", 0, true, ["edition"]],
        [undefined, "5.10.4", 0, true, []],
        [undefined, "6.3.1", 3, true, []],
        [undefined, "6.3.1", 3, false, ["licenseKey"]],
        [undefined, "6.3.99", 3, true, []],
        [undefined, "5.9.4", 3, true, ["version"]],
        [undefined, "6.99.0", 3, true, ["version"]],
        [Enterprise, undefined, 3, true, []],
        [Enterprise, undefined, 3, false, []],
        [Enterprise, "5.8.11", 100, true, []],
        [Enterprise, "5.10.2", 3, true, ["edition"]],
        [Enterprise, "6.0.3", 3, true, ["edition"]],
        [Enterprise, "5.4.1", 3, true, ["version"]],
        [Enterprise, "4.4.19", 3, true, ["version"]],
        [Enterprise, "latest", 3, true, ["version"]],
        [Enterprise, "5.8", 3, true, ["version"]],
        [Enterprise, "5.8.0", 3, true, []],
        [Enterprise, "5.8.10-patch.1", 3, true, []],
        [Enterprise, "5.8.05", 3, true, ["version"]],
        [Enterprise, "5.8.11 ", 3, true, ["version"]],
        [Enterprise, "5.8.99", 3, true, []],
        [Enterprise, "5.7.3", 3, true, ["version"]],
        [OpenSource, "5.7.9", 3, false, ["version"]],
        [OpenSource, "5.8.9", 0, false, []],
        [OpenSource, "5.8.10", 0, false, ["version"]],
    ];
    for (const [edition, version, replicants, license, expected] of matrix) {
        const title = `${edition ?? "no edition"} ${version ?? "no version"} with ${replicants} replicants`;
        it(`${expected.length === 0 ? "takes" : "refuses"} ${title}${license ? " and a license" : ""}`, () => {
            assert.deepEqual(refused(edition, version, replicants, license), expected);
        });
    }

    it("is the official image of the edition", () => {
        assert.equal(resolveVersion(undefined, undefined).repository, "emqx/emqx");
        assert.equal(resolveVersion(Enterprise, "5.8.6").repository, "emqx/emqx-enterprise");
        assert.equal(resolveVersion(Enterprise, "5.8.6").version, "5.8.6");
    });
});

describe("what is said of a version before it runs", () => {
    const said = (edition: EmqxEdition, version: string, license: boolean, day: string) =>
        versionWarnings(
            resolveVersion(edition, version),
            { ...USE, license: license ? "key" : "none" },
            new Date(day),
        ).join("\n");

    it("is that it is out of support, on the day it is", () => {
        assert.match(said(OpenSource, "5.7.2", false, "2026-01-01"), /5.7 is out of its vendor's support/);
        assert.equal(said(Enterprise, "5.8.11", true, "2027-07-01"), "");
        assert.match(
            said(Enterprise, "5.8.11", true, "2027-08-26"),
            /5.8 .* until 2027-08-27, for 1 more day/,
        );
        assert.match(said(Enterprise, "5.8.11", true, "2027-08-28"), /5.8 is out of its vendor's support/);
    });

    it("is that a patch is newer than all that were known, since it may have been released", () => {
        assert.equal(
            said(Enterprise, "5.8.99", true, "2027-01-01"),
            "EMQX 5.8.99 is newer than all that this package knows: of EMQX Enterprise 5.8 that was 5.8.12 (2026-11-26) on 2026-11-28. If it was not released since, no pod finds its image.",
        );
        for (let patch = 0; patch <= 12; patch++)
            assert.equal(said(Enterprise, `5.8.${patch}`, true, "2027-01-01"), "");
    });

    it("is nothing of patches where the image is given", () => {
        const own: VersionUse = { ...USE, license: "key", hasImage: true };
        for (const version of ["5.8.99", "5.7.3"]) {
            const problems = new Problems();
            const emqx = resolveVersion(Enterprise, version);
            checkVersion(problems, emqx, own);
            assert.deepEqual(problems.all, []);
            assert.doesNotMatch(versionWarnings(emqx, own, new Date("2027-01-01")).join(), /newer than/);
        }
    });

    it("is how little Enterprise takes without a license", () => {
        assert.match(said(Enterprise, "5.8.11", false, "2026-01-01"), /25 connections/);
    });
});

describe("one EMQX, from 5.9 on", () => {
    it("has the image emqx/emqx, moves its clients and runs replicants, whatever its version", () => {
        for (const version of ["5.9.3", "5.10.4", "6.0.3", "6.1.4", "6.2.3", "6.3.1"]) {
            const emqx = resolveVersion(undefined, version);
            assert.equal(emqx.repository, "emqx/emqx");
            assert.ok(emqx.evacuates);
            assert.deepEqual(problemsOf(undefined, version, { license: "key", line: "2.3" }), []);
        }
    });

    it("names no edition", () => {
        const [problem] = problemsOf(Enterprise, "6.3.1", { license: "key", line: "2.3" });
        assert.equal(problem?.path, "edition");
        assert.match(problem?.reason ?? "", /one EMQX.*leave it out/);
    });

    it("does not take releases for a cluster that these would hurt, and names a better one", () => {
        const reasons = (version: string, use: Partial<VersionUse>) =>
            problemsOf(undefined, version, { license: "key", line: "2.3", ...use }).map(
                ({ reason }) => reason,
            );
        assert.match(reasons("5.10.0", { limitsRates: true }).join(), /each acceptor.*write "5.10.4"/);
        assert.deepEqual(reasons("5.10.0", {}), []);
        assert.deepEqual(reasons("5.10.1", { limitsRates: true }), []);
        const alone = { cores: 1, replicants: 0 };
        assert.match(reasons("6.2.1", alone).join(), /crashes.*write "6.2.3"/);
        assert.deepEqual(reasons("6.2.1", {}), []);
        assert.match(
            versionWarnings(resolveVersion(undefined, "6.3.0"), USE, new Date("2026-11-28")).join(),
            /6.3.1/,
        );
    });
});

describe("a license", () => {
    const nodes = fc.record({ cores: fc.integer({ min: 1, max: 7 }), replicants: fc.nat(20) });
    const license = fc.constantFrom<GivenLicense>("key", "evaluation", "none");
    const line = fc.constantFrom("2.2", "2.3", "3.0");
    const row = fc.integer({ min: 0, max: VERSIONS.length - 1 }).map((at) => VERSIONS[at]);
    const edition = fc.constantFrom(undefined, OpenSource, Enterprise);

    it("is asked for from 5.9 on where there is more than one node, or a line that cannot change one", () => {
        fc.assert(
            fc.property(row, edition, line, license, nodes, (one, of, lineId, given, counts) => {
                const version = `${one?.minor}.1`;
                const emqx = resolveVersion(of, version);
                const problems = problemsOf(of, version, { ...counts, license: given, line: lineId });
                const about = problems.filter(({ path }) => path === "licenseKey" || path === "license");
                const alone = counts.cores + counts.replicants === 1;
                const wanted = emqx.hasEditions
                    ? given !== "none" && (emqx.edition === OpenSource || given === "evaluation")
                    : given === "none" && !(alone && lineId === "3.0");
                assert.equal(about.length, wanted ? 1 : 0, JSON.stringify(problems));
                if (!emqx.hasEditions && wanted) {
                    assert.match(
                        about[0]?.reason ?? "",
                        /licenseKey.*license "Evaluation".*operator line 3\.0/,
                    );
                }
            }),
            { numRuns: 1000 },
        );
    });

    it("that is missing where no version is written says how a cluster that runs stays what it is", () => {
        const missing = { line: "2.3", license: "none", namesVersion: false } as const;
        const [problem] = problemsOf(undefined, "6.3.1", missing);
        assert.match(
            problem?.reason ?? "",
            /stays what it is with its version, edition and operator\.version: .* "5\.7\.2"/,
        );
        const [named] = problemsOf(undefined, "6.3.1", { ...missing, namesVersion: true });
        assert.doesNotMatch(named?.reason ?? "", /stays what it is/);
    });

    it("for evaluation is said to be one, with what it allows", () => {
        const use: VersionUse = { ...USE, license: "evaluation", line: "2.3" };
        const said = versionWarnings(resolveVersion(undefined, "6.3.1"), use, new Date("2026-11-28")).join();
        assert.match(said, /25 clients in the whole cluster.*30 days.*Not for production/);
    });
});

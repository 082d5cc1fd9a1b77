import assert from "node:assert/strict";
import { EmqxEdition } from "../../../../provider/emqx/args/edition";
import { checkVersion, resolveVersion, versionWarnings } from "../../../../provider/emqx/lines/versions";
import { Problems } from "../../../../provider/validation/problems";

const { OpenSource, Enterprise } = EmqxEdition;

function refused(
    edition: EmqxEdition | undefined,
    version: string | undefined,
    replicants = 3,
    license = false,
) {
    const problems = new Problems();
    checkVersion(problems, resolveVersion(edition, version), {
        replicants,
        hasLicense: license,
        hasImage: false,
    });
    return problems.all.map(({ path }) => path);
}

describe("which EMQX can run", () => {
    const matrix: [EmqxEdition | undefined, string | undefined, number, boolean, string[]][] = [
        [undefined, undefined, 3, false, []],
        [OpenSource, "5.5.1", 3, false, ["version"]],
        [OpenSource, "5.6.1", 3, false, ["version"]],
        [Enterprise, "5.6.1", 3, true, ["version"]],
        [OpenSource, "5.7.2", 3, false, []],
        [OpenSource, "5.7.2", 3, true, ["licenseKey"]],
        [OpenSource, "5.8.6", 3, false, ["replicants.replicas"]],
        [OpenSource, "5.8.6", 0, false, []],
        [OpenSource, "5.9.0", 0, false, ["version"]],
        [OpenSource, "5.10.0", 0, false, ["version"]],
        [Enterprise, undefined, 3, true, []],
        [Enterprise, undefined, 3, false, []],
        [Enterprise, "5.8.11", 100, true, []],
        [Enterprise, "5.10.2", 3, true, ["version"]],
        [Enterprise, "6.0.0", 3, true, ["version"]],
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
            { hasLicense: license, hasImage: false },
            new Date(day),
        ).join("\n");

    it("is that it is out of support, on the day it is", () => {
        assert.match(said(OpenSource, "5.7.2", false, "2026-01-01"), /5.7 is out of its vendor's support/);
        assert.equal(said(Enterprise, "5.8.11", true, "2027-08-26"), "");
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
        const own = { hasLicense: true, hasImage: true };
        for (const version of ["5.8.99", "5.7.3"]) {
            const problems = new Problems();
            const emqx = resolveVersion(Enterprise, version);
            checkVersion(problems, emqx, { ...own, replicants: 3 });
            assert.deepEqual(problems.all, []);
            assert.doesNotMatch(versionWarnings(emqx, own, new Date("2027-01-01")).join(), /newer than/);
        }
    });

    it("is how little Enterprise takes without a license", () => {
        assert.match(said(Enterprise, "5.8.11", false, "2026-01-01"), /25 connections/);
    });
});

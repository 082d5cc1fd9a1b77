import assert from "node:assert/strict";
import fc from "fast-check";
import { EmqxEdition } from "../../../provider/emqx/args/edition";
import type { EmqxClusterArgs } from "../../../provider/emqx/args/emqxClusterArgs";
import { EmqxLicense } from "../../../provider/emqx/args/license";
import { dayNumber, firstDayRefused, isoDay, readLicenseKey } from "../../../provider/emqx/plan/licenseKey";
import { licenseFindings } from "../../../provider/emqx/plan/licenseRules";
import { planEmqxCluster } from "../../../provider/emqx/plan/plan";
import { Problems } from "../../../provider/validation/problems";
import { type LicensePayload, licenseOf } from "../../support/licenses";

/** The key that EMQX 5.9 and later brings along. Source: emqx_license.hrl, DEFAULT_COMMUNITY_LICENSE_KEY. */
const COMMUNITY =
    "MjIwMTExCjIKMTEKRGV2ZWxvcGVyCmNvbnRhY3RAZW1xeC5pbwpEZXZlbG9wbWVudAoyMDI1MDMwMgoxNDYwCjAK.MEUCIQCCyEkOUIFDop1/69mU3UoAGOTraIh+jYn5ZineZbZq+gIgIlkVl0h0aqajY8QtkxrXbdN3N8a3rPPluBxt+d2o3lM=";

const LICENSED: EmqxClusterArgs = { version: "6.3.1", connections: 1000 };

function findings(payload: LicensePayload, day: string, args: EmqxClusterArgs = LICENSED) {
    const licensed = { ...args, licenseKey: licenseOf(payload) };
    return licenseFindings(licensed, args.version ?? "6.3.1", new Date(day));
}

describe("a license key", () => {
    it("is read as EMQX reads it, with line ends and blanks in it", () => {
        const read = readLicenseKey(COMMUNITY);
        assert.deepEqual(read, {
            oneNode: true,
            sessions: 10_000_000,
            lastDay: dayNumber(new Date("2029-03-01")),
            messagesPerSecond: undefined,
            official: false,
            standardCustomer: false,
        });
        assert.deepEqual(readLicenseKey(`${COMMUNITY.slice(0, 20)}\r\n  ${COMMUNITY.slice(20)}\n`), read);
        assert.equal(readLicenseKey(licenseOf({ sessions: "1,000", tps: "Inf" }))?.sessions, 1000);
        assert.equal(readLicenseKey(licenseOf({ type: 0, customer: 10, sessions: 0 }))?.sessions, 25);
        assert.equal(readLicenseKey(licenseOf({ customer: 3, sessions: 0 }))?.sessions, undefined);
    });

    it("is nothing to speak of where it cannot be read", () => {
        for (const text of [
            "key",
            "",
            "a.b",
            "MTIz.MTIz",
            licenseOf({ start: "20260231" }),
            licenseOf({ days: 0 }),
        ])
            assert.equal(readLicenseKey(text), undefined, text);
        fc.assert(
            fc.property(fc.string(), (text) => {
                const { problems, warnings } = licenseFindings(
                    { ...LICENSED, licenseKey: text },
                    "6.3.1",
                    new Date("2026-11-28"),
                );
                assert.deepEqual([...problems, ...warnings], []);
            }),
        );
    });

    it("that ends soon is told with its days, from 30 days on", () => {
        assert.deepEqual(findings({}, "2026-12-02").warnings, []);
        assert.deepEqual(findings({}, "2026-12-03").warnings, [
            "licenseKey ends on 2027-01-01, in 29 days: a new one is taken up within two minutes, without a restart.",
        ]);
        assert.match(findings({}, "2026-12-31").warnings.join(), /in 1 day:/);
        assert.deepEqual(findings({}, "2026-12-31").problems, []);
    });

    it("that has ended is refused from the day on which EMQX refuses clients, and warned of before", () => {
        const standard = findings({}, "2027-01-10");
        assert.deepEqual(standard.problems, []);
        assert.match(
            standard.warnings.join(),
            /ended on 2027-01-01, and from 2027-01-17 on EMQX refuses every new/,
        );
        assert.match(findings({}, "2027-01-17").problems.join(), /ended on 2027-01-01, and since 2027-01-17/);
        const before62 = { ...LICENSED, version: "6.1.4" };
        assert.deepEqual(findings({}, "2027-01-17", before62).problems, []);
        assert.match(findings({}, "2027-04-02", before62).problems.join(), /since 2027-04-02/);
        // A trial ends with its last day, and other customers' licenses never stop clients.
        assert.match(findings({ type: 0, customer: 1 }, "2027-01-02").problems.join(), /since 2027-01-02/);
        const other = findings({ customer: 1 }, "2030-01-01");
        assert.deepEqual(
            [other.problems, other.warnings],
            [[], ["licenseKey ended on 2027-01-01: write a newer one."]],
        );
    });

    it("for fewer clients than the cluster is made for is refused, but for the tenth that EMQX lets in", () => {
        const day = "2026-06-01";
        const at = (connections: number | undefined) => {
            const { connections: _, ...rest } = LICENSED;
            return findings({}, day, connections === undefined ? rest : { ...rest, connections });
        };
        assert.deepEqual([at(1000).problems, at(1000).warnings], [[], []]);
        assert.equal(at(1100).problems.length, 0);
        assert.match(at(1100).warnings.join(), /is for 1,000 clients, and connections is 1,100/);
        assert.match(at(1101).problems.join(), /Write a key for more, or connections: 1000/);
        // Nobody has said how many: no update stops for it.
        assert.deepEqual(at(undefined).problems, []);
        assert.match(at(undefined).warnings.join(), /100,000 \(the default\)/);
    });

    it("of the community is refused for more than one node", () => {
        const args = { ...LICENSED, licenseKey: COMMUNITY };
        const day = new Date("2026-11-28");
        assert.match(
            licenseFindings(args, "6.3.1", day).problems.join(),
            /for a single node, and these are 6/,
        );
        const one = { ...args, cores: { replicas: 1 }, replicants: { replicas: 0 } };
        assert.deepEqual(licenseFindings(one, "6.3.1", day).problems, []);
    });

    it("is never repeated, whatever is wrong with it", () => {
        const payload = fc.record({
            type: fc.constantFrom(0, 1, 2),
            customer: fc.constantFrom(0, 1, 3, 5, 10, 11),
            days: fc.integer({ min: 1, max: 5000 }),
            sessions: fc.nat(200_000),
            start: fc.constantFrom("20211101", "20250302", "20261001"),
        });
        fc.assert(
            fc.property(payload, fc.integer({ min: 1, max: 200_000 }), (given, connections) => {
                const licenseKey = licenseOf(given);
                const problems = new Problems();
                const plan = planEmqxCluster({ version: "6.3.1", connections, licenseKey }, problems);
                const said = [...problems.all.map(({ reason }) => reason), ...plan.warnings].join("\n");
                for (const part of licenseKey.split(".")) assert.ok(!said.includes(part));
                assert.ok(!said.includes("a@b.example") && !said.includes("Customer"));
            }),
            { numRuns: 60 },
        );
    });

    it("refuses clients from a day on that is never before its last one", () => {
        fc.assert(
            fc.property(
                fc.integer({ min: 1, max: 9999 }),
                fc.constantFrom(0, 1, 2),
                fc.nat(11),
                (days, type, customer) => {
                    const read = readLicenseKey(licenseOf({ type, customer, days }));
                    for (const version of ["5.8.11", "6.1.4", "6.3.1"]) {
                        const refused = read === undefined ? undefined : firstDayRefused(read, version);
                        if (refused !== undefined) assert.ok(isoDay(refused) > isoDay(read?.lastDay ?? 0));
                    }
                },
            ),
        );
    });
});

describe("where the license is", () => {
    const planned = (args: EmqxClusterArgs) => planEmqxCluster(args, new Problems());

    it("is what the plan says: a key, EMQX's own for evaluation, or none", () => {
        assert.equal(planned({ version: "6.3.1", licenseKey: "key" }).license, "key");
        assert.equal(planned({ version: "6.3.1", license: EmqxLicense.Evaluation }).license, "evaluation");
        assert.equal(planned({ version: "6.3.1", license: EmqxLicense.Community }).license, "none");
        assert.equal(planned({ edition: EmqxEdition.Enterprise, version: "5.8.11" }).license, "none");
    });
});

import assert from "node:assert/strict";
import * as alicloud from "@pulumi/alicloud";
import { AckCluster, EmqxOnAck } from "../../../provider";
import { runFailingProgram, runProgram } from "../../../testkit/programs/runProgram";
import { refusalsOf } from "../../support/refusals";
import { newCluster, run, VSWITCHES, ZONES } from "../../support/stacks";

const inRegion = (region: string) => ({ config: { "alicloud:region": region } });
const zones =
    (...list: string[]) =>
    () =>
        new AckCluster("c", { newCluster: { zones: list } });
const ACK_ID = `c${"0123456789abcdef".repeat(2)}`;
const BEIJING = ["cn-beijing-h", "cn-beijing-i"];

describe("zones and the region that everything is made in", () => {
    it("are compared with the configuration", async () => {
        const told =
            'are of cn-hangzhou, and alicloud:region is "cn-beijing"; write zones of it, or cn-hangzhou there';
        assert.deepEqual(await refusalsOf(zones(...ZONES), inRegion("cn-beijing")), [
            `newCluster.zones: ${told}`,
        ]);
        assert.deepEqual(await refusalsOf(() => new EmqxOnAck("mqtt", newCluster), inRegion("cn-beijing")), [
            `newCluster.zones: ${told}`,
        ]);
    });

    it("of a cluster that exists are told to be of another, and not refused", async () => {
        const existing = () =>
            new AckCluster("c", { existingCluster: { clusterId: ACK_ID, vswitches: VSWITCHES } });
        const warned = async (region: string) =>
            (await run(existing, "preview", inRegion(region))).diagnostics.map(({ message }) => message);
        assert.deepEqual(await warned("eu-central-1"), [
            'c: existingCluster.vswitches are of cn-hangzhou, and alicloud:region is "eu-central-1", where the cluster and its node pools are looked for; write vSwitches of it, or cn-hangzhou there.',
        ]);
        assert.deepEqual(await warned("cn-hangzhou"), []);
    });

    it("are taken where they are of it, of whatever form", async () => {
        for (const [region, list] of [
            ["cn-hangzhou", ZONES],
            ["ap-southeast-1", ["ap-southeast-1a", "ap-southeast-1b"]],
            ["cn-shanghai-finance-1", ["cn-shanghai-finance-1a", "cn-shanghai-finance-1b"]],
            ["cn-north-2-gov-1", ["cn-north-2-gov-1a", "cn-north-2-gov-1b"]],
            // Newer than the list.
            ["ap-southeast-9", ["ap-southeast-9a", "ap-southeast-9b"]],
            ["cn-changzhou", ["cn-changzhou-a", "cn-changzhou-b"]],
        ] as const) {
            await run(zones(...list), "preview", inRegion(region));
        }
    });

    it("are told one by one where only some are of another", async () => {
        assert.deepEqual(await refusalsOf(zones("cn-hangzhou-g", "cn-shanghai-b"), inRegion("cn-hangzhou")), [
            'newCluster.zones[1]: is "cn-shanghai-b" of cn-shanghai, and alicloud:region is "cn-hangzhou"; write a zone of cn-hangzhou',
        ]);
    });

    it("are right where the region is misspelt, which is told", async () => {
        assert.deepEqual(await refusalsOf(zones(...ZONES), inRegion("cn-hangzhuo")), [
            'newCluster.zones: are of cn-hangzhou, and alicloud:region is "cn-hangzhuo"; did you mean "cn-hangzhou" there?',
        ]);
    });

    it("are told against the region that was meant where some are of another", async () => {
        assert.deepEqual(await refusalsOf(zones("cn-shanghai-g", "cn-hangzhou-h"), inRegion("cn-hanghzou")), [
            'newCluster.zones: are of cn-shanghai and cn-hangzhou, and alicloud:region is "cn-hanghzou"; did you mean "cn-hangzhou" there?',
            'newCluster.zones[0]: is "cn-shanghai-g" of cn-shanghai, and alicloud:region is "cn-hanghzou"; write a zone of cn-hangzhou',
        ]);
    });

    it("that no list has are told, since they may be misspelt or new", async () => {
        const { diagnostics } = await run(zones("cn-hangzhou-g", "cn-hangzhou-z"), "preview");
        assert.deepEqual(
            diagnostics.map(({ message }) => message),
            [
                'c: newCluster.zones has "cn-hangzhou-z", which is no zone that this package knows: if cn-hangzhou has no zone Z, no vSwitch is made in it. Look it up, or leave it out.',
            ],
        );
    });

    it("are compared with the provider that is given, and not with the configuration", async () => {
        const given = (region: string) => () => {
            const provider = new alicloud.Provider("own", { region });
            return new AckCluster(
                "c",
                { newCluster: { zones: BEIJING } },
                { providers: { alicloud: provider } },
            );
        };
        await run(given("cn-beijing"), "update", inRegion("cn-hangzhou"));
        const stack = await runFailingProgram(() => {
            const alicloudProvider = new alicloud.Provider("own", { region: "cn-shanghai" });
            return new EmqxOnAck("mqtt", newCluster, { providers: { alicloud: alicloudProvider } });
        });
        assert.match(stack.error.message, /are of cn-hangzhou, and the provider's region is "cn-shanghai"/);
        const { error } = await runFailingProgram(given("cn-shanghai"));
        assert.match(
            error.message,
            /newCluster\.zones: are of cn-beijing, and the provider's region is "cn-shanghai"; write zones of it/,
        );
        await runProgram(() => {
            const provider = new alicloud.Provider("own", {});
            return new AckCluster("c", { newCluster: { zones: BEIJING } }, { provider });
        }, inRegion("cn-hangzhou"));
    });

    it("are compared with the environment's where the configuration names none", async () => {
        process.env.ALICLOUD_REGION = "cn-beijing";
        try {
            assert.match((await refusalsOf(zones(...ZONES)))[0]!, /ALICLOUD_REGION is "cn-beijing"/);
        } finally {
            delete process.env.ALICLOUD_REGION;
        }
    });
});

describe("the id of a cluster that exists", () => {
    const warned = async (clusterId: string) =>
        (
            await run(
                () => new AckCluster("c", { existingCluster: { clusterId, vswitches: VSWITCHES } }),
                "preview",
            )
        ).diagnostics.map(({ message }) => message);

    it("is told where it is none that ACK gives, such as a cluster's name", async () => {
        assert.deepEqual(await warned("my-cluster"), [
            'c: existingCluster.clusterId is "my-cluster", which is no id that ACK gives (a c and 32 hexadecimal digits): the name of a cluster is not taken.',
        ]);
        assert.deepEqual(await warned(ACK_ID), []);
    });
});

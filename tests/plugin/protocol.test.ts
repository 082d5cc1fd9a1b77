import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { isSecret, secret, type WireObject } from "../../preview/monitor/wire";
import { ConstructScene } from "../support/plugin/constructScene";
import { ConstructError } from "../support/plugin/remoteComponents";
import { withPlugin } from "../support/plugin/suite";
import { ROOT } from "../support/plugin/userDirectory";

const POOL = { clusterId: "c-1", role: "core", vswitchIds: ["vsw-1", "vsw-2"] };

describe("the plugin's process", function () {
    this.timeout(120_000);
    const suite = withPlugin();

    const construct = async (token: string, inputs: WireObject, mode: "preview" | "update" = "preview") => {
        const scene = await ConstructScene.open(suite.plugin, suite.cluster, "stack", mode);
        try {
            return { state: await scene.construct(token, "tested", inputs), graph: scene.graph };
        } finally {
            scene.close();
        }
    };

    const refusal = async (...args: Parameters<typeof construct>): Promise<ConstructError> => {
        const error = await construct(...args).then(
            () => undefined,
            (e) => e,
        );
        assert.ok(error instanceof ConstructError, `expected a refusal, got ${error}`);
        return error;
    };

    it("starts in a user's directory whose tsconfig.json an old TypeScript refuses, and prints nothing", async () => {
        await construct("emqx-ack:index:TunedNodePool", POOL);
        assert.deepEqual(suite.plugin.printed, []);
    });

    it("tells the schema that is checked in, and the package's version", async () => {
        assert.equal(await suite.plugin.schema(), readFileSync(join(ROOT, "schema.json"), "utf8"));
        const { version } = JSON.parse(readFileSync(join(ROOT, "package.json"), "utf8"));
        assert.equal(await suite.plugin.version(), version);
    });

    it("refuses wrong arguments with every property path, and serves on", async () => {
        const { problems, message } = await refusal("emqx-ack:index:EmqxOnAck", {
            newCluster: { zones: ["cn-hangzhou-g"] },
            connections: -1,
            emqx: { version: "5.7.2" },
            loadBalancer: { kind: "Slb" },
        });
        assert.deepEqual(problems.map(({ path }) => path).sort(), [
            "connections",
            "loadBalancer.kind",
            "newCluster.zones",
        ]);
        assert.match(message, /^EmqxOnAck "tested" has 3 problems in its arguments$/);
        await construct("emqx-ack:index:TunedNodePool", POOL);
    });

    it("refuses a value that is wrong only once it is known, with its path and without a stack", async () => {
        const { problems, message } = await refusal(
            "emqx-ack:index:EmqxCluster",
            { version: "5.7.2", config: secret('mqtt.max_packet_size = "1MB"') },
            "update",
        );
        assert.deepEqual(
            problems.map(({ path }) => path),
            ["config"],
        );
        assert.doesNotMatch(message, /\n\s+at /);
        await construct("emqx-ack:index:TunedNodePool", POOL);
    });

    it("tells of a token that it does not have, and which it has", async () => {
        const { message } = await refusal("emqx-ack:index:EmqxOnAks", {});
        assert.match(
            message,
            /has no component emqx-ack:index:EmqxOnAks; it has .*emqx-ack:index:EmqxOnAck\b/,
        );
    });

    it("passes on what the engine refuses, and serves on", async () => {
        const scene = await ConstructScene.open(suite.plugin, suite.cluster, "stack", "update");
        await scene.construct("emqx-ack:index:TunedNodePool", "twice", POOL);
        await assert.rejects(
            scene.construct("emqx-ack:index:TunedNodePool", "twice", POOL),
            /Duplicate resource URN/,
        );
        scene.close();
        await construct("emqx-ack:index:TunedNodePool", POOL);
    });

    it("gives secrets out as secrets", async () => {
        const { state } = await construct("emqx-ack:index:EmqxCluster", { version: "5.7.2" }, "update");
        const secrets = Object.keys(state).filter((name) => isSecret(state[name]));
        assert.deepEqual(secrets, ["dashboardPassword"]);
    });
});

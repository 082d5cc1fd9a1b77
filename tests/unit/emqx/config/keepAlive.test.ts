import assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import { serverKeepAlives } from "../../../../provider/emqx/config/keepAlive";

const found = (args: object) =>
    serverKeepAlives(args, "emqx").map((k) => `${k.path} ${k.where} ${k.seconds}`);

describe("the keep-alive that EMQX gives to clients", () => {
    it("is found in config, of every zone", () => {
        assert.deepEqual(
            found({ config: "mqtt {\n server_keepalive = 60\n}\nzones.slow.mqtt.server_keepalive = 90" }),
            [
                'emqx.config "mqtt.server_keepalive" (line 2) 60',
                'emqx.config "zones.slow.mqtt.server_keepalive" (line 4) 90',
            ],
        );
    });

    it("is found in the environment", () => {
        assert.deepEqual(found({ environment: { EMQX_MQTT__SERVER_KEEPALIVE: "60", EMQX_A: "1" } }), [
            "emqx.environment.EMQX_MQTT__SERVER_KEEPALIVE mqtt.server_keepalive 60",
        ]);
    });

    it("is none where it is off, wrong or not known yet", () => {
        for (const args of [
            {},
            { config: "mqtt.server_keepalive = disabled" },
            { config: "mqtt.server_keepalive = [" },
            { config: pulumi.output("mqtt.server_keepalive = 60") },
            { environment: { EMQX_MQTT__SERVER_KEEPALIVE: "disabled" } },
        ]) {
            assert.deepEqual(found(args), []);
        }
    });
});

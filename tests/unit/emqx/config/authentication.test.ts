import assert from "node:assert/strict";
import { asksClients } from "../../../../provider/emqx/config/authentication";

describe("whether EMQX asks clients who they are", () => {
    for (const [config, variables, asks] of [
        ["", [], false],
        ["mqtt.max_packet_size = 1MB", [], false],
        ["authentication = []", [], false],
        ["authentication = [{mechanism = password_based, backend = built_in_database}]", [], true],
        ["authentication.1.mechanism = jwt", [], true],
        ["authentication { mechanism = jwt, secret = x }", [], true],
        ["authentication = [{mechanism = jwt, enable = false}]", [], false],
        ["authentication = [{mechanism = jwt, enable = false}, {mechanism = scram}]", [], true],
        ["authentication = [{mechanism = password_based, enable = false, ssl {enable = true}}]", [], false],
        ['exhook.servers = [{name = h, url = "http://h:9000"}]', [], true],
        ["", ["EMQX_AUTHENTICATION"], true],
        ["", ["EMQX_AUTHENTICATION__1__MECHANISM"], true],
        ["", ["EMQX_MQTT__MAX_PACKET_SIZE", "AUTHENTICATION"], false],
        // What cannot be read says nothing, and is refused as such.
        ["authentication = {", [], undefined],
    ] as const) {
        it(`is ${asks} with ${config || "no text"}${variables.length ? ` and ${variables.join()}` : ""}`, () => {
            assert.equal(asksClients(config, variables), asks);
        });
    }
});

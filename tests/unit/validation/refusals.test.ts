import assert from "node:assert/strict";
import {
    AckCluster,
    CertManager,
    EmqxCluster,
    EmqxOnAck,
    EmqxOperator,
    MqttLoadBalancer,
    NodeDrain,
    NodeTuning,
    TunedNodePool,
} from "../../../provider";
import { refusalsOf } from "../../support/refusals";
import { versioned, versionedStack } from "../../support/versions";
import { ACK_CLUSTER } from "./refusals/ackCluster";
import { CERT_MANAGER, EMQX_OPERATOR } from "./refusals/charts";
import { EMQX_CLUSTER } from "./refusals/emqxCluster";
import { EMQX_CONFIG } from "./refusals/emqxConfig";
import { EMQX_ENVIRONMENT } from "./refusals/emqxEnvironment";
import { EMQX_ON_ACK } from "./refusals/emqxOnAck";
import { EMQX_SECRETS } from "./refusals/emqxSecrets";
import { MQTT_LOAD_BALANCER } from "./refusals/mqttLoadBalancer";
import { NEWCOMER_EMQX } from "./refusals/newcomer/emqx";
import { NEWCOMER_STACK } from "./refusals/newcomer/stack";
import { NODE_DRAIN } from "./refusals/nodeDrain";
import { NODE_TUNING, TUNED_NODE_POOL } from "./refusals/nodes";
import type { Refused } from "./refusals/refused";

const TABLES: Record<string, [refused: Refused[], create: (args: any) => unknown]> = {
    AckCluster: [ACK_CLUSTER, (args) => new AckCluster("mqtt", args)],
    TunedNodePool: [TUNED_NODE_POOL, (args) => new TunedNodePool("mqtt", args)],
    NodeTuning: [NODE_TUNING, (args) => new NodeTuning("mqtt", args)],
    NodeDrain: [NODE_DRAIN, (args) => new NodeDrain("mqtt", args)],
    CertManager: [CERT_MANAGER, (args) => new CertManager("mqtt", args)],
    EmqxOperator: [EMQX_OPERATOR, (args) => new EmqxOperator("mqtt", args)],
    EmqxCluster: [
        [...EMQX_CLUSTER, ...EMQX_CONFIG, ...EMQX_SECRETS, ...EMQX_ENVIRONMENT],
        (args) => new EmqxCluster("mqtt", versioned(args)),
    ],
    MqttLoadBalancer: [MQTT_LOAD_BALANCER, (args) => new MqttLoadBalancer("mqtt", args)],
    EmqxOnAck: [
        [...EMQX_ON_ACK, ...NEWCOMER_STACK, ...NEWCOMER_EMQX],
        (args) => new EmqxOnAck("mqtt", versionedStack(args)),
    ],
};

describe("wrong inputs, each with its exact sentence and nothing registered", () => {
    it("are 120 and more", () => {
        const count = Object.values(TABLES).reduce((sum, [refused]) => sum + refused.length, 0);
        assert.ok(count >= 120, `${count} of them`);
    });

    for (const [component, [refused, create]] of Object.entries(TABLES)) {
        describe(component, () => {
            for (const [what, args, told] of refused) {
                // Fails when anything but the stack itself has reached the monitor.
                it(`is refused with ${what}`, async () =>
                    assert.deepEqual(await refusalsOf(() => create(args)), told));
            }
        });
    }
});

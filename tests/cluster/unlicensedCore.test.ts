import assert from "node:assert/strict";
import type { Fleet } from "../../testkit/broker";
import { assertOrderly } from "../../testkit/scenario/change";
import { separateScenarioCluster } from "../../testkit/scenario/cluster";
import { LiveBrokers } from "../../testkit/scenario/liveBrokers";
import { Stack, type StackArgs } from "../../testkit/scenario/stack";
import { servedTooFew } from "../../testkit/scenario/timelines/serving";
import { licenseOf } from "../support/licenses";

const KEY = "license.key";
/** What EMQX has built in for a single node, as a key. Source: emqx_license.hrl, release-63. */
const COMMUNITY = licenseOf({ type: 2, customer: 11 });

describe("a core without a license beside another one", function () {
    this.timeout(300_000);
    let endCluster: (() => Promise<void>) | undefined;
    let stack: Stack;
    let live: LiveBrokers;
    let clients: Fleet;

    const args = (more: StackArgs["emqx"] = {}): StackArgs => ({
        connections: 1000,
        emqx: {
            version: "6.3.1",
            licenseKey: licenseOf({ start: "20260101", days: 3650, sessions: 1_000_000 }),
            cores: { replicas: 2 },
            replicants: { replicas: 2 },
            ...more,
        },
    });

    before(async function () {
        endCluster = await separateScenarioCluster(this);
        stack = await Stack.of("unlicensed", {
            apiVersion: "apps.emqx.io/v3beta1",
            args: { operator: { version: "3.0.0" } },
        });
        live = await LiveBrokers.of(stack);
        assertOrderly(await stack.up(args()), {});
        clients = await live.clients(1883, 10);
    });
    after(async () => {
        await live?.end();
        await stack?.end();
        await endCluster?.();
    });

    it("never joins, and the update ends with what EMQX says of it; the others serve", async () => {
        await write(COMMUNITY);
        const change = await stack.up(args({ podAnnotations: { turn: "1" }, timeoutMinutes: 1 }));
        const message = String(change.result.error?.message);
        assert.match(
            message,
            /emqx-core-\d( \(and \d more\))?: emqx ended with Error \(exit code 1\): SINGLE_NODE_LICENSE/,
        );
        assert.match(message, /configured with a valid license/);
        assert.equal(live.brokers.running.filter(({ role }) => role === "core").length, 1);
        assert.deepEqual(servedTooFew(change.entries, 2), []);
        assert.deepEqual([clients.connected, clients.total("cut")], [10, 0]);
    });

    /** As somebody who writes over the Secret by hand. */
    async function write(key: string): Promise<void> {
        const { kube } = stack.cluster;
        const all = await kube.list({ apiVersion: "v1", kind: "Secret", namespace: stack.namespace });
        const secrets = all.filter(({ data }) => data?.[KEY] !== undefined);
        assert.equal(secrets.length, 1);
        for (const secret of secrets) {
            await kube.mergePatch(secret, { data: { [KEY]: Buffer.from(key).toString("base64") } });
        }
    }
});

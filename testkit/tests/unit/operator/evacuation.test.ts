import * as assert from "node:assert/strict";
import * as fc from "fast-check";
import { evacuationAt, evacuationFrom, WAIT_HEALTH_CHECK_SECONDS } from "../../../operator/evacuation";

describe("the operator's stand-in: evacuations", () => {
    const evacuation = {
        node: "emqx@10.0.0.1",
        startedAt: 0,
        clients: 1000,
        connectionsPerSecond: 200,
        sessionsPerSecond: 100,
        waitTakeoverSeconds: 3,
        recipients: [],
        waitHealthCheckSeconds: 0,
    };
    const stateAt = (seconds: number) => evacuationAt(evacuation, seconds * 1000).state;

    it("close connections, wait, drop sessions, then keep the node closed", () => {
        assert.deepEqual([0, 4.9, 5.1, 7.9, 8.1, 17.9, 18.1].map(stateAt), [
            "evicting_conns",
            "evicting_conns",
            "waiting_takeover",
            "waiting_takeover",
            "evicting_sessions",
            "evicting_sessions",
            "prohibiting",
        ]);
    });

    it("begin with EMQX's wait for load balancers to look away", () => {
        const waiting = { ...evacuation, waitHealthCheckSeconds: WAIT_HEALTH_CHECK_SECONDS };
        const seen = [0, 59, 61].map((seconds) => evacuationAt(waiting, seconds * 1000));
        assert.deepEqual(
            seen.map(({ state, connected }) => [state, connected]),
            [
                ["waiting_health_check", 1000],
                ["waiting_health_check", 1000],
                ["evicting_conns", 800],
            ],
        );
    });

    it("never gain clients, and end with none", () => {
        fc.assert(
            fc.property(fc.array(fc.integer({ min: 0, max: 30_000 })), (times) => {
                let left = 2000;
                for (const time of times.sort((a, b) => a - b)) {
                    const { connected, sessions } = evacuationAt(evacuation, time);
                    assert.ok(connected <= sessions);
                    assert.ok(connected + sessions <= left);
                    left = connected + sessions;
                }
            }),
        );
        assert.equal(evacuationAt(evacuation, 60_000).sessions, 0);
    });

    it("go on where they were for an operator that takes over", () => {
        for (const seconds of [0, 2, 4.9, 8.1, 12, 30]) {
            const { state: _, ...seen } = evacuationAt(evacuation, seconds * 1000);
            const resumed = evacuationFrom(seen, seconds * 1000);
            const { connected, sessions } = evacuationAt(resumed, seconds * 1000);
            assert.deepEqual([connected, sessions], [seen.connected, seen.sessions], `after ${seconds} s`);
        }
    });
});

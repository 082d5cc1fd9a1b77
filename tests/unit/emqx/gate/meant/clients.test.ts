import { strict as assert } from "node:assert";
import fc from "fast-check";
import { clientsDuringChange } from "../../../../../provider/emqx/gate/meant/clients";
import { clientsInWords } from "../../../../../provider/emqx/gate/meant/clientsInWords";
import { v2beta1 } from "../../../../../provider/emqx/lines/v2beta1";
import { duration } from "../../../../../provider/wording/figures";
import { million } from "../../million";

describe("what a change does to clients", () => {
    it("is told for a million connections, which do not fit into the load balancer's drain", () => {
        const clients = clientsDuringChange(v2beta1.pace, million, 900);
        // Nodes take 410 s each at worst: two are done after 820 s, the third has had 70 s.
        assert.equal(clients.cutAtOnce, 530_000);
        assert.equal(clients.fittingPace, 2400);
        assert.equal(
            clientsInWords(clients),
            "A change that restarts EMQX moves the clients off the 5 replicants of before one after another, 200,000 each at 1,000 a second: 17 min 30 s in all, 30 min 50 s if all have sessions that outlive the connection. The load balancer lets them stay for 15 min only: up to 530,000 clients are cut then and reconnect at once. It fits with evacuation.connectionsPerSecond and sessionsPerSecond of 2,400, if the new nodes take that many connects.",
        );
    });

    it("says that nobody is cut where it fits, as at the pace it proposed", () => {
        const faster = { ...million, connectionsPerSecond: 2400, sessionsPerSecond: 2400 };
        const clients = clientsDuringChange(v2beta1.pace, faster, 900);
        assert.equal(clients.cutAtOnce, 0);
        assert.equal(clients.fittingPace, undefined);
        assert.match(clientsInWords(clients), /stay for 15 min, so nobody is cut\.$/);
    });

    it("holds them against no drain where there is no load balancer, and says so", () => {
        const clients = clientsDuringChange(v2beta1.pace, million, undefined);
        assert.equal(clients.drain, undefined);
        assert.equal(clients.cutAtOnce, 0);
        assert.match(
            clientsInWords(clients),
            /30 min 50 s if all have sessions that outlive the connection\. The stack has no load balancer whose drain this could be held against\.$/,
        );
    });

    it("says that open source moves nobody", () => {
        const clients = clientsDuringChange(v2beta1.pace, { ...million, evacuates: false }, 900);
        assert.equal(clients.moving, undefined);
        assert.match(clientsInWords(clients), /every client reconnect: open-source EMQX cannot move clients/);
    });

    it("speaks of the cores where they take the clients", () => {
        const clients = clientsDuringChange(v2beta1.pace, { ...million, replicants: 0 }, 900);
        assert.deepEqual(clients.nodes, { role: "core", count: 3 });
        assert.match(clientsInWords(clients), /off the 3 cores/);
    });

    it("cuts nobody exactly when the whole evacuation fits, and never more than there are", () => {
        const natural = (max: number) => fc.integer({ min: 1, max });
        fc.assert(
            fc.property(
                natural(5_000_000),
                natural(20),
                natural(5000),
                natural(5000),
                fc.nat(60),
                natural(2000),
                (
                    connections,
                    replicants,
                    connectionsPerSecond,
                    sessionsPerSecond,
                    waitTakeoverSeconds,
                    drain,
                ) => {
                    const paces = { connectionsPerSecond, sessionsPerSecond, waitTakeoverSeconds };
                    const work = { ...million, connections, replicants, ...paces };
                    const clients = clientsDuringChange(v2beta1.pace, work, drain);
                    const { cutAtOnce } = clients;
                    assert.ok(cutAtOnce >= 0 && cutAtOnce <= connections);
                    assert.ok(clientsDuringChange(v2beta1.pace, work, drain + 60).cutAtOnce <= cutAtOnce);
                    assert.doesNotMatch(clientsInWords(clients), /NaN|Infinity|undefined/);
                },
            ),
            { numRuns: 2000 },
        );
    });

    it("writes durations as people do", () => {
        assert.deepEqual([0, 59, 60, 61, 3600].map(duration), [
            "0 s",
            "59 s",
            "1 min",
            "1 min 1 s",
            "60 min",
        ]);
    });
});

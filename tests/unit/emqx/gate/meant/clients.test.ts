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
        // A node takes 505 s at worst (60 + 200 + 10 + 200 + 35): one is done 515 s after the start, the next has had 325 s to close.
        assert.equal(clients.cutAtOnce, 600_000);
        assert.deepEqual(clients.remedies, { pace: 4500 });
        assert.equal(
            clientsInWords(clients),
            "A change that restarts EMQX moves the clients off the 5 running replicants one after another, 200,000 each at 1,000 a second: 24 min 50 s in all, 38 min 10 s if all have sessions that outlive the connection; 8 min 10 s of it are waits, whatever the pace. The load balancer lets them stay for 15 min only: up to 600,000 clients are cut then and reconnect at once. It fits with evacuation.connectionsPerSecond and sessionsPerSecond of 4,500, if the new nodes take that many connects.",
        );
    });

    it("says that nobody is cut where it fits, as at the pace it proposed", () => {
        const faster = { ...million, connectionsPerSecond: 4500, sessionsPerSecond: 4500 };
        const clients = clientsDuringChange(v2beta1.pace, faster, 900);
        assert.equal(clients.cutAtOnce, 0);
        assert.equal(clients.remedies, undefined);
        assert.match(clientsInWords(clients), /stay for 15 min, so nobody is cut\.$/);
    });

    it("proposes a longer drain where there is one", () => {
        const faster = { ...million, connectionsPerSecond: 4500, sessionsPerSecond: 4500 };
        const clients = clientsDuringChange(v2beta1.pace, faster, 600);
        assert.ok(clients.cutAtOnce > 0);
        assert.deepEqual(clients.remedies, { drainSeconds: 895 });
        assert.match(clientsInWords(clients), /It fits with loadBalancer\.connectionDrainSeconds of 895\.$/);
    });

    it("says that no pace fits where none does, and what to have instead", () => {
        const many = { ...million, replicants: 15, connectionsPerSecond: 10_000, sessionsPerSecond: 10_000 };
        const clients = clientsDuringChange(v2beta1.pace, many, 900);
        assert.deepEqual(clients.remedies, { nodes: { most: 7, pace: 9600 } });
        assert.match(
            clientsInWords(clients),
            /No pace that new nodes take fits for 15 replicants, and a load balancer drains for 15 min at the most\. Have 7 larger replicants at the most \(9,600 a second fits them into 15 min\), or several clusters; or make such changes when few clients are connected\.$/,
        );
        // And so it is.
        const fewer = { ...many, replicants: 7, connectionsPerSecond: 9600, sessionsPerSecond: 9600 };
        assert.equal(clientsDuringChange(v2beta1.pace, fewer, 900).cutAtOnce, 0);
    });

    it("says so where no number of nodes fits", () => {
        const clients = clientsDuringChange(v2beta1.pace, { ...million, connections: 50_000_000 }, 900);
        assert.deepEqual(clients.remedies, {});
        assert.match(clientsInWords(clients), /at the most\. Spread the clients over several clusters; or /);
    });

    it("holds them against no drain where there is no load balancer, and says so", () => {
        const clients = clientsDuringChange(v2beta1.pace, million, undefined);
        assert.equal(clients.drain, undefined);
        assert.equal(clients.cutAtOnce, 0);
        assert.match(
            clientsInWords(clients),
            /38 min 10 s if all have sessions that outlive the connection; .* The stack has no load balancer whose drain this could be held against\.$/,
        );
    });

    it("says that open source moves nobody", () => {
        const clients = clientsDuringChange(v2beta1.pace, { ...million, evacuates: false }, 900);
        assert.equal(clients.moving, undefined);
        assert.match(clientsInWords(clients), /every client reconnect: open-source EMQX cannot move clients/);
    });

    it("speaks of a single one as of one", () => {
        const one = { ...million, connections: 1000, replicants: 1 };
        const cut = clientsInWords(clientsDuringChange(v2beta1.pace, { ...one, evacuates: false }, 900));
        assert.match(
            cut,
            /the 1 running replicant closes up to 1,000 connections when it goes, and sessions/,
        );
        const moved = clientsInWords(clientsDuringChange(v2beta1.pace, one, 900));
        assert.match(moved, /moves the clients off the 1 running replicant, 1,000 at 1,000 a second: /);
    });

    it("speaks of the cores where they take the clients", () => {
        const clients = clientsDuringChange(v2beta1.pace, { ...million, replicants: 0 }, 900);
        assert.deepEqual(clients.nodes, { role: "core", count: 3 });
        assert.match(clientsInWords(clients), /off the 3 running cores/);
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
                    const whole = v2beta1.pace.evacuation(work).everything;
                    assert.equal(cutAtOnce === 0, whole <= drain);
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

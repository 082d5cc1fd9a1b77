import { strict as assert } from "node:assert";
import { done as assess } from "../../../../../provider/emqx/lines/blueGreen/done";
import { observation, rolledOut, set, THREE, target } from "./observations";

const old = [set("core", "core-old", [...THREE]), set("replicant", "replicant-old", [...THREE])];

describe("the rollout gate", () => {
    it("opens when the new sets are complete and nothing else is there", () => {
        assert.deepEqual(assess(rolledOut, target), {
            done: true,
            carried: false,
            progress: "cores 3/3, replicants 3/3",
            reasons: [],
            abandoned: [],
            warnings: [],
        });
    });

    it("stays shut while Ready still speaks of the old spec", () => {
        const { done, progress } = assess(observation(old), target);
        assert.equal(done, false);
        assert.equal(progress, "cores 0/3, replicants 0/3, old pods 6");
    });

    it("stays shut between the new cores and the new replicants", () => {
        const seen = observation([...old, set("core", "core-new", [...THREE])], { ready: false });
        assert.equal(assess(seen, target).progress, "cores 3/3, replicants 0/3, old pods 6");
        assert.equal(assess(seen, target).done, false);
    });

    it("stays shut while an old pod that left the load balancer still holds clients", () => {
        const evacuating = set("replicant", "replicant-old", ["evacuating"]);
        const seen = observation([...rolledOut.sets, evacuating]);
        assert.equal(assess(seen, target).done, false);
        assert.match(assess(seen, target).progress, /old pods 1/);
    });

    it("stays shut until the configuration is applied, and until the operator calls it Ready", () => {
        assert.equal(
            assess({ ...rolledOut, configApplied: false }, target).progress.includes("configuration"),
            true,
        );
        assert.equal(assess({ ...rolledOut, configApplied: false }, target).done, false);
        assert.equal(assess({ ...rolledOut, ready: false }, target).done, false);
    });

    it("stays shut when the right set has the wrong size", () => {
        const seen = observation([
            set("core", "core-new", [...THREE]),
            set("replicant", "replicant-new", [...THREE], 5),
        ]);
        assert.equal(assess(seen, { ...target, replicas: { core: 3, replicant: 5 } }).done, false);
        assert.equal(
            assess(seen, target).done,
            false,
            "scaling down is not over while the set still wants five",
        );
    });

    it("waits for no replicants where there are none", () => {
        const seen = observation([set("core", "core-new", [...THREE])]);
        assert.equal(assess(seen, { ...target, replicas: { core: 3, replicant: 0 } }).done, true);
    });

    it("names what an abandoned update left behind, and does not wait for it", () => {
        const abandoned = set("core", "core-abandoned", ["pending", "pending", "pending"]);
        const seen = assess(observation([...rolledOut.sets, abandoned]), target);
        assert.equal(seen.done, true);
        assert.deepEqual(seen.abandoned, [abandoned]);
    });

    it("has rolled out to no replicants when they are gone, not before", () => {
        const none = { ...target, replicas: { core: 3, replicant: 0 } };
        const before = assess(rolledOut, none);
        assert.equal(before.done, false);
        assert.equal(before.progress, "cores 3/3, replicants to go 3, old pods 3");
        const [cores] = rolledOut.sets;
        const going = assess(
            observation([cores!, set("replicant", "replicant-new", ["evacuating"], 0)]),
            none,
        );
        assert.equal(going.done, false);
        const gone = assess(observation([cores!, set("replicant", "replicant-new", [], 0)]), none);
        assert.deepEqual([gone.done, gone.abandoned, gone.progress], [true, [], "cores 3/3"]);
        const never = assess(observation([cores!, set("replicant", "replicant-new", ["pending"])]), none);
        assert.equal(never.done, false, "the operator has not looked yet");
    });

    it("is not held up by an old pod that is to go from a node that is lost, and names it", () => {
        const left = { ...set("replicant", "replicant-old", ["evacuating"], 0) };
        const on = (more: object) =>
            observation([
                ...rolledOut.sets,
                {
                    ...left,
                    pods: left.pods.map((pod) => ({
                        ...pod,
                        trouble: "its node a does not answer",
                        ...more,
                    })),
                },
            ]);
        const lost = assess(on({ leaving: true, lost: true }), target);
        assert.equal(lost.done, true);
        assert.deepEqual(lost.warnings, [
            "pod replicant-old-0 is still listed, and nothing waits for it: its node a does not answer",
        ]);
        assert.deepEqual(lost.abandoned, []);
        assert.equal(assess(on({ leaving: true }), target).done, false, "it is being ended");
        const unnoticed = assess(on({ lost: true }), target);
        assert.equal(unnoticed.done, false, "until Kubernetes gives the node up");
        assert.deepEqual(unnoticed.reasons, ["replicant-old-0: its node a does not answer"]);
    });

    it("names an old pod that is to go from a lost node while the operator waits for it and leaves the others", () => {
        const [left] = [set("replicant", "replicant-old", ["evacuating", "evacuating"], 2)];
        const [first, ...others] = left.pods;
        const stuck = {
            ...first,
            leaving: true,
            lost: true,
            ready: false,
            trouble: "its node a does not answer",
        };
        const seen = observation([...rolledOut.sets, { ...left, pods: [stuck, ...others] } as typeof left]);
        const { done, reasons } = assess(seen, target);
        assert.deepEqual([done, reasons], [false, [`${first?.name}: its node a does not answer`]]);
    });

    it("takes evicted pods for what they are: over", () => {
        const evicted = {
            name: "e",
            containersReady: false,
            ready: false,
            ended: true,
            trouble: "Evicted: low on memory",
        };
        const [cores, replicants] = rolledOut.sets;
        const beside = assess(
            observation([cores!, { ...replicants!, pods: [...replicants!.pods, evicted] }]),
            target,
        );
        assert.deepEqual([beside.done, beside.warnings], [true, []]);
        const emptied = { ...set("replicant", "replicant-old", [], 0), pods: [evicted] };
        assert.deepEqual(assess(observation([...rolledOut.sets, emptied]), target).abandoned, []);
        const replaced = set("replicant", "replicant-new", ["ready", "ready", "pending"]);
        const during = assess(
            observation([cores!, { ...replaced, pods: [evicted, ...replaced.pods] }]),
            target,
        );
        assert.deepEqual(during.reasons, [
            "replicant-new-2: cannot be scheduled: 0/6 nodes are available",
            "e: Evicted: low on memory",
        ]);
    });

    it("tells of disks and mounts that pods wait for", () => {
        const seen = observation([set("core", "core-new", ["pending", "pending", "pending"])], {
            ready: false,
            hints: ["claim a waits for its disk"],
            warning: "ReconcilerFailed: x",
        });
        assert.deepEqual(assess(seen, target).reasons.slice(1), [
            "claim a waits for its disk",
            "operator: ReconcilerFailed: x",
        ]);
    });

    it("tells two sets of one spec apart by what the operator says it is bringing up", () => {
        // As after a change of the operator: it makes other pods of the same spec.
        const anew = { ...set("core", "core-new", ["ready", "pending", "pending"]), name: "emqx-core-b" };
        const before = { ...set("core", "core-new", [...THREE]), name: "emqx-core-a" };
        const sets = [before, anew, set("replicant", "replicant-new", [...THREE])];
        const during = assess(observation(sets, { updating: { core: "b" } }), target);
        assert.equal(during.progress, "cores 1/3, replicants 3/3, old pods 3");
        assert.equal(during.done, false);
        assert.equal(assess(observation(sets, { updating: { core: "a" } }), target).done, false);
        const emptied = { ...set("core", "core-new", [], 0), name: "emqx-core-a" };
        const over = [emptied, { ...anew, ready: 3, pods: before.pods }, sets[2]!];
        assert.equal(assess(observation(over, { updating: { core: "b" } }), target).done, true);
    });

    it("tells why the new pods do not come up, the pods' reasons before the operator's", () => {
        const seen = observation([...old, set("core", "core-new", ["ready", "pending", "pending"])], {
            ready: false,
            warning: "ReconcilerFailed: timeout",
        });
        assert.deepEqual(assess(seen, target).reasons, [
            "core-new-1 (and 1 more): cannot be scheduled: 0/6 nodes are available",
            "operator: ReconcilerFailed: timeout",
        ]);
    });

    it("tells of a node that runs another version than the image", () => {
        const warned = (version: string, wanted = "5.8.1") => {
            const nodes = [{ node: "emqx@a", role: "core", version, status: "running" }];
            return assess({ ...rolledOut, nodes }, { ...target, version: wanted }).warnings;
        };
        assert.deepEqual(warned("5.8.11"), ["emqx@a reports EMQX 5.8.11, not 5.8.1"]);
        assert.equal(warned("5.8.1", "5.8.11").length, 1);
        assert.equal(warned("5.8.1-rc.1").length, 1);
        for (const same of ["5.8.1", "e5.8.1", "5.8.1-g1a2b3c4d", ""])
            assert.deepEqual(warned(same), [], same);
    });
});

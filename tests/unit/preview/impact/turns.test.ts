import assert from "node:assert/strict";
import type { RolloutStepFact } from "../../../../preview/impact/facts/rollout";
import { rolloutStepDetail, rolloutStepTitle } from "../../../../preview/impact/say/rolloutSteps";

describe("the turns of replicants, in words", () => {
    const turn = (surge: number, missing: number): RolloutStepFact => ({
        step: "turn",
        role: "replicant",
        count: 5,
        part: "all",
        of: 5,
        least: 5 - missing,
        surge,
        clients: "moved",
        perSecond: 1000,
        drainSeconds: 900,
    });

    it("say how many go at a time: as many as come up beside the others and may be missing", () => {
        for (const [surge, missing] of [
            [1, 0],
            [0, 1],
        ] as const) {
            assert.equal(
                rolloutStepTitle(turn(surge, missing)),
                "Replicants are made anew one after another",
            );
            assert.match(rolloutStepDetail(turn(surge, missing)), /[Oo]ne (old replicant )?after another/);
        }
        for (const [surge, missing, together] of [
            [2, 1, 3],
            [2, 0, 2],
            [0, 3, 3],
            [9, 1, 5],
        ] as const) {
            const fact = turn(surge, missing);
            assert.equal(rolloutStepTitle(fact), `Replicants are made anew up to ${together} at a time`);
            assert.match(
                rolloutStepDetail(fact),
                new RegExp(
                    `p to ${together} old replicants at a time are emptied .* Each takes no new clients`,
                ),
            );
        }
    });
});

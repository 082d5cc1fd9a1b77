import { strict as assert } from "node:assert";
import {
    changedLately,
    hasTakenOver,
    type OperatorState,
    operatorProgress,
    serves,
} from "../../../../../provider/emqx/gate/meant/operatorState";

const state: OperatorState = {
    namespace: "emqx-operator-system",
    name: "emqx-operator-controller-manager",
    version: "2.2.29",
    observed: true,
    wanted: 2,
    available: 2,
    old: 0,
    rolledOutAt: 1_000_000,
    webhook: true,
};

describe("the EMQX operator", () => {
    it("serves when a pod of it is available and none of an older template is left", () => {
        for (const yes of [{}, { available: 1 }, { available: 0, wanted: 0 }])
            assert.equal(serves({ ...state, ...yes }), true, JSON.stringify(yes));
        for (const not of [{ observed: false }, { available: 0 }, { old: 1 }])
            assert.equal(serves({ ...state, ...not }), false, JSON.stringify(not));
    });

    it("has taken over when its predecessor's lease has run out", () => {
        assert.equal(hasTakenOver(state, 1_030_000), false);
        assert.equal(hasTakenOver(state, 1_040_000), true);
        const { rolledOutAt, ...rolling } = state;
        assert.equal(hasTakenOver(rolling, 9_000_000), false);
        assert.equal(changedLately(rolling, 9_000_000), true);
    });

    it("changed lately for ten minutes", () => {
        assert.equal(changedLately(state, 1_599_000), true);
        assert.equal(changedLately(state, 1_600_000), false);
    });

    it("is described with what holds it up", () => {
        const stuck = { ...state, available: 0, trouble: "manager: ImagePullBackOff" };
        assert.equal(operatorProgress(stuck), "operator 2.2.29 0/2 - manager: ImagePullBackOff");
    });
});

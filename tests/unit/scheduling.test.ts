import { strict as assert } from "node:assert";
import { podFits } from "../../provider/scheduling/podFits";

describe("taints and tolerations", () => {
    const taint = (effect: string) => [{ key: "dedicated", value: "core", effect }];

    it("keep a pod off that tolerates nothing", () => {
        assert.equal(podFits([], taint("NoSchedule")), false);
        assert.equal(podFits([], taint("NoExecute")), false);
        assert.equal(podFits([], taint("PreferNoSchedule")), true);
        assert.equal(podFits([], []), true);
    });

    it("let a pod in that tolerates the key, the value, the effect", () => {
        const yes = [
            { operator: "Exists" },
            { key: "dedicated", operator: "Exists" },
            { key: "dedicated", operator: "Equal", value: "core" },
            { key: "dedicated", value: "core", effect: "NoSchedule" },
        ];
        const no = [
            { key: "other", operator: "Exists" },
            { key: "dedicated", operator: "Equal", value: "replicant" },
            { key: "dedicated", operator: "Exists", effect: "NoExecute" },
            { value: "core" },
        ];
        for (const toleration of yes)
            assert.ok(podFits([toleration], taint("NoSchedule")), JSON.stringify(toleration));
        for (const toleration of no)
            assert.ok(!podFits([toleration], taint("NoSchedule")), JSON.stringify(toleration));
    });
});

import assert from "node:assert/strict";
import { addLine } from "../../../provider/emqx/lines";
import { v2beta1 } from "../../../provider/emqx/lines/v2beta1";
import { LoadBalancerKind } from "../../../provider/loadBalancer/mqttLoadBalancerArgs";
import { planLoadBalancer } from "../../../provider/loadBalancer/plan";
import { Problems } from "../../../provider/validation/problems";
import { MADE_UP_VERSIONS, madeUp } from "../../support/madeUpLine";

/** An operator that makes something with a shorter name than any of operator 2.2's may have. */
const sparing = {
    ...madeUp,
    names: (instance: string) => [{ what: "the Service", name: `${instance}-of-nine`, max: 20 }],
};

function wrongWith(instanceName: string): string[] {
    const problems = new Problems();
    planLoadBalancer({ kind: LoadBalancerKind.Clb, namespace: "emqx", instanceName }, problems);
    return problems.all.map(({ path, reason }) => `${path}: ${reason}`);
}

describe("the instance name of a load balancer that is used alone", () => {
    it("has to fit what the operator of every line makes of it", () => {
        assert.deepEqual(wrongWith("thirteen-long"), []);
        const remove = addLine(sparing, MADE_UP_VERSIONS);
        try {
            assert.deepEqual(wrongWith("thirteen-long"), [
                'instanceName: is "thirteen-long", and the Service "thirteen-long-of-nine" would have 21 characters, of 20; write a name of at most 12',
            ]);
            assert.deepEqual(wrongWith("twelve-chars"), []);
        } finally {
            remove();
        }
    });

    it("is told once, in the words of the first line that it does not fit", () => {
        const name = "n".repeat(100);
        const alone = wrongWith(name);
        assert.equal(alone.length, 1);
        const remove = addLine({ ...v2beta1, names: sparing.names }, []);
        try {
            assert.deepEqual(wrongWith(name), alone);
        } finally {
            remove();
        }
    });
});

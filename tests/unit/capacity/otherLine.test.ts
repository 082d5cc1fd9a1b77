import assert from "node:assert/strict";
import { EmqxEdition, type EmqxOnAckArgs } from "../../../provider";
import { addLine } from "../../../provider/emqx/lines";
import { MADE_UP_VERSIONS, madeUp } from "../../support/madeUpLine";
import { newCluster } from "../../support/stacks";
import { findingOf } from "./stacks";

const backends = (version: string | undefined, limit: number) => {
    const args: EmqxOnAckArgs = {
        ...newCluster,
        emqx: {
            edition: EmqxEdition.Enterprise,
            licenseKey: "key",
            ...(version === undefined ? {} : { version }),
            replicants: { replicas: 6 },
        },
        capacity: { loadBalancer: { backends: limit } },
    };
    const { ceiling, refused } = findingOf(args, "load balancer", "backends");
    return { used: ceiling.used, refused, arithmetic: ceiling.arithmetic };
};

describe("pods behind the load balancer while a line's operator replaces them", () => {
    let remove = () => {};
    before(() => {
        remove = addLine(madeUp, MADE_UP_VERSIONS);
    });
    after(() => remove());

    it("are old and new ones where both run at once; the first deployment needs half", () => {
        assert.deepEqual(backends(undefined, 6), {
            used: 12,
            refused: false,
            arithmetic:
                "6 replicants, twice that during an upgrade, are 200 % of the 6 backends of one load balancer",
        });
        assert.equal(backends(undefined, 5).refused, true);
    });

    it("are no more than there are where each is made anew in its place", () => {
        assert.deepEqual(backends("9.9.0", 6), {
            used: 6,
            refused: false,
            arithmetic: "6 replicants, 6 during an upgrade, are 100 % of the 6 backends of one load balancer",
        });
        assert.equal(backends("9.9.0", 5).refused, true);
    });
});

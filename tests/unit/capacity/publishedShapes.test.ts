import assert from "node:assert/strict";
import { EmqxEdition, LoadBalancerKind } from "../../../provider";
import { brokerVcpus } from "../../../provider/capacity/cpu";
import { FAR_BELOW, PUBLISHED_SHAPES } from "../../../provider/capacity/publishedShapes";
import { warningsOf } from "../../../provider/plan/proposal/notes";
import { propose } from "../../../provider/plan/proposal/propose";
import { type ProposalRequest, zonesByNumber } from "../../../provider/plan/proposal/request";
import { TESTED_EMQX } from "../../support/versions";

describe("plan against published test shapes", function () {
    this.timeout(120_000);

    for (const { name, load, nodes, vcpusOfNode, source } of PUBLISHED_SHAPES) {
        it(`is no more than a third below ${name}, or says why`, () => {
            const request: ProposalRequest = {
                ...load,
                cpuFactor: 1,
                zones: zonesByNumber(5),
                nodesLost: 1,
                loadBalancer: LoadBalancerKind.Nlb,
                emqxVersion: TESTED_EMQX.Enterprise,
                edition: EmqxEdition.Enterprise,
            };
            const [shape] = propose(request).shapes;
            assert.ok(shape !== undefined && source !== "");
            const [planned, published] = [shape.nodes * shape.type.vcpus, nodes * vcpusOfNode];
            const said = warningsOf(request, shape).filter((line) => line.startsWith(name));
            if (planned >= FAR_BELOW * published) assert.deepEqual(said, []);
            else
                assert.match(
                    said[0]!,
                    new RegExp(`had ${nodes} x ${vcpusOfNode} vCPU: (?!measure before you rely on less)`),
                );
        });
    }

    it("takes what EMQ measured on two nodes for no more than a third above the model", () => {
        // 83 % of 4 vCPU; the model knows no messages between nodes.
        const { load } = PUBLISHED_SHAPES.find(({ name }) => name.includes("at 83 % CPU"))!;
        const modelled = brokerVcpus({ ...load, cpuFactor: 1 }, load.messages);
        assert.ok(modelled >= FAR_BELOW * 0.83 * 4, `${modelled}`);
    });
});

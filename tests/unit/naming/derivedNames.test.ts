import assert from "node:assert/strict";
import * as fc from "fast-check";
import { v2beta1 } from "../../../provider/emqx/lines/v2beta1";
import { INSTANCE_NAME_MAX } from "../../../provider/emqx/plan/rules";
import { ackClusterNames } from "../../../provider/naming/clusterNames";
import { checkDerived, checkNames, type DerivedName } from "../../../provider/naming/derivedNames";
import { nodeTuningNames, tunedNodePoolNames } from "../../../provider/naming/nodeNames";
import { stackNames } from "../../../provider/naming/stackNames";
import { Problems } from "../../../provider/validation/problems";

type Derive = (name: string) => readonly DerivedName[];

function told(name: string, derive: Derive, max = 63): string {
    const problems = new Problems();
    checkNames(problems.at("name"), name, derive, max);
    return problems.all.map(({ path, reason }) => `${path}: ${reason}`).join("\n");
}

/** Longest names that the components take, and what is made of them. */
const CHOSEN: Record<string, [max: number, derive: Derive]> = {
    "an EMQX object": [INSTANCE_NAME_MAX, v2beta1.names],
    "a whole stack": [40, stackNames],
    "a node pool": [52, tunedNodePoolNames],
    "a node tuning": [52, nodeTuningNames],
    "a cluster": [
        63,
        (name) =>
            ackClusterNames(name, {
                clusterNamed: false,
                natGateway: true,
                zones: ["ap-southeast-1a", "cn-zhangjiakou-b"],
            }),
    ],
};

describe("names that are made of a chosen one", () => {
    for (const [what, [max, derive]] of Object.entries(CHOSEN)) {
        it(`fit where the longest name of ${what} goes`, () => {
            for (const { what: carrier, name, max: limit } of derive("a".repeat(max))) {
                assert.ok(name.length <= limit, `${carrier} "${name}" has ${name.length} of ${limit}`);
            }
        });
    }

    it("are told by the first that would not, and how short the chosen one has to be", () => {
        fc.assert(
            fc.property(
                fc.integer({ min: 1, max: 200 }),
                fc.integer({ min: 1, max: 63 }),
                (length, limit) => {
                    const name = "a".repeat(length);
                    const problems = new Problems();
                    checkDerived(problems, name, [{ what: "the thing", name: `${name}-x`, max: limit }]);
                    if (length + 2 <= limit) return assert.deepEqual(problems.all, []);
                    const fitting = limit - 2;
                    assert.equal(
                        problems.all[0]!.reason,
                        `is "${name}", and the thing "${name}-x" would have ${length + 2} characters, of ${limit}; write a name of at most ${fitting}`,
                    );
                },
            ),
        );
    });

    it("begin with a letter where they have to", () => {
        assert.equal(
            told("5g", v2beta1.names),
            'name: is "5g", and the Service "5g-headless" has to begin with a letter; write a name that does',
        );
        assert.equal(told("g5", v2beta1.names), "");
        const cluster = (natGateway: boolean) => (name: string) =>
            ackClusterNames(name, { clusterNamed: true, natGateway, zones: [] });
        assert.match(
            told("5g", cluster(true)),
            /the public address's name "5g-nat" has to begin with a letter/,
        );
        assert.equal(told("5g", cluster(false)), "");
    });

    it("are those that Kubernetes and the operator really make", () => {
        const names = v2beta1.names("emqx").map(({ name }) => name);
        // From a recording of operator 2.2.29, apart from the hashes.
        for (const name of ["emqx-core-0123456789-14", "emqx-headless", "emqx-bootstrap-api-key"]) {
            assert.ok(names.includes(name), name);
        }
        assert.ok(names.includes("emqx-core-data-emqx-core-0123456789-14"));
    });

    for (const name of ["", "Mqtt", "mqtt_1", "-mqtt", "mqtt-", "a".repeat(64), "mqtt.1"]) {
        it(`cannot be made of ${JSON.stringify(name).slice(0, 20)}`, () => {
            assert.match(told(name, v2beta1.names), /^name: is .*; write at most 63 lower-case letters/);
        });
    }
});

import assert from "node:assert/strict";
import * as fc from "fast-check";
import { parse } from "yaml";
import { resolveConfig } from "../../preview/project/config";
import { loadProject } from "../../preview/project/projectFile";
import { loadStackConfig } from "../../preview/project/stackFile";
import { stackConfig } from "../../preview/render/capacityConfig";
import { EmqxEdition, type EmqxOnAckArgs, LoadBalancerKind } from "../../provider";
import { ZONES_IN_CLUSTER } from "../../provider/alibaba/clusterLimits";
import { zoneParts } from "../../provider/alibaba/regions";
import { remarks } from "../../provider/capacity/remarks";
import { planStack } from "../../provider/plan/planStack";
import { warningsOf } from "../../provider/plan/proposal/notes";
import { propose } from "../../provider/plan/proposal/propose";
import { type ProposalRequest, zonesByNumber } from "../../provider/plan/proposal/request";
import { YOUR_KEY } from "../../provider/plan/proposal/stack";
import { Problems } from "../../provider/validation/problems";
import { stackArgs } from "../../stack/config";
import { ROOT } from "../support/cli";
import { findingsOf } from "../unit/capacity/stacks";

const PROJECT = loadProject(ROOT);
const optional = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: undefined });

/** Everything that the command's options can ask for. */
const requests: fc.Arbitrary<ProposalRequest> = fc
    .record({
        connections: fc.oneof(
            fc.integer({ min: 1, max: 5_000 }),
            fc.integer({ min: 1, max: 500_000 }),
            fc.integer({ min: 1, max: 30_000_000 }),
        ),
        published: fc.oneof(fc.constant(0), fc.nat(5_000), fc.nat(500_000)),
        delivered: fc.oneof(fc.constant(0), fc.nat(5_000), fc.nat(500_000)),
        payloadBytes: fc.nat(10_000),
        qos: fc.nat(2),
        connectsPerSecond: optional(fc.integer({ min: 1, max: 300_000 })),
        tls: fc.boolean(),
        keepAliveSeconds: optional(fc.integer({ min: 1, max: 599 })),
        cpuFactor: fc.constantFrom(0.5, 1, 2),
        zones: fc.integer({ min: 2, max: ZONES_IN_CLUSTER }),
        nodesLost: fc.nat(3),
        loadBalancer: fc.constantFrom(
            LoadBalancerKind.Nlb,
            LoadBalancerKind.Nlb,
            LoadBalancerKind.Nlb,
            LoadBalancerKind.Clb,
        ),
        edition: optional(fc.constantFrom(...Object.values(EmqxEdition))),
        licensed: fc.boolean(),
    })
    .map(({ published, delivered, payloadBytes, qos, zones, licensed, ...rest }) => ({
        ...rest,
        messages: { publishedPerSecond: published, deliveredPerSecond: delivered, payloadBytes, qos },
        zones: zonesByNumber(zones),
        ...(licensed && rest.edition !== EmqxEdition.OpenSource
            ? { licensedConnections: rest.connections }
            : {}),
    }));

/** As the root stack reads it from Pulumi.<stack>.yaml. */
function readBack(text: string) {
    const { config } = parse(text) as { config: Record<string, unknown> };
    const values = Object.fromEntries(
        Object.entries(config).map(([key, value]) => [
            key,
            typeof value === "string" ? value : JSON.stringify(value),
        ]),
    );
    const resolved = resolveConfig(PROJECT, "pasted", loadStackConfig(PROJECT, "pasted"), values);
    const read = stackArgs({ values: { ...resolved.values }, isSecret: () => false });
    // The key is written encrypted, as the last line says; here it is known at once.
    const licenseKey = text.includes("pulumi config set --secret licenseKey") ? { licenseKey: YOUR_KEY } : {};
    const args: EmqxOnAckArgs = { ...read.args, emqx: { ...read.args.emqx, ...licenseKey } };
    return { ...read, args, values };
}

describe("the configuration that a plan prints, whatever the load", function () {
    this.timeout(600_000);

    it("is read by the root stack as what was planned, and taken without a warning that the plan did not give", () => {
        let shapesSeen = 0;
        fc.assert(
            fc.property(requests, (request) => {
                for (const shape of propose(request).shapes) {
                    shapesSeen += 1;
                    const { name, args, wrong, values } = readBack(stackConfig(shape.args));
                    assert.deepEqual(wrong, []);
                    assert.equal(values["alicloud:region"], zoneParts(request.zones[0]!)!.region);
                    const problems = new Problems();
                    planStack(name, args, problems);
                    assert.deepEqual(problems.all, []);
                    const arithmetic = (of: EmqxOnAckArgs) =>
                        findingsOf(of).map(({ ceiling }) => ceiling.arithmetic);
                    assert.deepEqual(arithmetic(args), arithmetic(shape.args));
                    const said = warningsOf(request, shape);
                    for (const { severity, sentence } of remarks(findingsOf(args)))
                        if (severity === "warn") assert.ok(said.includes(sentence), sentence);
                }
            }),
            { numRuns: 50 },
        );
        assert.ok(shapesSeen > 30, `${shapesSeen} shapes`);
    });
});

import { strict as assert } from "node:assert";
import { conflicts, foreignNumbers } from "../../../../../provider/emqx/gate/meant/conflicts";
import { driftFrom, sentTarget } from "../../../../../provider/emqx/gate/meant/drift";
import type { Asked, Target } from "../../../../../provider/emqx/lines/line/observation";
import { v2beta1 } from "../../../../../provider/emqx/lines/v2beta1";
import { REVISION_ANNOTATION } from "../../../../../provider/naming/labels";

const program: Target = {
    revisions: { core: "c2", replicant: "r2" },
    replicas: { core: 3, replicant: 5 },
    version: "5.8.11",
};

function spec(
    revisions: Target["revisions"],
    replicas: Target["replicas"],
    image = "emqx/emqx-enterprise:5.8.11",
) {
    const template = (role: "core" | "replicant") => ({
        metadata: { annotations: { [REVISION_ANNOTATION]: revisions[role] } },
        spec: { replicas: replicas[role] },
    });
    return { image, coreTemplate: template("core"), replicantTemplate: template("replicant") };
}

describe("the goal of a rollout", () => {
    it("is the program's where it was sent", () => {
        const sent = sentTarget(
            v2beta1,
            { spec: spec(program.revisions, program.replicas, "own/emqx:build-7") },
            program,
        );
        assert.deepEqual([sent.target, sent.notes], [program, []]);
        assert.deepEqual(sentTarget(v2beta1, { spec: undefined }, program).target, program);
    });

    it("is what was sent where the update left the object out or ignored a change of it", () => {
        const before = spec(
            { core: "c1", replicant: "r1" },
            { core: 3, replicant: 3 },
            "emqx/emqx-enterprise:5.8.3",
        );
        const { target, notes } = sentTarget(v2beta1, { spec: before }, program);
        assert.deepEqual(target, {
            revisions: { core: "c1", replicant: "r1" },
            replicas: { core: 3, replicant: 3 },
            version: "5.8.3",
        });
        assert.match(
            notes[0]!,
            /--target, --exclude or ignoreChanges\): the pods of its cores are not the program's, .* it has 3 replicants and the program 5/,
        );
        const unknown = sentTarget(
            v2beta1,
            { spec: spec({ core: "c1", replicant: "r1" }, program.replicas, "own/emqx:x") },
            program,
        );
        assert.equal(unknown.target.version, "", "nobody knows which EMQX that is");
    });
});

describe("an object that is not what was sent", () => {
    const object = { line: v2beta1, namespace: "mqtt", instance: "emqx" };
    const asked: Asked = {
        replicas: program.replicas,
        revisions: program.revisions,
        writers: [
            {
                subject: "replicas",
                role: "replicant",
                name: "kubectl",
                through: "scale",
                at: "2026-11-28T07:00:00Z",
                path: ["spec", "replicantTemplate", "spec", "replicas"],
            },
            { subject: "revision", role: "core", name: "kubectl-edit", path: ["spec"] },
        ],
    };

    it("is none where it says the same", () => {
        assert.deepEqual(driftFrom({ target: program, spec: undefined }, asked, object), {
            target: program,
            warnings: [],
        });
        assert.deepEqual(driftFrom({ target: program, spec: undefined }, undefined, object), {
            target: program,
            warnings: [],
        });
    });

    it("with another number of nodes is waited for with that number, and who changed it is named", () => {
        const scaled = { ...asked, replicas: { core: 3, replicant: 8 } };
        const { target, warnings, stop } = driftFrom({ target: program, spec: undefined }, scaled, object);
        assert.equal(stop, undefined);
        assert.deepEqual(target, { ...program, replicas: { core: 3, replicant: 8 } });
        assert.deepEqual(warnings, [
            'the EMQX object asks for 8 replicants, and 5 were sent: "kubectl" (scale) at 2026-11-28T07:00:00Z changed that. 8 are waited for. To keep them write replicants.replicas: 8; to take them back: kubectl --namespace mqtt patch emqxes.apps.emqx.io emqx --type merge --patch \'{"spec":{"replicantTemplate":{"spec":{"replicas":5}}}}\'',
        ]);
        const unknown = driftFrom({ target: program, spec: undefined }, { ...scaled, writers: [] }, object);
        assert.match(unknown.warnings[0]!, /somebody changed that/);
    });

    it("in any other field is named by the field, and by no value", () => {
        const sent = { ...spec(program.revisions, program.replicas), config: { data: "a = secret" } };
        const now = {
            ...sent,
            clusterDomain: "cluster.local",
            image: "emqx/emqx-enterprise:5.8.3",
            config: { data: "a = hunter2" },
        };
        const warned = (asIs: unknown) =>
            driftFrom({ target: program, spec: sent }, { ...asked, spec: asIs }, object).warnings;
        assert.deepEqual(warned(sent), []);
        assert.match(
            warned(now)[0]!,
            /^somebody changed image, config\.data of the EMQX object since it was sent/,
        );
        assert.doesNotMatch(warned(now)[0]!, /hunter2|secret/);
        const scaled = spec(program.revisions, { core: 3, replicant: 9 });
        assert.deepEqual(warned({ ...now, ...sent, ...scaled }), [], "numbers have a sentence of their own");
    });

    it("with other pods is not waited for", () => {
        const { stop } = driftFrom(
            { target: program, spec: undefined },
            { ...asked, revisions: { core: "other", replicant: "r2" } },
            object,
        );
        assert.match(
            stop ?? "",
            /is not what was sent: "kubectl-edit" gave its cores other pods.*pulumi up --refresh/,
        );
    });
});

describe("a number of nodes that somebody else wrote", () => {
    const wanted = { ...program, enterprise: true };
    const present = (name: string, replicant: number) => ({
        runningVersions: [],
        enterprise: true,
        replicas: { core: 3, replicant },
        revisions: program.revisions,
        object: {
            line: "2.2",
            spec: {},
            state: v2beta1.read({}),
            asked: {
                replicas: { core: 3, replicant },
                revisions: program.revisions,
                writers: [
                    { subject: "replicas" as const, role: "replicant" as const, name, path: ["spec", "x"] },
                ],
            },
        },
    });
    const object = { line: v2beta1, namespace: "mqtt", instance: "emqx" };

    it("is told to conflict with another one, before the API server says so", () => {
        const [warning, ...more] = conflicts(present("keda", 8), wanted, object);
        assert.deepEqual(more, []);
        assert.match(
            warning!,
            /asks for 8 replicants, which "keda" wrote, and the program for 5: .* conflict\. Write replicants\.replicas: 8, or .*'\{"spec":\{"x":5\}\}'$/,
        );
    });

    it("is one also where Pulumi has the same number by now", () => {
        const shared = present("kubectl", 8);
        const { writers } = shared.object.asked;
        const both = [
            ...writers,
            { ...writers[0]!, name: "pulumi-kubernetes-1a2b3c", at: "2026-11-28T08:00:00Z" },
        ];
        const object2 = { ...shared.object, asked: { ...shared.object.asked, writers: both } };
        assert.match(conflicts({ ...shared, object: object2 }, wanted, object)[0]!, /which "kubectl" wrote/);
        assert.deepEqual(foreignNumbers(object2), [], "another number is sent now");
        assert.deepEqual(foreignNumbers(shared.object), ["x"]);
    });

    it("is no conflict where it is the program's, or Pulumi's own", () => {
        assert.deepEqual(conflicts(present("keda", 5), wanted, object), []);
        assert.deepEqual(conflicts(present("pulumi-kubernetes-1a2b3c", 8), wanted, object), []);
    });
});

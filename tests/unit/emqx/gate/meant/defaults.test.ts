import { strict as assert } from "node:assert";
import type { PresentCluster, WantedCluster } from "../../../../../provider/emqx/gate/meant/present";
import { checkAll } from "../../../../../provider/emqx/gate/meant/refusals";
import { v2beta1 } from "../../../../../provider/emqx/lines/v2beta1";
import { Problems } from "../../../../../provider/validation/problems";
import { madeUp } from "../../../../support/madeUpLine";

const NOTHING = { version: false, edition: false, operator: false };
const replicas = { core: 3, replicant: 3 };

function present(image: string, running: string[] = [], enterprise = false): PresentCluster {
    const spec = { image };
    return {
        runningVersions: running,
        enterprise,
        replicas,
        revisions: { core: "a", replicant: "b" },
        object: { line: "2.2", spec, state: v2beta1.read({ spec }) },
    };
}

function refused(now: PresentCluster, wanted: Partial<WantedCluster>, line = v2beta1, apis = ["v2beta1"]) {
    const problems = new Problems();
    const input = { write: (v: string) => `operator: { version: "${v}" }`, beside: true, installs: true };
    const places = { operator: problems.at("operator"), emqx: problems.at("emqx"), input };
    const all = { version: "5.7.2", enterprise: false, replicas, named: NOTHING, ...wanted };
    checkAll(places, line, now, { apiVersions: apis, operators: [] }, all);
    return problems.all.map(({ path, reason }) => `${path}: ${reason}`);
}

describe("a default", () => {
    it("does not move a cluster to another minor, up or down, and says what keeps it", () => {
        for (const runs of ["5.8.3", "5.8.11"]) {
            const [problem, ...more] = refused(present(`emqx/emqx:${runs}`, [runs]), {});
            assert.deepEqual(more, []);
            assert.match(
                problem!,
                /^emqx\.version: is not given, and the default for new clusters is EMQX 5\.7\.2/,
            );
            assert.match(
                problem!,
                new RegExp(`\\n {6}edition: "OpenSource"\\n {6}version: "${runs.replace(/\./g, "\\.")}"\\n`),
            );
        }
    });

    it("keeps nothing that this package does not write, and says so", () => {
        const [problem, ...more] = refused(present("emqx/emqx:5.6.1", ["5.6.1"]), {});
        assert.deepEqual(more, []);
        assert.match(problem!, /This package writes no EMQX 5\.6: write the version that it is to become$/);
    });

    it("is told together with what else is wrong", () => {
        const now = present("emqx/emqx-enterprise:5.8.11", ["5.8.11"], true);
        const all = refused(now, {
            replicas: { core: 1, replicant: 3 },
            named: { version: false, edition: true, operator: true },
        });
        assert.deepEqual(all.map((problem) => problem.split(":")[0]).sort(), [
            "emqx.cores.replicas",
            "emqx.edition",
            "emqx.version",
        ]);
    });

    it("does not change the edition of a cluster", () => {
        const now = present("emqx/emqx-enterprise:5.8.11", ["5.8.11"], true);
        const [problem, ...more] = refused(now, {
            version: "5.8.11",
            named: { version: true, edition: false, operator: true },
        });
        assert.deepEqual(more, []);
        assert.match(
            problem!,
            /^emqx\.edition: is not given.*\n {6}edition: "Enterprise"\n {6}version: "5\.8\.11"/,
        );
    });

    it("does not move a cluster to another line of the operator", () => {
        const now = present("emqx/emqx-enterprise:5.8.11", ["5.8.11"], true);
        const wanted = {
            version: "9.9.0",
            enterprise: true,
            named: { version: false, edition: true, operator: true },
        };
        const [problem, ...more] = refused(now, wanted, madeUp);
        assert.deepEqual(more, []);
        assert.match(
            problem!,
            /on operator line 9\.1; this cluster runs EMQX 5\.8\.11 Enterprise on operator line 2\.2/,
        );
    });

    it("is taken before any node reports, by what the object asks for", () => {
        assert.equal(refused(present("emqx/emqx:5.8.3"), {}).length, 1);
        assert.equal(refused(present("registry.example/own:latest"), {}).length, 0, "nobody knows");
    });

    it("may bring another patch, and everything that is named is judged as ever", () => {
        assert.deepEqual(refused(present("emqx/emqx:5.7.1", ["5.7.1"]), {}), []);
        const named = { version: true, edition: true, operator: true };
        assert.deepEqual(refused(present("emqx/emqx:5.7.1", ["5.7.1"]), { version: "5.8.3", named }), []);
        assert.match(
            refused(present("emqx/emqx:5.8.3", ["5.8.3"]), { named })[0]!,
            /^emqx\.version: is "5\.7\.2", but the cluster runs 5\.8\.3/,
        );
        assert.deepEqual(
            refused(present("emqx/emqx:5.7.1", ["5.7.1"]), { version: "5.8.3", named: undefined }),
            [],
        );
    });
});

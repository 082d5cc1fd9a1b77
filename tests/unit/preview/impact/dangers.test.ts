import assert from "node:assert";
import { reviewOf } from "../../../../preview/impact/reviewOf";
import { changeSet, emqxChange } from "../changeSets";

function dangersOf(...given: Parameters<typeof emqxChange>) {
    return reviewOf(changeSet([emqxChange(...given)])).dangers;
}

const titles = (...given: Parameters<typeof emqxChange>) => dangersOf(...given).map(({ title }) => title);

describe("changes that are worse together", () => {
    it("name the issue and the two steps: 5.9 without a license", () => {
        const [danger] = dangersOf({ image: "emqx/emqx:5.8.1" }, { image: "emqx/emqx:5.9.0" }, [
            { path: "spec.image" },
        ]);
        assert.strictEqual(danger?.title, "EMQX 5.9 without a license");
        assert.strictEqual(danger.level, "data");
        assert.deepStrictEqual(danger.issues, ["emqx-operator#1151", "emqx#15006"]);
        assert.strictEqual(danger.steps.length, 2);
    });

    it("are none with a license", () => {
        const licensed = {
            coreTemplate: { spec: { replicas: 3, env: [{ name: "EMQX_LICENSE__KEY", value: "x" }] } },
        };
        assert.deepStrictEqual(
            titles({ ...licensed, image: "emqx/emqx:5.9.0" }, { ...licensed, image: "emqx/emqx:5.9.1" }, [
                { path: "spec.image" },
            ]),
            [],
        );
    });

    it("open-source 5.8 with replicants, and not without", () => {
        const path = [{ path: "spec.image" }];
        assert.deepStrictEqual(titles({}, { image: "emqx/emqx:5.8.1" }, path), [
            "Open-source EMQX 5.8 with replicants",
        ]);
        const none = { replicantTemplate: { spec: { replicas: 0 } } };
        assert.deepStrictEqual(titles(none, { ...none, image: "emqx/emqx:5.8.1" }, path), []);
    });

    it("image and configuration on 2.2, and not on 2.3", () => {
        const given = [
            { config: { data: "mqtt.max_inflight = 1" } },
            { config: { data: "mqtt.max_inflight = 2" }, image: "emqx/emqx:5.7.3" },
            [{ path: "spec.image" }, { path: "spec.config.data" }],
        ] as const;
        assert.deepStrictEqual(titles(...given), ["New pods and a new configuration in one update"]);
        assert.deepStrictEqual(titles(...given, { type: "kubernetes:apps.emqx.io/v2:EMQX" }), []);
    });

    it("cores beyond half, and not half", () => {
        const cores = (replicas: number) => ({ coreTemplate: { spec: { replicas } } });
        const path = [{ path: "spec.coreTemplate.spec.replicas" }];
        assert.deepStrictEqual(titles(cores(5), cores(3), path), []);
        assert.deepStrictEqual(titles(cores(5), cores(2), path), ["Cores from 5 to 2 at once"]);
    });

    it("durable sessions and new cores", () => {
        const config = { data: "durable_sessions.enable = true" };
        assert.deepStrictEqual(
            titles({ config }, { config, image: "emqx/emqx:5.7.3" }, [{ path: "spec.image" }]),
            ["Durable sessions and new cores"],
        );
    });
});

import assert from "node:assert/strict";
import * as fc from "fast-check";
import { EmqxEdition } from "../../../provider/emqx/args/edition";
import { resolveVersion } from "../../../provider/emqx/lines/versions";
import { defaultListenerWarnings } from "../../../provider/emqx/listeners/listeners";
import { ListenerProtocol } from "../../../provider/emqx/listeners/listenersArgs";
import { singleNodes } from "../../../provider/emqx/plan/fewNodes";
import { checkImage, imageWarnings } from "../../../provider/emqx/plan/image";
import { imageParts } from "../../../provider/images/imageReference";
import { Problems } from "../../../provider/validation/problems";

const { OpenSource, Enterprise } = EmqxEdition;
const DIGEST = `sha256:${"0123456789abcdef".repeat(4)}`;

describe("an image that the arguments name", () => {
    const said = (image: string, version = "5.7.2", edition = OpenSource) =>
        imageWarnings(image, resolveVersion(edition, version));

    it("is read with registry, port, tag and digest", () => {
        assert.deepEqual(imageParts("emqx"), { repository: "emqx" });
        assert.deepEqual(imageParts("host:5000/mqtt/emqx"), { repository: "host:5000/mqtt/emqx" });
        assert.deepEqual(imageParts(`host:5000/emqx:5.7.2@${DIGEST}`), {
            repository: "host:5000/emqx",
            tag: "5.7.2",
            digest: DIGEST,
        });
    });

    it("is told to move with a tag that does, or with none", () => {
        for (const tag of [":latest", ":5", ":5.7", ":v5.7", ":stable", ""]) {
            const [sentence, ...more] = said(`registry.example/mqtt/emqx${tag}`);
            assert.match(sentence!, /a pod that starts later may run another EMQX than the rest/, tag);
            assert.deepEqual(more, []);
        }
        assert.equal(
            said("emqx/emqx")[0],
            'image "emqx/emqx" has no tag, which is "latest": a pod that starts later may run another EMQX than the rest, and no preview shows it. Write a full version such as "emqx/emqx:5.7.2", or a digest.',
        );
    });

    it("is fine with a full version, a build of it, a digest, or a tag of one's own", () => {
        for (const image of [
            "emqx/emqx:5.7.2",
            "registry.example/own/emqx:5.7.2-1",
            "registry.example/own/emqx:v5.7.2",
            `emqx/emqx:latest@${DIGEST}`,
            `emqx/emqx@${DIGEST}`,
            "registry.example/own/broker:mqtt-7f3a2c",
        ]) {
            assert.deepEqual(said(image), [], image);
        }
        assert.deepEqual(said("emqx/emqx-enterprise:5.8.11", "5.8.11", Enterprise), []);
        assert.deepEqual(said("registry.example/own/emqx:5.8.11", "5.8.11", Enterprise), []);
    });

    it("is held against version and edition", () => {
        assert.deepEqual(said("registry.example/mqtt/emqx:5.7.1"), [
            'image "registry.example/mqtt/emqx:5.7.1" is EMQX 5.7.1 by its tag, and version is "5.7.2", by which keys, operator line and upgrades are checked. Write version "5.7.1", or the image of 5.7.2.',
        ]);
        assert.deepEqual(said("registry.example/mqtt/emqx-enterprise:5.7.2"), [
            'image "registry.example/mqtt/emqx-enterprise:5.7.2" is that of EMQX Enterprise by its name, and edition is "OpenSource", by which license, keys and evacuation are decided. Write edition "Enterprise" with a licenseKey, or the image emqx/emqx.',
        ]);
        assert.match(
            said("emqx/emqx:5.8.6", "5.8.6", Enterprise)[0]!,
            /Write edition "OpenSource", or the image emqx\/emqx-enterprise/,
        );
        assert.equal(said("emqx/emqx-enterprise:latest").length, 2);
    });

    it("is held against the version alone from 5.9 on, where there is one EMQX", () => {
        assert.deepEqual(said("emqx/emqx:6.3.1", "6.3.1", undefined), []);
        assert.deepEqual(said("registry.example/mqtt/emqx-enterprise:6.3.1", "6.3.1", undefined), []);
        assert.match(said("emqx/emqx:6.3.0", "6.3.1", undefined).join(), /is EMQX 6\.3\.0 by its tag/);
    });

    it("is refused only where no replicant would start", () => {
        const refused = (image: string, replicants: number) => {
            const problems = new Problems();
            checkImage(problems, image, replicants);
            return problems.all.length;
        };
        assert.equal(refused("docker.io/emqx/emqx:5.8.6", 1), 1);
        assert.equal(refused("emqx/emqx:5.8.6", 0), 0);
        assert.equal(refused("emqx/emqx:5.7.2", 3), 0);
        assert.equal(refused("emqx/emqx:5.8", 3), 0);
        assert.equal(refused("registry.example/own/emqx:5.8.6", 3), 0);
        assert.equal(refused("emqx/emqx-enterprise:5.8.6", 3), 0);
    });
});

describe("one node of a role", () => {
    it("is told to cut everybody where it takes the clients, and nobody else", () => {
        assert.match(
            singleNodes({ core: 3, replicant: 1 }, 100_000).join(),
            /^One replicant has all 100,000 connections/,
        );
        assert.match(
            singleNodes({ core: 1, replicant: 0 }, 5).join(),
            /^One core has all 5 connections: .*Write 2 or more in cores/,
        );
        assert.match(
            singleNodes({ core: 1, replicant: 3 }, 5).join(),
            /^One core has the only lasting copy of the database/,
        );
        assert.equal(singleNodes({ core: 1, replicant: 1 }, 5).length, 2);
        fc.assert(
            fc.property(
                fc.integer({ min: 2, max: 15 }),
                fc.integer({ min: 2, max: 1000 }),
                (core, replicant) => {
                    assert.deepEqual(singleNodes({ core, replicant }, 5), []);
                    assert.deepEqual(singleNodes({ core, replicant: 0 }, 5), []);
                },
            ),
        );
    });
});

describe("a listener that is added by name", () => {
    it("is told to take the default one away, where none of these is named", () => {
        const more = { fleet: { protocol: ListenerProtocol.Tcp, bind: 1884 } };
        assert.match(
            defaultListenerWarnings({ more }).join(),
            /tcp on 1883, is off. Write tcp: \{\} beside more/,
        );
        for (const listeners of [
            undefined,
            { more: {} },
            { tcp: {}, more },
            { tcp: { enabled: false }, more },
        ]) {
            assert.deepEqual(defaultListenerWarnings(listeners), []);
        }
    });
});

import { strict as assert } from "node:assert";
import fc from "fast-check";
import { saysOf } from "../../../../provider/emqx/config/says";
import { MOVED_DEFAULTS, movedDefaults } from "../../../../provider/emqx/lines/movedDefaults";
import { compareVersions } from "../../../../provider/naming/versionNumbers";

describe("what EMQX does otherwise where nothing is written", () => {
    const nothing = () => false;

    it("is told by who passes the release that moved it, with what keeps it", () => {
        const said = movedDefaults("5.8.11", "6.3.1", nothing);
        assert.equal(said.length, 3);
        assert.match(said.join("\n"), /mqtt\.strict_mode = true.*write mqtt\.strict_mode = false in config/);
        assert.match(said.join("\n"), /authorization\.no_match = deny/);
        assert.match(said.join("\n"), /prometheus\.enable_basic_auth = true/);
        assert.deepEqual(movedDefaults("5.7.2", "5.8.11", nothing), []);
        assert.equal(movedDefaults("6.1.4", "6.3.1", nothing).length, 2);
    });

    it("is nothing where the text or a variable says it", () => {
        const says = saysOf("mqtt { strict_mode = false }", ["EMQX_AUTHORIZATION__NO_MATCH"]);
        assert.match(movedDefaults("5.8.11", "6.3.1", says).join(), /^EMQX 6\.3\.0 .*prometheus/);
    });

    it("is told once on the whole way, whichever steps it has", () => {
        const version = fc
            .tuple(fc.constantFrom("5.7", "5.8", "5.10", "6.0", "6.2", "6.3"), fc.nat(11))
            .map(([minor, patch]) => `${minor}.${patch}`);
        fc.assert(
            fc.property(fc.array(version, { minLength: 2, maxLength: 6 }), (versions) => {
                const way = [...versions].sort(compareVersions);
                const [first, last] = [way[0]!, way.at(-1)!];
                const steps = way.slice(1).flatMap((to, i) => movedDefaults(way[i]!, to, nothing));
                assert.deepEqual(steps.sort(), movedDefaults(first, last, nothing).sort());
                assert.ok(steps.length <= MOVED_DEFAULTS.length);
            }),
        );
    });
});

import * as provider from "../../provider";
import { assertSameDeployment } from "../support/plugin/canonical";
import { type Make, PROGRAMS } from "../support/plugin/programs";
import { remoteComponents } from "../support/plugin/remoteComponents";
import { outputsOf, remoteClassOf } from "../support/plugin/sdk";
import { withPlugin } from "../support/plugin/suite";
import { MODES, run } from "../support/stacks";

const inProcess: Make = (component, name, args, opts) =>
    outputsOf(component, new (provider as any)[component](name, args, opts));
const byPlugin: Make = (component, name, args, opts) =>
    outputsOf(component, new (remoteClassOf(component))(name, args, opts));

describe("components of the plugin", function () {
    this.timeout(120_000);
    const suite = withPlugin();

    for (const [title, program] of Object.entries(PROGRAMS)) {
        for (const mode of MODES) {
            it(`are those of a program's own process: ${title} (${mode})`, async () => {
                const own = await run(() => program(inProcess), mode);
                const remote = await run(() => program(byPlugin), mode, {
                    remote: remoteComponents(suite.plugin, suite.cluster),
                });
                assertSameDeployment(remote.recorded, own.recorded);
            });
        }
    }
});

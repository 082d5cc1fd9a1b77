import { ownerReference } from "../../../emqxObject";
import { instanceLabels } from "../../../names";
import type { Emqx } from "../emqxObject";
import { nameOf } from "../names";
import { rendered, type SplitRoots } from "./roots";

/** Source: objects-created.yaml. */
const BASE_CONFIG = `
### Minimal default configuration
# This is generally provided by 'emqx.conf' but defined here instead, as 'emqx.conf' should now be empty.
dashboard {
  listeners {
    http.bind = "0.0.0.0:18083"
  }
}

### User-supplied configuration
`;

/** What pods start with: roots that can be pushed below everything else, the others above it. */
export function configFiles({ runtime, startup }: SplitRoots): Record<string, string> {
    return { "base.hocon": `${BASE_CONFIG}${rendered(runtime)}`, "emqx.conf": rendered(startup) };
}

export function configMap(emqx: Emqx, files: Record<string, string>): object {
    const { name, namespace } = emqx.metadata;
    return {
        apiVersion: "v1",
        kind: "ConfigMap",
        metadata: {
            name: nameOf.configs(name),
            namespace,
            labels: instanceLabels(name),
            ownerReferences: [ownerReference(emqx)],
        },
        data: files,
    };
}

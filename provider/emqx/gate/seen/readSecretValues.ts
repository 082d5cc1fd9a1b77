import { ifAllowed, ifFound } from "../../../kubernetes/answers";
import type { Apis } from "../../../kubernetes/apis";

/** What a Secret holds; undefined where there is none, or where these credentials may not see it. */
export async function readSecretValues(
    { core }: Apis,
    namespace: string,
    name: string,
): Promise<Record<string, string> | undefined> {
    const found = await ifAllowed(ifFound(core.readNamespacedSecret({ namespace, name })));
    return (
        found &&
        Object.fromEntries(
            Object.entries(found.data ?? {}).map(([key, value]) => [
                key,
                Buffer.from(value, "base64").toString("utf8"),
            ]),
        )
    );
}

import type { Kube } from "../../../testkit/controlPlane";

export interface Places {
    /** Texts that no secret may be in, by what they are. */
    readonly [place: string]: string;
}

/** Shorter ones, user names say, may be anywhere. */
const SHORTEST = 12;

/** Every secret of a namespace's Secrets that is in plain text, or base64, in one of the places; never the secret itself. */
export async function leaks(
    kube: Kube,
    namespace: string,
    given: Readonly<Record<string, string>>,
    places: Places,
): Promise<string[]> {
    const secrets = await kube.list({ apiVersion: "v1", kind: "Secret", namespace });
    const values = Object.fromEntries(
        secrets.flatMap(({ metadata, data }) =>
            Object.entries(data as Record<string, string>).map(([key, value]) => [
                `${metadata.name}.${key}`,
                Buffer.from(value, "base64").toString(),
            ]),
        ),
    );
    return Object.entries({ ...values, ...given }).flatMap(([name, value]) =>
        Object.entries(places)
            .filter(([, text]) => forms(value).some((form) => text.includes(form)))
            .map(([place]) => `${name} is readable in ${place}`),
    );
}

/** A value's lines, and of `key: secret` the secret alone; as they are and as base64. */
function forms(value: string): string[] {
    const lines = value.split("\n").flatMap((line) => [line, line.split(":").at(-1) as string]);
    const texts = lines.map((text) => text.trim().replace(/^"|"$/g, ""));
    return [value, ...texts]
        .filter((text) => text.length >= SHORTEST)
        .flatMap((text) => [text, Buffer.from(text).toString("base64")]);
}

/** What of a kubeconfig must not be seen. */
export function credentialsOf(kubeconfig: string): Record<string, string> {
    const found = [...kubeconfig.matchAll(/"?(token|client-key-data|password)"?: *"?([^\s"]+)/g)];
    return Object.fromEntries(found.map(([, name, value]) => [`kubeconfig ${name}`, value as string]));
}

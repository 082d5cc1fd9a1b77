import type * as pulumi from "@pulumi/pulumi";
import { mapInput } from "../validation/output";

/**
 * Where an image is pulled from. With a registry prefix the last part of the repository's name is kept behind
 * it, since Alibaba Cloud Container Registry knows one namespace level only:
 * `quay.io/jetstack/cert-manager-webhook` behind `acr.example/mqtt` is `acr.example/mqtt/cert-manager-webhook`.
 */
export function repositoryBehind(registry: string | undefined, repository: string): string {
    if (!registry) return repository;
    const last = repository.slice(repository.lastIndexOf("/") + 1);
    return `${registry.replace(/\/+$/, "")}/${last}`;
}

/** {@link repositoryBehind} for an input that may not be known yet, with the tag behind it when given. */
export function imageBehind(
    registry: pulumi.Input<string> | undefined,
    repository: string,
    tag?: pulumi.Input<string>,
): pulumi.Input<string> {
    return mapInput(registry, (prefix) =>
        mapInput(tag, (version) => {
            const image = repositoryBehind(prefix, repository);
            return version ? `${image}:${version}` : image;
        }),
    );
}

/** What a reference says: `registry.example/mqtt/emqx:5.7.2@sha256:...`. */
export interface ImageParts {
    readonly repository: string;
    readonly tag?: string;
    readonly digest?: string;
}

/** The parts of a reference of the right form. A colon before the last slash is a port's. */
export function imageParts(reference: string): ImageParts {
    const [name = "", digest] = reference.split("@");
    const at = name.indexOf(":", name.lastIndexOf("/") + 1);
    const parts = at < 0 ? { repository: name } : { repository: name.slice(0, at), tag: name.slice(at + 1) };
    return digest === undefined ? parts : { ...parts, digest };
}

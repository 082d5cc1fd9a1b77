import { type ImageParts, imageParts } from "../../images/imageReference";
import type { Problems } from "../../validation/problems";
import { quoted } from "../../validation/quoted";
import { EmqxEdition } from "../args/edition";
import { type EmqxVersion, editionAt, isSameRelease, resolveVersion } from "../lines/versions";

/** What is said of an image that the arguments name themselves: version and edition are told apart by them, not by it. */

/** Tags that stand for another image every time EMQX is released. Source: the tags of emqx/emqx on Docker Hub. */
const MOVES = /^(latest|stable|edge|nightly|main|master|dev|v?\d+(\.\d+)?)$/;

/** The image's tag as a version, where it begins with one. */
function versionIn({ tag }: ImageParts): string | undefined {
    return /^v?(\d+\.\d+\.\d+)/.exec(tag ?? "")?.[1];
}

/** What cannot run. The rest is warned of: it may be what somebody means. */
export function checkImage(problems: Problems, image: string, replicants: number): void {
    const parts = imageParts(image);
    const version = versionIn(parts);
    if (replicants === 0 || version === undefined || !isOfficialOpenSource(parts)) return;
    if (editionAt(EmqxEdition.OpenSource, version)?.replicants !== false) return;
    problems.add(
        "image",
        `is ${quoted(image)}, and open-source EMQX ${version} refuses replicants; write the image of EMQX Enterprise with edition "Enterprise", or replicants: { replicas: 0 }`,
    );
}

/** Sentences on an image that runs, and perhaps not as it is meant. */
export function imageWarnings(image: string, emqx: EmqxVersion): string[] {
    const parts = imageParts(image);
    return [
        ...moves(image, parts, emqx),
        ...otherVersion(image, parts, emqx),
        ...otherEdition(image, parts, emqx),
    ];
}

function moves(image: string, { repository, tag, digest }: ImageParts, { version }: EmqxVersion): string[] {
    if (digest !== undefined || (tag !== undefined && !MOVES.test(tag))) return [];
    const what = tag === undefined ? 'has no tag, which is "latest"' : "has a tag that moves";
    return [
        `image ${quoted(image)} ${what}: a pod that starts later may run another EMQX than the rest, and no preview shows it. Write a full version such as "${repository}:${version}", or a digest.`,
    ];
}

function otherVersion(image: string, parts: ImageParts, emqx: EmqxVersion): string[] {
    const version = versionIn(parts);
    if (version === undefined || isSameRelease(version, emqx.version)) return [];
    return [
        `image ${quoted(image)} is EMQX ${version} by its tag, and version is "${emqx.version}", by which keys, operator line and upgrades are checked. Write version "${version}", or the image of ${emqx.version}.`,
    ];
}

function otherEdition(image: string, parts: ImageParts, emqx: EmqxVersion): string[] {
    const { edition, version } = emqx;
    if (!emqx.hasEditions) return [];
    const [is, write] = isEnterprise(parts)
        ? [EmqxEdition.Enterprise, 'edition "Enterprise" with a licenseKey']
        : isOfficialOpenSource(parts)
          ? [EmqxEdition.OpenSource, 'edition "OpenSource"']
          : [edition, ""];
    if (is === edition) return [];
    const { repository } = resolveVersion(edition, version);
    return [
        `image ${quoted(image)} is that of ${is === EmqxEdition.Enterprise ? "EMQX Enterprise" : "open-source EMQX"} by its name, and edition is "${edition}", by which license, keys and evacuation are decided. Write ${write}, or the image ${repository}.`,
    ];
}

/** A copy behind a registry of one's own keeps the last part of the name. */
function isEnterprise({ repository }: ImageParts): boolean {
    return repository.split("/").at(-1) === "emqx-enterprise";
}

/** Others call what they built of Enterprise "emqx", too. */
function isOfficialOpenSource({ repository }: ImageParts): boolean {
    return /^((index\.)?docker\.io\/)?emqx\/emqx$/.test(repository);
}

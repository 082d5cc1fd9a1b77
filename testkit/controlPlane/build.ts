import { spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import { mkdir, mkdtemp, readdir, rename, rm } from "node:fs/promises";
import { homedir } from "node:os";
import { basename, dirname, join } from "node:path";
import { withLock } from "./buildLock";
import { endWithProcess } from "./endWithProcess";

const KUBERNETES = { version: "v1.34.1", major: "1", minor: "34" };
const VERSION_VARIABLES = "k8s.io/component-base/version";

interface Build {
    /** Folder under go/ whose go.mod and go.sum pin every module. */
    readonly module: string;
    readonly packages: readonly string[];
    readonly ldflags: string;
    /** Programs that come out: file names in the cache. */
    readonly programs: readonly string[];
    /** What Go calls the program, where that is not what we call it. */
    readonly output?: string;
}

const STRIPPED = "-s -w";

/**
 * -buildvcs=false: the programs are the same whatever the state of this repository. -dwarf=false: nobody debugs them, and the
 * compiler takes a tenth less for it.
 */
const GO_FLAGS = ["-mod=readonly", "-buildvcs=false", "-gcflags=all=-dwarf=false"];

const BUILDS: readonly Build[] = [
    // The module's root is etcd's main package; Go would name the program after the folder.
    {
        module: "etcd",
        packages: ["go.etcd.io/etcd/server/v3"],
        ldflags: STRIPPED,
        programs: ["etcd"],
        output: "etcd",
    },
    { module: "kwok", packages: ["sigs.k8s.io/kwok/cmd/kwok"], ldflags: STRIPPED, programs: ["kwok"] },
    {
        module: "kubernetes",
        packages: ["kube-apiserver", "kube-controller-manager", "kube-scheduler"].map(
            (command) => `k8s.io/kubernetes/cmd/${command}`,
        ),
        // Clients cannot parse the server's version without these.
        ldflags: [
            STRIPPED,
            `-X ${VERSION_VARIABLES}.gitVersion=${KUBERNETES.version}`,
            `-X ${VERSION_VARIABLES}.gitMajor=${KUBERNETES.major}`,
            `-X ${VERSION_VARIABLES}.gitMinor=${KUBERNETES.minor}`,
        ].join(" "),
        programs: ["kube-apiserver", "kube-controller-manager", "kube-scheduler"],
    },
];

/** Whether `binaries()` would find them. */
export function binariesAreBuilt(): boolean {
    return existsSync(binariesFolder());
}

/** The version of Go that the newest module asks for. */
export function goNeeded(): string {
    return BUILDS.map(({ module }) => {
        const version = /^go (\d+\.\d+)/m.exec(
            readFileSync(join(moduleFolder(module), "go.mod"), "utf8"),
        )?.[1];
        if (version === undefined) throw new Error(`go.mod of ${module} names no version of Go`);
        return version;
    })
        .sort((one, other) => one.localeCompare(other, "en", { numeric: true }))
        .at(-1) as string;
}

/**
 * The folder with etcd, kube-apiserver, kube-controller-manager, kube-scheduler and kwok: built from their Go modules the
 * first time, kept in EMQX_ACK_CACHE (default: `emqx-ack` in the user's cache folder).
 */
export async function binaries(): Promise<string> {
    const folder = binariesFolder();
    if (binariesAreBuilt()) return folder;
    await mkdir(dirname(folder), { recursive: true });
    await withLock(`${folder}.lock`, say, async () => {
        if (!binariesAreBuilt()) await buildAll(folder);
    });
    return folder;
}

function binariesFolder(): string {
    const userCache = process.env.XDG_CACHE_HOME ?? join(homedir(), ".cache");
    const cache = process.env.EMQX_ACK_CACHE ?? join(userCache, "emqx-ack");
    return join(cache, `control-plane-${inputsHash()}`);
}

/** Other modules, flags or machine: other binaries, in a folder of their own. */
function inputsHash(): string {
    const hash = createHash("sha256").update(
        JSON.stringify([BUILDS, GO_FLAGS, process.platform, process.arch]),
    );
    for (const { module } of BUILDS) {
        for (const file of ["go.mod", "go.sum"]) hash.update(readFileSync(join(moduleFolder(module), file)));
    }
    return hash.digest("hex").slice(0, 12);
}

async function buildAll(folder: string): Promise<void> {
    const started = Date.now();
    say(
        `building ${BUILDS.flatMap((build) => build.programs).join(", ")} into ${folder}; a few minutes, once`,
    );
    await removeUnfinished(folder);
    // Beside its final place, so that the rename cannot cross file systems.
    const unfinished = await mkdtemp(`${folder}.unfinished-`);
    try {
        for (const build of BUILDS) await goBuild(build, unfinished);
        await rename(unfinished, folder).catch((error) => {
            // Somebody else's build got there first: the same programs.
            if (!binariesAreBuilt()) throw error;
        });
    } finally {
        await rm(unfinished, { recursive: true, force: true });
    }
    say(`built in ${seconds(started)} s`);
}

/** What an interrupted build left: we hold the lock, so it is nobody's. */
async function removeUnfinished(folder: string): Promise<void> {
    const left = (await readdir(dirname(folder))).filter((entry) =>
        entry.startsWith(`${basename(folder)}.unfinished-`),
    );
    await Promise.all(left.map((entry) => rm(join(dirname(folder), entry), { recursive: true })));
}

async function goBuild(
    { module, packages, ldflags, programs, output = "" }: Build,
    into: string,
): Promise<void> {
    const started = Date.now();
    const args = ["build", ...GO_FLAGS, "-ldflags", ldflags];
    const child = spawn("go", [...args, "-o", `${into}/${output}`, ...packages], {
        cwd: moduleFolder(module),
        env: { ...process.env, CGO_ENABLED: "0", GOFLAGS: "", GOWORK: "off" },
        stdio: ["ignore", "pipe", "pipe"],
    });
    const forget = endWithProcess(() => child.kill());
    const said: Buffer[] = [];
    for (const stream of [child.stdout, child.stderr]) stream.on("data", (chunk) => said.push(chunk));
    const code = await new Promise((resolve, reject) =>
        child.once("error", reject).once("close", resolve),
    ).finally(forget);
    if (code !== 0) {
        throw new Error(
            `go build of ${module} for the control plane failed:\n${Buffer.concat(said).toString().slice(-4000)}`,
        );
    }
    say(`${programs.join(", ")} built in ${seconds(started)} s`);
}

function moduleFolder(module: string): string {
    return join(__dirname, "go", module);
}

function seconds(since: number): string {
    return ((Date.now() - since) / 1000).toFixed(0);
}

function say(text: string): void {
    process.stderr.write(`control plane for tests: ${text}\n`);
}

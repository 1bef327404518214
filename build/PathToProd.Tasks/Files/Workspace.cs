using System.Security.Cryptography;
using System.Text;
using PathToProd.Facts.Runs;

namespace PathToProd.Tasks.Files;

/// <summary>Where everything is in one checkout. All outputs go below <c>artifacts/</c>; only ledgers stand beside sources.</summary>
/// <param name="Root">The absolute path of the folder that holds <c>platform.yaml</c>.</param>
public sealed record Workspace(string Root)
{
    /// <summary>All outputs.</summary>
    public string Artifacts => Path.Combine(Root, "artifacts");

    /// <summary>The sources of a component.</summary>
    public string Component(string component) => Path.Combine(Root, "components", component);

    /// <summary>The manifest, values and ledger of an environment.</summary>
    public string Environment(string environment) => Path.Combine(Root, "environments", environment);

    /// <summary>The ledger of an environment.</summary>
    public string Ledger(string environment) => Path.Combine(Environment(environment), "ledger.jsonl");

    /// <summary>What was promoted, approved, frozen, held and condemned.</summary>
    public string Promotions => Path.Combine(Root, "environments", "promotions.jsonl");

    /// <summary>Notifications that were not sent yet, and which were, a folder for each receiver.</summary>
    public string Notifications => Path.Combine(Artifacts, "notifications");

    /// <summary>The version of each component that an environment should run.</summary>
    public string Versions(string environment) => Path.Combine(Environment(environment), "versions.yaml");

    /// <summary>The version sets that were pinned.</summary>
    public string VersionSets => Path.Combine(Root, "environments", "version-sets");

    /// <summary>The version set that was proposed last.</summary>
    public string ProposedSet => Path.Combine(Artifacts, "proposed.yaml");

    /// <summary>The version sets of changes and their bases, which nobody pinned.</summary>
    public string ChangeSets => Path.Combine(Artifacts, "change-sets");

    /// <summary>The commit that a change was last compared with, checked out.</summary>
    public string Bases => Path.Combine(Artifacts, "base");

    /// <summary>The evidence of which version sets work.</summary>
    public string Evidence => Path.Combine(VersionSets, "compatibility.jsonl");

    /// <summary>What the evidence said when it was last read; it may be thrown away at any time.</summary>
    public string ReadEvidence => Path.Combine(Artifacts, "evidence");

    /// <summary>The journals and logs of all runs.</summary>
    public string Runs => Path.Combine(Artifacts, "runs");

    /// <summary>The journal and the logs of a run.</summary>
    public string Run(RunId run) => Path.Combine(Runs, run.ToString());

    /// <summary>The journal of a run.</summary>
    public string Journal(RunId run) => Path.Combine(Run(run), "journal.jsonl");

    /// <summary>Whether a run was made in this checkout.</summary>
    public bool HasRun(string run) => RunId.TryParse(run, out _) && Directory.Exists(Path.Combine(Runs, run));

    /// <summary>The log of one stage of one component in a run.</summary>
    public string StageLog(RunId run, string component, string stage) =>
        Path.Combine(Run(run), component, $"{stage}.log");

    /// <summary>The artifacts that were built, by component.</summary>
    public string Built(string component) => Path.Combine(Artifacts, "built", component);

    /// <summary>The artifacts of all components: an OCI image layout, which other tools can read.</summary>
    public string Store => Path.Combine(Artifacts, "store");

    /// <summary>Charts and modules that others publish, by digest; they may be thrown away at any time, and are fetched again.</summary>
    public string Upstream => Path.Combine(Artifacts, "upstream");

    /// <summary>Who built an artifact, when and from what, as a statement of in-toto.</summary>
    public string ProvenanceOf(string component, string digest) =>
        Path.Combine(Artifacts, "provenance", component, $"{digest}.intoto.json");

    /// <summary>What is remembered about stages that passed.</summary>
    public string Results => Path.Combine(Artifacts, "results");

    /// <summary>The compiled tasks of components.</summary>
    public string CompiledTasks(string component) => Path.Combine(Artifacts, "tasks", component);

    /// <summary>Where a component's stages work for an environment; its content may be thrown away at any time.</summary>
    public string Work(string environment, string component) => Path.Combine(Artifacts, "work", environment, component);

    /// <summary>Where a component's tests work; its content may be thrown away at any time.</summary>
    public string TestWork(string component) => Path.Combine(Artifacts, "tests", component);

    /// <summary>Terraform's state, for environments that name no other backend.</summary>
    public string State(string environment, string component) =>
        Path.Combine(Artifacts, "state", environment, $"{component}.tfstate");

    /// <summary>What the last look at a component in an environment found.</summary>
    public string Drift(string environment, string component) =>
        Path.Combine(Artifacts, "drift", environment, $"{component}.json");

    /// <summary>What removals found in the cluster of an environment.</summary>
    public string EmptiedCluster(string environment) => Path.Combine(Artifacts, "emptied", $"{environment}.json");

    /// <summary>What is remembered of sources so that unchanged files need not be read.</summary>
    public string Index => Path.Combine(Artifacts, "index");

    /// <summary>Manifests of artifacts that a registry showed, by component and digest; they may be thrown away at any time.</summary>
    public string Manifests => Path.Combine(Artifacts, "manifests");

    /// <summary>What was seen of the Git repository that holds the ledgers; without it, one that was moved back is not noticed.</summary>
    public string LedgerRepository(string remote) =>
        Path.Combine(
            Artifacts,
            "ledger",
            $"{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(remote)))[..16]}.git"
        );

    /// <summary>Locks of deployments.</summary>
    public string Locks => Path.Combine(Artifacts, "locks");

    /// <summary>Who has leased which environment of a pool, and who waits.</summary>
    public string Pool(string pool) => Path.Combine(Artifacts, "pools", $"{pool}.json");

    /// <summary>Tools that were installed for this checkout.</summary>
    public string Tools => Path.Combine(Artifacts, "tools");

    /// <summary>A path as people read it: relative to the root, with forward slashes.</summary>
    public string Show(string path) => Path.GetRelativePath(Root, path).Replace('\\', '/');
}

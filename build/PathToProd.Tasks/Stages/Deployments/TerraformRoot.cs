using System.Text.Json.Nodes;
using Cake.Terraform;
using PathToProd.Model.Terraform;
using PathToProd.Tasks.Files;
using PathToProd.Text;
using PathToProd.Tools.Files;

namespace PathToProd.Tasks.Stages.Deployments;

/// <summary>
/// A copy of a Terraform root to work in. Terraform never runs in the sources: it would leave its files there, and two
/// environments would share one working folder.
/// </summary>
/// <param name="context">The component.</param>
/// <param name="folder">Where the copy is: the component's whole <c>terraform/</c> folder, so that modules are found.</param>
/// <param name="provider">Which root.</param>
internal sealed class TerraformRoot(ComponentContext context, string folder, string provider)
{
    // Of several such files Terraform lets the last by name win: the environment's values count more than any that the root
    // brings along.
    private const string ValuesFile = "~path-to-prod.auto.tfvars.json";

    /// <summary>How long to wait for another Terraform that holds the state.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    /// <summary>The same after an interrupted run, which most likely left the lock and will never let go.</summary>
    private static readonly TimeSpan LittlePatience = TimeSpan.FromSeconds(2);

    private TimeSpan StateLock => context.Work.Interrupted is null ? Patience : LittlePatience;

    public string Path { get; } = System.IO.Path.Combine(folder, provider);

    /// <summary>
    /// Fills the folder, which no one else may read as plans are made in it, from sources, and keeps of what was there
    /// only what Terraform downloaded.
    /// </summary>
    public void CopySources(string sources)
    {
        PrivateFolder.Create(folder);
        Clear(new DirectoryInfo(folder));
        FileTree.Copy(sources, folder);
    }

    /// <summary>True when the sources have a root for the provider.</summary>
    public static bool Exists(string sources, string provider) =>
        Directory.Exists(System.IO.Path.Combine(sources, provider));

    /// <summary>Passes the values, secrets included, in a file that no one else may read.</summary>
    public void Write(JsonObject values) =>
        AtomicFile.Write(System.IO.Path.Combine(Path, ValuesFile), values.ToJsonString() + "\n", isPrivate: true);

    /// <summary>Removes the values, which may hold secrets.</summary>
    public void ForgetValues() => File.Delete(System.IO.Path.Combine(Path, ValuesFile));

    /// <summary>Replaces the root's backend by a local one, for a copy that must never touch real state.</summary>
    public void Isolate() =>
        AtomicFile.Write(
            System.IO.Path.Combine(Path, "path-to-prod_override.tf.json"),
            """{"terraform":{"backend":{"local":{"path":"isolated.tfstate"}}}}"""
        );

    /// <summary>Sets up the backend, and downloads what is missing.</summary>
    /// <param name="backend">Where the state is.</param>
    /// <param name="waits">Whether to wait for another Terraform that holds the state.</param>
    public void Init(IReadOnlyDictionary<string, string> backend, bool waits = true)
    {
        var settings = With(new TerraformInitSettings { Reconfigure = true, LockTimeout = waits ? StateLock : null });
        foreach (var (key, value) in backend)
        {
            settings.BackendConfiguration[key] = value;
        }

        context.TerraformInit(settings);
    }

    /// <summary>Plans into a file.</summary>
    public bool PlanChanges(string planFile, bool destroy = false)
    {
        var settings = With(
            new TerraformPlanSettings
            {
                Out = planFile,
                Destroy = destroy ? true : null,
                LockTimeout = StateLock,
            }
        );
        return LeftStateLock.Without(context, this, () => context.TerraformPlan(settings))
            == TerraformPlanResult.Changes;
    }

    /// <summary>Plans into a file without a lock, so that no one waits: what another one is changing meanwhile may look half done.</summary>
    /// <param name="planFile">The file.</param>
    /// <param name="refreshOnly">Whether to find only what was changed behind Terraform's back.</param>
    public bool FindsChanges(string planFile, bool refreshOnly)
    {
        var settings = new TerraformPlanSettings
        {
            Out = planFile,
            Lock = false,
            RefreshOnly = refreshOnly ? true : null,
        };
        return context.TerraformPlan(With(settings)) == TerraformPlanResult.Changes;
    }

    public void Apply(string planFile) =>
        context.TerraformApply(planFile, With(new TerraformApplySettings { LockTimeout = StateLock }));

    public IReadOnlyDictionary<string, TerraformOutputValue> Outputs() =>
        context.TerraformOutput(With(new TerraformOutputSettings()));

    /// <summary>The names of the outputs that the root's files declare.</summary>
    public IEnumerable<string> DeclaredOutputs() =>
        Directory
            .EnumerateFiles(Path)
            .Where(DeclaredBackend.IsRead)
            .SelectMany(file => PathToProd.Model.Terraform.DeclaredOutputs.In(file, File.ReadAllText(file)));

    /// <summary>What identifies the state: its lineage, and the serial that grows with each change.</summary>
    public string StateFingerprint() =>
        TerraformState.Fingerprint(context.TerraformStatePull(With(new TerraformStateSettings())))
        ?? throw new PlatformException(
            ExitCode.Failed,
            $"Terraform has no state of {context.Component.Name} after applying it; look at {context.Workspace.Show(context.Work.Stages.LogFile)}."
        );

    public T With<T>(T settings)
        where T : TerraformSettings
    {
        settings.Root = Path;
        return settings;
    }

    /// <summary>
    /// Removes everything but what Terraform downloaded, and says whether nothing is left. What Terraform remembers beside
    /// it, as which workspace was chosen, would decide where the state lives.
    /// </summary>
    private static bool Clear(DirectoryInfo directory)
    {
        var isEmpty = true;
        foreach (var entry in directory.GetFileSystemInfos())
        {
            var isDownloaded = directory.Name == ".terraform" && entry is DirectoryInfo { LinkTarget: null };
            var isFolder = entry is DirectoryInfo { LinkTarget: null };
            if (isDownloaded || isFolder && !Clear((DirectoryInfo)entry))
            {
                isEmpty = false;
            }
            else
            {
                entry.Delete();
            }
        }

        return isEmpty;
    }
}

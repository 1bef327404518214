using System.Collections.Immutable;
using System.Reflection;
using PathToProd.Decisions.Bumps;
using PathToProd.Decisions.Compatibility;
using PathToProd.Decisions.Drift;
using PathToProd.Decisions.Planning;
using PathToProd.Decisions.Rollbacks;
using PathToProd.Facts.Ledger;
using PathToProd.Facts.Runs;
using PathToProd.Model.Components;
using PathToProd.Model.Kubernetes.Policies;
using PathToProd.Model.Platform;
using PathToProd.Model.Platform.Loading;
using PathToProd.Model.ToolPins;
using PathToProd.Model.Units;
using PathToProd.Tasks.Facts.Ledger;
using PathToProd.Tasks.Facts.Results;
using PathToProd.Tasks.Facts.Sources;
using PathToProd.Tasks.Files;
using PathToProd.Tasks.Runs;
using PathToProd.Tasks.Runs.Drift;
using PathToProd.Tasks.Stages;
using PathToProd.Tasks.Store;
using PathToProd.Tasks.Tests.Tools.Installation;
using PathToProd.Tasks.Tools.Installation;
using PathToProd.Text;
using PathToProd.Tools.Processes;

namespace PathToProd.Tasks.Tests.Runs;

/// <summary>
/// A scratch platform in a folder of its own, whose runs are made in this process: with a sandbox that is a directory,
/// a clock that the test sets, and tools that are small shell scripts, or the real ones.
/// </summary>
internal sealed class ComponentTestBed : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly CommandRunner _commands = new();
    private readonly CancellationTokenSource _cancellation = new();
    private ushort _runs;

    public ComponentTestBed()
    {
        MachineLocks = Path.Combine(Root, "machine-locks");
        File("platform.yaml", "name: scratch\nlock-timeout: 1s\n");
        File("environments/sandbox/environment.yaml", "target: { directory: artifacts/sandbox }\n");
    }

    public string Root => _folder.Path;

    public Workspace Workspace => new(Root);

    public SetClock Clock { get; } = new();

    public RecordingObserver Observer { get; } = new();

    public LedgerState Ledger => CurrentLedger.Read(Workspace, Model().Platform, "sandbox", Clock);

    /// <summary>The lines of the sandbox's ledger.</summary>
    public ImmutableArray<LedgerEntry> Lines => [.. new LedgerFile(Workspace.Ledger("sandbox")).Read().Entries];

    public string this[string path] => System.IO.File.ReadAllText(Path.Combine(Root, path));

    public ComponentTestBed File(string path, string text)
    {
        var file = Path.Combine(Root, path);
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        System.IO.File.WriteAllText(file, text);
        return this;
    }

    /// <summary>A component of one manifest, a config map that says where it is.</summary>
    public ComponentTestBed Manifests(string name, string more = "", string text = "here") =>
        File($"components/{name}/component.yaml", $"name: {name}\nversion: 1.0.0\ntype: manifests\n{more}")
            .File($"components/{name}/manifests/place.yaml", ConfigMap("place", $"text: {text}"));

    /// <summary>A component of one Terraform root, which outputs what it is given.</summary>
    public ComponentTestBed Terraform(string name, string more = "", string outputs = "") =>
        File($"components/{name}/component.yaml", $"name: {name}\nversion: 1.0.0\ntype: terraform\n{more}")
            .File(
                $"components/{name}/terraform/sandbox/main.tf",
                $$"""
                terraform {
                  backend "local" {}
                }

                variable "text" {
                  type    = string
                  default = "one"
                }

                resource "terraform_data" "place" {
                  input = var.text
                }

                output "text" {
                  value = terraform_data.place.output
                }
                {{outputs}}
                """ + "\n"
            );

    public static string ConfigMap(string name, string data) =>
        $"apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: {name}\ndata:\n  {data}\n";

    /// <summary>A shell script that a component brings along.</summary>
    public ComponentTestBed Script(string path, string body)
    {
        ScriptFile.WriteShell(Path.Combine(Root, path), body);
        return this;
    }

    /// <summary>A shell script that stands in for a tool; asked for its version, it says the one given.</summary>
    public ComponentTestBed Tool(string name, string body, string version = "3.18.6") =>
        Script($"bin/{name}", $"case \"$1\" in version) echo v{version}; exit 0;; esac\n{body}");

    /// <summary>Uses the real tool.</summary>
    public ComponentTestBed RealTool(string file)
    {
        Directory.CreateDirectory(Path.Combine(Root, "bin"));
        System.IO.File.CreateSymbolicLink(Path.Combine(Root, "bin", Path.GetFileName(file)), file);
        return this;
    }

    public Task<RunResult> DeployAsync(params string[] components) => RunAsync("Deploy", components);

    public Task<RunResult> RunAsync(string target, params string[] components) =>
        RunAsync(target, new RunOptions(), components);

    public async Task<RunResult> RunAsync(string target, RunOptions options, params string[] components)
    {
        var services = Services();
        using var sources = services.Sources;
        return await RunAsync(services, target, options, components);
    }

    /// <summary>Runs a target with versions that are taken from the store.</summary>
    public async Task<RunResult> RunAsync(
        string target,
        Func<PlatformModel, ChosenVersions> choose,
        params string[] components
    )
    {
        var services = Services();
        using var sources = services.Sources;
        var chosen = choose(services.Model);
        services = services with { Model = chosen.Model, Given = chosen.Given, Set = chosen.Set?.Name };
        return await RunAsync(services, target, new RunOptions(), components);
    }

    private static Task<RunResult> RunAsync(
        RunServices services,
        string target,
        RunOptions options,
        string[] components
    ) =>
        new ComponentRun(
            services,
            new RunRequest
            {
                Target = RunTarget.Of(target),
                Components = [.. components.Select(name => services.Model.Components[name])],
                Environment = services.Model.Environments["sandbox"],
                Options = options,
            }
        ).RunAsync();

    /// <summary>Goes back, although no evidence shows that it works: with one component, or with all of the sandbox.</summary>
    /// <param name="component">The component; null for all.</param>
    /// <param name="meanwhile">What happens between the decision and the run.</param>
    public async Task<RunResult> RollbackAsync(string? component = null, Func<Task>? meanwhile = null)
    {
        var services = Services();
        using var sources = services.Sources;
        var environment = services.Model.Environments["sandbox"];
        var decided = RollbackDecision.Of(
            new RollbackQuestion
            {
                Scope = component is null
                    ? new RollbackScope(RollbackKind.Environment, "sandbox")
                    : new RollbackScope(RollbackKind.Component, component),
                History = CurrentLedger.History(Workspace, services.Model.Platform, "sandbox", Clock),
                Units = DeploymentUnits.Decoupled,
                RelationsOf = services.Members.RelationsOf,
                Pinned = [],
                Verdicts = LatestVerdicts.Of([], new EvidenceRules { Now = Clock.GetUtcNow() }),
                EvidenceFile = "compatibility.jsonl",
                Now = Clock.GetUtcNow(),
                Force = true,
            }
        );
        var plan = decided.ShouldBeOfType<RollbackPlan.Ready>();
        await (meanwhile?.Invoke() ?? Task.CompletedTask);
        var chosen = ChosenVersions.OfSet(
            services.Model,
            plan.Set,
            member => FoundArtifact.Of(Store, services.Members.Get(member))
        );
        services = services with { Model = chosen.Model, Given = chosen.Given };
        var request = new RunRequest
        {
            Target = RunTarget.Rollback,
            Components = [.. chosen.Model.Components.Values],
            Environment = environment,
        };
        return await new RollbackRun(services, request, plan).RunAsync();
    }

    /// <summary>What is not as it was deployed: of some components, else of all of the sandbox.</summary>
    public async Task<EnvironmentDrift> DriftAsync(params string[] components)
    {
        var services = Services();
        using var sources = services.Sources;
        return await new DriftRun(services, services.Model.Environments["sandbox"], new RunOptions()).RunAsync(
            Ledger,
            components.Length == 0 ? null : components
        );
    }

    /// <summary>What would run for a component, and why.</summary>
    public ComponentExplanation Explain(string component)
    {
        var services = Services();
        using var sources = services.Sources;
        return new ComponentExplainer(services).Explain(
            services.Model.Components[component],
            services.Model.Environments["sandbox"],
            services.Model.DeployableEnvironments
        );
    }

    /// <summary>Raises what a component refers to.</summary>
    public BumpReport Bump(string component, string? to = null, bool isDryRun = false)
    {
        var services = Services();
        using var sources = services.Sources;
        return new ComponentBump(services, services.Model.Components[component]).Run(to, isDryRun);
    }

    /// <summary>Results of other checkouts; null when they are not shared.</summary>
    public SharedResults? Shared { get; set; }

    /// <summary>Where the locks are that a second checkout of this machine sees too.</summary>
    public string MachineLocks { get; set; }

    /// <summary>The artifacts of the platform.</summary>
    public ArtifactStore Store => new(Workspace);

    /// <summary>The whole message with which a run is refused before anything is touched.</summary>
    public async Task<PlatformException> RefusalAsync(string target, RunOptions options, params string[] components) =>
        await Should.ThrowAsync<PlatformException>(() => RunAsync(target, options, components));

    /// <summary>Runs one component with tasks of its own.</summary>
    public ComponentGraphResult Graph(string target, string component, Assembly tasks)
    {
        var services = Services();
        using var sources = services.Sources;
        var model = services.Model;
        var session = new ComponentSession(
            services,
            model.Components[component],
            model.Environments["sandbox"],
            new RunOptions(),
            "own"
        );
        return new ComponentGraph(session, tasks).Run(target);
    }

    public void Cancel() => _cancellation.Cancel();

    /// <summary>A text without what differs each time: the scratch folder.</summary>
    public string Plain(string? text) => (text ?? "").Replace(Root, "ROOT", StringComparison.Ordinal);

    public void Dispose()
    {
        _cancellation.Dispose();
        _folder.Dispose();
    }

    /// <summary>All manifests as they are now.</summary>
    public PlatformModel Model() => PlatformLoader.Load(new DiskPlatformFiles(Workspace), [.. Policy.All.Keys]);

    private RunServices Services()
    {
        var redactor = new Redactor();
        return new RunServices
        {
            Workspace = Workspace,
            Model = Model(),
            Run = RunId.Of(Clock.GetUtcNow(), ++_runs),
            Clock = Clock,
            Redactor = redactor,
            Commands = _commands,
            Tools = Toolbox(),
            Sources = SourceReader.Open(Workspace),
            Store = Store,
            Members = new MemberArtifacts(Store, registry: null),
            Results = new ResultsFile(Workspace),
            Shared = Shared,
            MachineLocks = MachineLocks,
            Observer = Observer,
            Cancellation = _cancellation.Token,
            CancellationAtOnce = CancellationToken.None,
            Provenance = new Provenance(Root),
        };
    }

    private Toolbox Toolbox()
    {
        var machine = new ToolMachine
        {
            Root = Root,
            SearchPath = [Path.Combine(Root, "bin")],
            Runtime = null,
        };
        var run = new ToolRun();
        var log = new RecordingLog();
        var finder = new ToolFinder(machine, new VersionProbe(run, machine));
#pragma warning disable CA2000 // it lives as long as the toolbox, and the test ends with both
        return new Toolbox(
            new Lazy<PinnedTools>(ThePins.Read),
            machine,
            finder,
            new ToolInstaller(machine, finder, run, log),
            log
        );
#pragma warning restore CA2000
    }
}

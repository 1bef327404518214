using System.Collections.Immutable;
using PathToProd.Facts.Runs;
using PathToProd.Host.CommandLine;
using PathToProd.Model.Components;
using PathToProd.Model.Environments;
using PathToProd.Model.Platform;
using PathToProd.Model.Platform.Loading;
using PathToProd.Tasks.Facts.Ledger;
using PathToProd.Tasks.Files;
using PathToProd.Tasks.Stages.Projects;
using PathToProd.Text;
using PathToProd.Text.Ci;
using PathToProd.Text.Tables;
using PathToProd.Tools.Processes;

namespace PathToProd.Host.Invocations;

/// <summary>One call of the program: what was asked, and what is there.</summary>
internal sealed class Invocation(
    Arguments arguments,
    Workspace workspace,
    TextWriter output,
    TextWriter error,
    Messages messages,
    RunInterruption interruption,
    TimeProvider clock
)
{
    private readonly Lazy<PlatformModel> _model = new(() =>
        PlatformLoader.Load(
            new DiskPlatformFiles(workspace),
            Policies(workspace, interruption),
            fromStore: NamesVersions.Any(arguments.Has) || IsOfWhole(arguments) || IsRollback(arguments)
        )
    );

    /// <summary>The names of policies; the platform's own are compiled only when a component names one.</summary>
    private static IEnumerable<string> Policies(Workspace workspace, RunInterruption interruption) =>
        new PlatformPolicies(
            new PlatformProject(workspace),
            new CommandRunner(),
            new ProcessScope { Cancellation = interruption.Politely, CancellationAtOnce = interruption.AtOnce }
        ).Names;

    /// <summary>What names versions of components that the store alone may have.</summary>
    private static readonly Option[] NamesVersions =
    [
        Option.Version,
        Option.Set,
        Option.From,
        Option.With,
        Option.Good,
        Option.Bad,
    ];

    private AffectedSelection? _affected;

    /// <summary>The run that goes on; null for a new one.</summary>
    public Resumption? Resumption { get; init; }

    /// <summary>The same call with other arguments.</summary>
    public Invocation With(Arguments others, Resumption? resumption) =>
        new(others, workspace, output, error, messages, interruption, clock) { Resumption = resumption };

    /// <summary>The same call with other arguments.</summary>
    public Invocation With(Arguments others) =>
        new(others, workspace, output, error, messages, interruption, clock)
        {
            Resumption = Resumption,
            LeasedBy = LeasedBy,
            Fence = Fence,
            IsDeployedAgain = IsDeployedAgain,
        };

    /// <summary>The same call as a run that has a name already.</summary>
    public Invocation As(RunId run) =>
        new(arguments, workspace, output, error, messages, interruption, clock)
        {
            Resumption = Resumption,
            LeasedBy = run,
            Fence = Fence,
        };

    /// <summary>The run that leases the environment, as which this call runs; null when it has no name yet.</summary>
    public RunId? LeasedBy { get; init; }

    /// <summary>What every write into the leased environment has to pass; null when nothing was leased.</summary>
    public EnvironmentFence? Fence { get; init; }

    /// <summary>Whether the environment was leased for this call. Default: it was not, or is in no pool.</summary>
    public bool IsLeased => Fence is not null;

    /// <summary>Whether all in the leased environment has to be deployed again, as what is there is not what the ledger says. Default: no.</summary>
    public bool IsDeployedAgain { get; init; }

    /// <summary>The same call in an environment that was leased for it.</summary>
    /// <param name="fence">Its lease.</param>
    /// <param name="isForced">Whether all there is deployed again.</param>
    /// <param name="run">The run that has leased it; null for a run of its own.</param>
    public Invocation In(EnvironmentFence fence, bool isForced, RunId? run)
    {
        var there = arguments.With(Option.Environment, fence.Environment);
        return new(
            isForced ? there.With(Option.Force, "") : there,
            workspace,
            output,
            error,
            messages,
            interruption,
            clock
        )
        {
            Resumption = Resumption,
            LeasedBy = run,
            Fence = fence,
            IsDeployedAgain = isForced,
        };
    }

    /// <summary>A call that looks at all of an environment.</summary>
    public Invocation ToLookAt(string environment)
    {
        var looks = arguments
            .Only([Option.Verbosity], [])
            .With(Option.Target, "Drift")
            .With(Option.Environment, environment);
        return new(
            IsText(arguments) ? looks : looks.With(Option.Output, "json"),
            workspace,
            output,
            error,
            messages,
            interruption,
            clock
        );
    }

    /// <summary>The name of the run that this call makes.</summary>
    public RunId NewRun() => LeasedBy ?? RunId.Of(clock.GetUtcNow(), (ushort)Random.Shared.Next(ushort.MaxValue + 1));

    public Arguments Arguments => arguments;

    public Workspace Workspace => workspace;

    /// <summary>All manifests, read and checked when they are first asked for.</summary>
    public PlatformModel Model => _model.Value;

    /// <summary>Where the result goes, and nothing else.</summary>
    public TextWriter Output { get; } =
        IsText(arguments) && CiHosts.Of(System.Environment.GetEnvironmentVariable) == CiHost.GitHub
            ? new GuardedWriter(output)
            : output;

    /// <summary>Where people read what a run does: above its result, or beside one that is for programs.</summary>
    public TextWriter Progress => IsText(arguments) ? Output : error;

    public Messages Messages => messages;

    /// <summary>Where progress and messages go.</summary>
    public TextWriter Error => error;

    public RunInterruption RunInterruption => interruption;

    /// <summary>What the time is. What compares with the times of files asks the system's.</summary>
    public TimeProvider Clock => clock;

    /// <summary>The form of the result that was asked for; <c>text</c> unless it was.</summary>
    public string Format => FormatOf(arguments);

    public bool IsJson => Format == "json";

    public bool IsVerbose =>
        arguments[Option.Verbosity] is { } level && level.Equals("verbose", StringComparison.OrdinalIgnoreCase);

    /// <summary>The environment that was asked for, else the platform's default.</summary>
    /// <exception cref="PlatformException">There is none of that name, or nothing can be deployed to it.</exception>
    public EnvironmentManifest Environment
    {
        get
        {
            var name = arguments[Option.Environment] ?? Model.Platform.DefaultEnvironment;
            var names = Model.DeployableEnvironments.Select(environment => environment.Name).ToArray();
            if (names.Contains(name))
            {
                return Model.Environments[name];
            }

            throw new PlatformException([
                Model.Environments.ContainsKey(name)
                    ? new Problem(
                        null,
                        $"nothing can be deployed to the environment {name}, which others only extend",
                        $"name one of {string.Join(", ", names)}"
                    )
                    : new Problem(
                        null,
                        $"there is no environment {name}",
                        Suggestion.Fix(name, names, "environment", "there are no environments yet")
                    ),
            ]);
        }
    }

    /// <summary>Where the result goes.</summary>
    public Terminal Terminal { get; } = Terminal.Current();

    /// <summary>How text is shown there.</summary>
    public Style Style => Terminal.Style;

    /// <summary>The names of components that were asked for; null for all of them.</summary>
    /// <exception cref="PlatformException">None was asked for.</exception>
    public IReadOnlyList<string>? SelectedNames
    {
        get
        {
            var said = IsOfWhole(arguments) ? "all" : arguments[Option.Component] ?? (IsAboutAll ? "all" : null);
            if (said is null)
            {
                throw PlatformException.Wrong(
                    "no component is named",
                    $"add --component=NAME: one of {string.Join(", ", Model.Components.Keys)}; or all"
                );
            }

            return said switch
            {
                "all" => null,
                Arguments.Affected =>
                [
                    .. Affected
                        .Components.Components.Select(component => component.Name)
                        .Where(Model.Components.ContainsKey),
                ],
                _ => [.. Arguments.ListOf(said).SelectMany(MembersOf).Distinct()],
            };
        }
    }

    private static bool IsOfWhole(Arguments arguments) => RunTarget.Of(arguments[Option.Target] ?? "").IsOfWhole;

    /// <summary>A monolithic environment is deployed as a whole, so there is nothing to choose.</summary>
    private bool IsAboutAll =>
        RunTarget.Of(arguments[Option.Target] ?? "").Stage is Stage.Deploy or Stage.Plan
        && Environment.DeploymentModel == DeploymentModel.Monolithic;

    /// <summary>The components of a group; the name itself when it is no group's.</summary>
    private IEnumerable<string> MembersOf(string name) =>
        Model.Platform.Groups.TryGetValue(name, out var members) ? members : [name];

    /// <summary>The components that were asked for, as the manifests say them.</summary>
    /// <exception cref="PlatformException">None was asked for, or one that is not there.</exception>
    public ImmutableArray<ComponentManifest> Selected => SelectedOf(Model);

    /// <summary>The components that were asked for, of a platform whose components may come from the store.</summary>
    /// <exception cref="PlatformException">None was asked for, or one that is not there.</exception>
    public ImmutableArray<ComponentManifest> SelectedOf(PlatformModel model)
    {
        if (SelectedNames is not { } asked)
        {
            return [.. model.Components.Values];
        }

        UnknownComponents.Refuse(asked, [.. model.Components.Keys], [.. model.Platform.Groups.Keys]);
        return [.. asked.Select(name => model.Components[name])];
    }

    /// <summary>The names of the components that were asked for; null if none was named.</summary>
    public string[]? NamedComponents =>
        arguments[Option.Component] is null ? null : [.. Selected.Select(component => component.Name)];

    /// <summary>The names of the environments that are asked about: the one that is named, else all.</summary>
    public string[] NamedEnvironments =>
        [
            .. (arguments[Option.Environment] is null ? Model.DeployableEnvironments : [Environment]).Select(
                environment => environment.Name
            ),
        ];

    /// <summary>What the change that was asked for touches.</summary>
    /// <exception cref="PlatformException">Nothing says since when, or that cannot be found out.</exception>
    public AffectedSelection Affected => _affected ??= AffectedSelection.Of(this);

    /// <summary>Writes a message, in which nothing does more than stand there.</summary>
    public void Say(string text) => messages.Say(text);

    private static bool IsRollback(Arguments arguments) =>
        RunTarget.Of(arguments[Option.Target] ?? "") == RunTarget.Rollback;

    private static bool IsText(Arguments arguments) => FormatOf(arguments) == "text";

    private static string FormatOf(Arguments arguments) => arguments[Option.Output]?.ToLowerInvariant() ?? "text";
}

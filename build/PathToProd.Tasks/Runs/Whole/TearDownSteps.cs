using System.Collections.Immutable;
using PathToProd.Decisions.Drift;
using PathToProd.Decisions.Ordering;
using PathToProd.Decisions.Planning;
using PathToProd.Decisions.TearingDown;
using PathToProd.Facts.Clusters;
using PathToProd.Facts.Ledger;
using PathToProd.Facts.Runs;
using PathToProd.Model.Components;
using PathToProd.Model.Environments;
using PathToProd.Model.Platform;
using PathToProd.Tasks.Facts.Ledger;
using PathToProd.Tasks.Files;
using PathToProd.Tasks.Runs.Drift;
using PathToProd.Tasks.Stages;
using PathToProd.Tasks.Stages.Deployments;
using PathToProd.Text;

namespace PathToProd.Tasks.Runs.Whole;

/// <summary>
/// Around the removal of components: first, while controllers still run, what these made outside the cluster; then, once nothing is left that
/// could use them, definitions; in the end a look at what may still cost money.
/// </summary>
/// <param name="services">The run.</param>
/// <param name="request">What was asked.</param>
/// <param name="known">The components of the working copy, of which some may have been there before.</param>
internal sealed class TearDownSteps(RunServices services, RunRequest request, PlatformModel known)
    : PlatformSteps(services)
{
    private static readonly TimeSpan Usual = TimeSpan.FromMinutes(10);

    private readonly Target.Cluster? _target = request.Environment.Target as Target.Cluster;
    private EmptiedCluster? _kept;

    /// <summary>Whether the cluster does not answer, and is known to have been emptied.</summary>
    private bool _isGone;

    private bool _hasBegun;

    public override string Cause => $"the cluster of {Environment} is not emptied";

    private string Environment => request.Environment.Name;

    private string KeptFile => Services.Workspace.EmptiedCluster(Environment);

    /// <summary>The components that are there, and those that may have been.</summary>
    private IEnumerable<ComponentManifest> Components => request.Components.Concat(known.Components.Values);

    public override NodeOutcome Before()
    {
        var outcome = _target is null ? NodeOutcome.Done : StepAlone("Empty", say => Empty(_target, say));
        _hasBegun = outcome.IsSuccess();
        return outcome;
    }

    public override RequirementGraph Around(RequirementGraph graph, RunPlan.Ready plan) =>
        _target is null || _isGone ? graph : TearDownGraph.With(graph, plan.Components);

    public override NodeOutcome? Run(string node) =>
        node == TearDownGraph.Definitions ? Step("Definitions", say => RemoveDefinitions(_target!, say)) : null;

    public override void After(IReadOnlyDictionary<string, NodeResult> results, ExitCode ended)
    {
        if (_hasBegun)
        {
            Add(result => result with { Remains = Remains() });
        }
    }

    private string? Empty(Target.Cluster target, Action<string> say)
    {
        _kept = Kept();
        try
        {
            ClusterBinding.Check(Services, request.Environment, target);
        }
        catch (PlatformException exception) when (exception.Problems.Count == 0)
        {
            if (!SilentCluster.MayBeGone(_kept?.IsEmpty == true, request.Components))
            {
                throw new PlatformException(
                    exception.ExitCode,
                    $"{exception.Message}\nA cluster that does not answer is not an empty one: what its controllers made outside it may cost money.",
                    exception
                );
            }

            _isGone = true;
            return $"the cluster does not answer; run {_kept!.Run} emptied it";
        }

        var cluster = new ClusterObjects(Services, target);
        var namespaces = PlatformNamespaces.Of(Components);
        var removal = Removal(cluster, target, say);
        var gone = removal.Remove(() =>
        {
            var left = First(cluster, namespaces);
            Keep(isEmpty: false, left.Select(Remainders.WithUnknownEnd).OfType<Remainder>());
            return left;
        });
        var volumes = removal.Remove(() =>
        {
            var left = ControllerMade.Volumes(cluster.All(ControllerMade.Kinds), namespaces);
            return left.IsEmpty ? left : [.. left, .. Users(cluster, left)];
        });
        return gone.IsEmpty && volumes.IsEmpty
            ? "nothing that a controller made was there"
            : $"deleted, and gone: {RemovalText.Counts([.. gone, .. volumes])}";
    }

    private ImmutableArray<FoundObject> First(ClusterObjects cluster, ImmutableHashSet<string> namespaces)
    {
        var definitions = PlatformDefinitions.Of(cluster.AllDefinitions(), Components);
        return ControllerMade.First(
            cluster.All([
                ControllerMade.Kinds,
                .. definitions.Where(PlatformDefinitions.IsServed).Select(PlatformDefinitions.Resource),
            ]),
            definitions,
            namespaces
        );
    }

    // A claim is only looked at with its users once it was asked to go: those that no pod uses go by themselves.
    private static ImmutableArray<FoundObject> Users(ClusterObjects cluster, ImmutableArray<FoundObject> claims) =>
        claims.Any(claim => claim.DeletedAt is not null) ? VolumeUsers.Of(claims, cluster.All(VolumeUsers.Kinds)) : [];

    private string RemoveDefinitions(Target.Cluster target, Action<string> say)
    {
        var cluster = new ClusterObjects(Services, target);
        var removal = Removal(cluster, target, say);
        if (First(cluster, []) is { IsEmpty: false } again)
        {
            throw new PlatformException(
                ExitCode.Failed,
                $"{RemovalText.Counts(again)} came back after {(again.Length == 1 ? "its" : "their")} controller was removed: "
                    + $"{Prose.List([.. again.Take(MostNames).Select(one => one.Text)])}.\n"
                    + "Definitions stay until they are gone. Delete them by hand, with what they stand for outside the cluster; then go on:\n"
                    + $"{CommandLine.Of(RunTarget.TearDown.Name, [], Environment)} --resume"
            );
        }

        var gone = removal.Remove(() => PlatformDefinitions.Of(cluster.AllDefinitions(), Components));
        var ledger = Ledger();
        Keep(
            isEmpty: true,
            [
                .. Remainders.InCluster(cluster.All(Remainders.Kinds)),
                .. Remainders.NotDeployed(new ClusterLeftovers(WithKnown, target, ledger).Find()),
            ]
        );
        return gone.IsEmpty ? "no component kept any" : $"removed {Prose.Count(gone.Length, "definition")}";
    }

    private const int MostNames = 5;

    private RunServices WithKnown => Services with { Model = known.With(request.Components, areAll: false) };

    private ObjectRemoval Removal(ClusterObjects cluster, Target.Cluster target, Action<string> say) =>
        new(
            Services,
            cluster,
            Services.Model.Platform.Stages.GetValueOrDefault(Stage.Destroy)?.Timeout ?? Usual,
            text =>
            {
                say(text);
                Services.Observer.Say(text);
            },
            (left, silence, waited) => RemovalText.Refusal(Environment, target.Context, left, silence, waited)
        );

    /// <summary>What was found before; null when that is nothing, or is about another life of this environment.</summary>
    private EmptiedCluster? Kept() =>
        SmallFile.ReadText(KeptFile) is { } text
        && EmptiedCluster.Read(text) is { } kept
        && !Ledger()
            .Components.Values.Select(state => state.Presence)
            .OfType<Presence.Deployed>()
            .Any(there => there.Deployment.At > kept.At)
            ? kept
            : null;

    /// <summary>Writes down what is found before it is removed: afterwards no one could say it.</summary>
    private void Keep(bool isEmpty, IEnumerable<Remainder> remains)
    {
        var before = _kept is { } kept ? kept.Remains.Where(Remainders.IsOnlyRemembered) : [];
        ImmutableArray<Remainder> all = [.. before.Concat(remains).Distinct()];
        var next = new EmptiedCluster(Services.Run.ToString(), Services.Clock.GetUtcNow(), isEmpty, all);
        if (
            _kept is not { } last
            || last.Run != next.Run
            || last.IsEmpty != isEmpty
            || last.Remains.Length != all.Length
        )
        {
            AtomicFile.Write(KeptFile, next.Write() + "\n");
            _kept = next;
        }
    }

    private ImmutableArray<Remainder> Remains()
    {
        var ledger = Ledger();
        var empty = new EnvironmentDrift(Environment, Services.Clock.GetUtcNow(), []);
        var found = Leftovers.Add(empty, WithKnown, request.Environment, ledger, _target is null ? null : "");
        return Remainders.Of(
            new RemainderFacts
            {
                Ledger = ledger,
                InCluster = _target is null ? [] : _kept?.Remains ?? [],
                Unknown =
                    _target is null ? found.NotDeployedUnknown
                    : _kept?.IsEmpty == true ? null
                    : "it was not emptied to its end",
                NotDeployed = found.NotDeployed,
            }
        );
    }

    private LedgerState Ledger() =>
        CurrentLedger.Read(Services.Workspace, Services.Model.Platform, Environment, Services.Clock);
}

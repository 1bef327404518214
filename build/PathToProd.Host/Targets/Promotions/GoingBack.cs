using PathToProd.Decisions.Promotions;
using PathToProd.Decisions.Rollbacks;
using PathToProd.Facts.Promotions;
using PathToProd.Facts.VersionSets;
using PathToProd.Host.Invocations;
using PathToProd.Model.Environments;
using PathToProd.Tasks.Facts.Promotions;

namespace PathToProd.Host.Targets.Promotions;

/// <summary>A rollback of an environment of the path: what it should run goes back too, and no gate is asked, as it ran there before.</summary>
internal sealed class GoingBack
{
    private readonly PromotionView _view;
    private readonly Invocation _invocation;
    private readonly VersionSet _set;

    private GoingBack(PromotionView view, Invocation invocation, EnvironmentManifest environment, VersionSet set)
    {
        (_view, _invocation, _set) = (view, invocation, set);
        Environment = environment with
        {
            PinnedVersions = environment
                .PinnedVersions.Clear()
                .AddRange(set.Members.Values.Select(member => KeyValuePair.Create(member.Component, member.Version))),
        };
    }

    /// <summary>The environment, which pins what it goes back to.</summary>
    public EnvironmentManifest Environment { get; }

    /// <summary>What a rollback means for the path; null when it is not about a whole environment of it, or goes back to no set.</summary>
    public static GoingBack? Of(Invocation invocation, EnvironmentManifest environment, RollbackPlan.Ready plan)
    {
        if (
            environment.Versions != VersionSource.Pinned
            || plan.Scope.Kind != RollbackKind.Environment
            || plan.To.Set is not { } name
            || !File.Exists(Path.Combine(invocation.Workspace.Root, Model.Promotions.PromotionPath.FileName))
        )
        {
            return null;
        }

        var view = new PromotionView(invocation);
        return view.Path.StepOf(environment.Name) is not null && view.References.Files.Find(name) is { } set
            ? new GoingBack(view, invocation, environment, set)
            : null;
    }

    /// <summary>Records it, and writes what the environment should run.</summary>
    /// <param name="because">Why it goes back.</param>
    public void Record(string because)
    {
        var desired = _view.Records.Read().Reading.History.Desired(Environment.Name);
        if (desired?.Set.Digest != _set.Digest)
        {
            _view.Records.Append(
                new PromotionRecord.Promoted
                {
                    Head = _view.Head(because),
                    Environment = Environment.Name,
                    Set = PromotionDecision.Reference(_set),
                    From = desired?.Set,
                    Policy = "",
                    IsBack = true,
                }
            );
        }

        VersionsFile.Write(_invocation.Workspace, Environment.Name, _set);
    }
}

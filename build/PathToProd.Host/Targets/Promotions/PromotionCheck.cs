using PathToProd.Decisions.Promotions;
using PathToProd.Facts.VersionSets;
using PathToProd.Host.Invocations;
using PathToProd.Model.Components;
using PathToProd.Model.Environments;
using PathToProd.Model.Promotions;
using PathToProd.Tasks.Runs;
using PathToProd.Text;
using PathToProd.Tools.Processes;

namespace PathToProd.Host.Targets.Promotions;

/// <summary>What is deployed to an environment of the path is what was promoted to it, whatever a hand wrote into <c>versions.yaml</c>.</summary>
internal static class PromotionCheck
{
    /// <summary>Refuses a deployment of what was not promoted, unless its gates are open, or its causes were accepted.</summary>
    /// <exception cref="PlatformException">It was not promoted (exit code 3), and why it may not be.</exception>
    public static void Refuse(
        Invocation invocation,
        EnvironmentManifest environment,
        RunTarget target,
        ChosenVersions chosen
    )
    {
        if (
            target.Stage != Stage.Deploy
            || environment.Versions != VersionSource.Pinned
            || !File.Exists(Path.Combine(invocation.Workspace.Root, PromotionPath.FileName))
        )
        {
            return;
        }

        using var view = new PromotionView(invocation);
        if (view.Path.StepOf(environment.Name) is not { } step)
        {
            return;
        }

        var members = chosen
            .Given.Values.Select(one => new SetMember(one.Component, one.Version, one.Digest))
            .ToArray();
        var sets = view.References.Files.Pinned.Sets;
        var history = view.Records.Read().Reading.History;
        var desired = history.Desired(environment.Name);
        if (
            desired is not null
            && sets.LastOrDefault(set => set.Digest == desired.Set.Digest) is { } promoted
            && members.All(member => promoted.Members.GetValueOrDefault(member.Component) == member)
        )
        {
            return;
        }

        var should = desired is null
            ? $"nothing was promoted to {environment.Name} yet"
            : $"{environment.Name} should run {desired.Set.Name}, which was promoted to it";
        var set = chosen.Set ?? sets.LastOrDefault(one => members.All(one.Members.ContainsValue));
        if (set is null)
        {
            throw PlatformException.Refused(
                $"Because {should}, and {Prose.List([.. members.Select(member => $"{member.Component} {member.Version}")])} together are part of no "
                    + $"version set, nothing is deployed. Pin them as a set and promote that: ./build.sh --target=Pin, then ./build.sh --target=Promote "
                    + $"--set=NAME --environment={environment.Name}"
            );
        }

        var verdict = new Promotion(view, invocation).Decide(view.Look().About(step, environment.Name, set));
        if (Admission.Of(verdict) is { } admission)
        {
            view.Records.Append(admission.Record(view.Head(reason: null)));
            invocation.Say(admission.Text(should).TrimEnd('\n'));
            return;
        }

        if (desired is not null && history.PromotionsTo(environment.Name).Any(one => one.Set.Digest == set.Digest))
        {
            throw PlatformException.Refused(
                $"Because {should} after {set.Name}, {set.Name} is not deployed. Deploy {desired.Set.Name}: ./build.sh --target=Advance. "
                    + $"Or go back: ./build.sh --target=Rollback --environment={environment.Name}"
            );
        }

        var promote = $"./build.sh --target=Promote --set={set.Name} --environment={environment.Name} --deploy";
        throw PlatformException.Refused(
            verdict.IsOpen
                ? $"Because {should}, and {set.Name} was not, it is not deployed. Its gates are open: {promote}"
                : $"Because {should}, and {set.Name} was not, it is not deployed.\n{GatesReport.Reasons(verdict, invocation.Clock.GetUtcNow())}"
                    + $"Once its gates are open: {promote}{Overrides(verdict)}"
        );
    }

    /// <summary>The commands that accept what is in the way; none where the policy does not allow it.</summary>
    private static string Overrides(PromotionVerdict verdict)
    {
        var question = verdict.Question;
        return !question.Step.Policy.AllowsOverride
            ? ""
            : "\nOr accept what is in the way, cause by cause, and deploy it without a promotion:\n"
                + string.Join(
                    '\n',
                    verdict
                        .Gates.SelectMany(gate => gate.Blocking.Select(cause => $"{gate.Gate}/{cause.About}"))
                        .Select(cause =>
                            $"  ./build.sh --target=Override --set={question.Set.Name} --environment={question.Environment} "
                            + $"{ShellQuoting.Quote($"--cause={cause}")} --until=12h --reason=TEXT"
                        )
                );
    }
}

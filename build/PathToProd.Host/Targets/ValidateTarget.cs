using System.Collections.Immutable;
using PathToProd.Decisions.Validation;
using PathToProd.Facts.Changes;
using PathToProd.Facts.EvidenceRecords;
using PathToProd.Facts.Runs;
using PathToProd.Host.CommandLine;
using PathToProd.Host.Invocations;
using PathToProd.Host.Targets.Pools;
using PathToProd.Model.Environments;
using PathToProd.Model.Pools;
using PathToProd.Tasks.Runs.Certification;
using PathToProd.Tasks.Runs.Validation;
using PathToProd.Text;
using PathToProd.Text.Ci;

namespace PathToProd.Host.Targets;

/// <summary>Tests a change as it would be merged, and records evidence.</summary>
internal static class ValidateTarget
{
    /// <summary>The target, and what help says about it.</summary>
    public static HostTarget Definition { get; } =
        new(
            "Validate",
            "tests a change: what it touches, and the update from its base, in a test environment",
            "What evidence shows for the same artifacts is not run again. In CI, --since is the base that the system names; see docs/validate.md.",
            [
                Option.Since,
                Option.Environment,
                Option.Layers,
                Option.ForceValidation,
                Option.WaitForEnvironment,
                Option.ChangeReports,
                Option.SignWith,
            ]
        )
        {
            Formats = HostTarget.PageFormats,
            Pools = PoolUse.BringsToSetsOnceReady,
            Run = Run,
        };

    private static Report Run(Invocation invocation)
    {
        var reports = ChangeReporting.Files(invocation);
        var isTold = false;
        try
        {
            return Run(invocation, reports, () => isTold = true);
        }
        catch (PlatformException exception) when (!isTold)
        {
            ChangeReporting.TellOfEnd(invocation, exception, reports);
            throw;
        }
    }

    private static Report Run(Invocation invocation, ReportFiles<ChangeReport> reports, Action told)
    {
        var layers = invocation.Arguments[Option.Layers] is { } said
            ? LayerChoice.Parse(Arguments.ListOf(said))
            : LayerChoice.All;
        var places = Places(invocation);
        foreach (var place in places)
        {
            WorkingCheck.Refuse(invocation, Definition.Name, place.Name);
            Certifier.Refuse(place, Definition.Name, invocation.Model);
            if (place.DemandsSignatures)
            {
                throw PlatformException.Refused(
                    $"{place.Name} takes only version sets that an allowed signer signed, and no one signs the sets of changes. "
                        + "Validate in another environment."
                );
            }
        }

        invocation = WithBase(invocation).As(invocation.NewRun());
        // Until one of a pool is leased, the first stands for all of them.
        var first = invocation.With(invocation.Arguments.With(Option.Environment, places[0].Name));
        var work = new Work(layers, reports, AffectedSelection.Of(first, isEverywhere: true), told);
        var prepared = InPlace(first, work, run => run.PrepareAsync(), isLater: false);
        foreach (var elsewhere in Elsewhere(invocation, places))
        {
            prepared = InPlace(elsewhere, work, run => run.PlanAsync(prepared), isLater: true);
        }

        return prepared.From is { } from
            ? LeasedRun.RunOnceReady(
                invocation,
                from,
                there =>
                    Told(
                        there,
                        work,
                        InPlace(there, work, run => run.CertifyAsync(prepared, there.IsDeployedAgain), isLater: true)
                    )
            )
            : Told(first, work, prepared.Result);
    }

    /// <summary>The environments in which a change is planned and not tested.</summary>
    private static IEnumerable<Invocation> Elsewhere(
        Invocation invocation,
        ImmutableArray<EnvironmentManifest> places
    ) =>
        invocation
            .Model.DeployableEnvironments.Where(environment =>
                environment.PlansChanges && !places.Contains(environment)
            )
            .Select(environment => invocation.With(invocation.Arguments.With(Option.Environment, environment.Name)));

    /// <summary>The environments that it may be: one, or those of a pool.</summary>
    private static ImmutableArray<EnvironmentManifest> Places(Invocation invocation)
    {
        if (!LeasedRun.IsAsked(invocation))
        {
            return [invocation.Environment];
        }

        var asked = PoolReference.Parse(invocation.Arguments[Option.Environment]!);
        PoolArguments.Check(invocation, asked, Definition);
        return PoolOf.Members(invocation.Model, asked);
    }

    /// <summary>Does a part of it as a run of its own, whose journal is one with the other part's.</summary>
    private static T InPlace<T>(Invocation invocation, Work work, Func<ValidateRun, Task<T>> part, bool isLater)
    {
        var environment = invocation.Environment;
        using var platform = new Platform(invocation);
        var certification = new CertificationOf(platform);
        var evidence = new EvidenceView(invocation) { IsLaterLook = isLater };
        var inputs = new ValidateInputs
        {
            Since = work.Affected.Since,
            Base = work.Affected.Base,
            Affected = work.Affected.Components,
            Layers = work.Layers,
            Evidence = evidence.Reading.Entries,
            Rules = evidence.Rules,
            Environments = Interchangeable(invocation, environment),
            Certification = certification.Inputs,
            Keep = certification.References.Files.KeepOfChange,
        };
        using var observer = certification.Observer(
            invocation.Model.Components.Keys,
            invocation.Model.Components.Count
        );
        return part(new ValidateRun(certification.Services(observer), environment, inputs)).GetAwaiter().GetResult();
    }

    private static Report Told(Invocation invocation, Work work, ValidationResult result)
    {
        var change = ValidationChange.Of(
            ChangeReporting.Start(invocation, "validation", work.Affected.Base),
            result,
            ChangeReporting.LastLines(invocation)
        );
        var trouble = ChangeReporting.Tell(invocation, change, work.Reports);
        work.Told();
        var now = invocation.Clock.GetUtcNow();
        return new Report
        {
            Text = style => $"\n{ValidationReport.Text(result, style, now, Where(invocation.Environment))}",
            Json = () => ValidationReport.Json(result),
            Markdown = () => ChangePage.Text(change, PageLimit.None),
            Trouble = trouble,
            Findings = Finding.Of(
                result.Components.Concat(result.Certification?.Steps.SelectMany(step => step.Deployed) ?? [])
            ),
            Blames =
                result.Certification is { Tested: null, Steps: [var first, ..] }
                && first.Outcome == EvidenceOutcome.Failed
                    ? $"it could not be brought to {first.To.Name}: {first.Error}"
                    : null,
            ExitCode = trouble is not null && result.ExitCode == ExitCode.Done ? ExitCode.Failed : result.ExitCode,
        };
    }

    private sealed record Work(
        LayerChoice Layers,
        ReportFiles<ChangeReport> Reports,
        AffectedSelection Affected,
        Action Told
    );

    /// <summary>Where the same may be done again.</summary>
    private static string Where(EnvironmentManifest environment) =>
        environment.Pool is { } pool ? new PoolReference(pool, 1).ToString() : environment.Name;

    /// <summary>The environments whose evidence says the same: of a pool, all of them.</summary>
    private static HashSet<string> Interchangeable(Invocation invocation, EnvironmentManifest environment) =>
        environment.Pool is { } pool
            ? [.. invocation.Model.Pools[pool].Select(member => member.Name)]
            : [environment.Name];

    /// <summary>Without <c>--since</c>, the CI system says what a change is compared with.</summary>
    private static Invocation WithBase(Invocation invocation)
    {
        if (invocation.Arguments[Option.Since] is not null)
        {
            return invocation;
        }

        if (ChangeBase.Of(System.Environment.GetEnvironmentVariable, ReadFile) is not { } found)
        {
            throw PlatformException.Wrong(
                "nothing says what the change is compared with: neither --since, nor a CI system",
                "add --since=REF, a branch, a tag or a commit, such as --since=origin/main"
            );
        }

        invocation.Say($"Comparing with {found.Reference}, as {found.Source} says.");
        return invocation.With(invocation.Arguments.With(Option.Since, found.Reference));
    }

    private static string? ReadFile(string path)
    {
        try
        {
            return File.ReadAllText(path);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}

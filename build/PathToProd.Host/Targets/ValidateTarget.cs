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
                Option.Reports,
                Option.SignWith,
            ]
        )
        {
            Formats = HostTarget.PageFormats,
            Pools = PoolUse.Changes,
            Run = Run,
        };

    private static Report Run(Invocation invocation)
    {
        var layers = invocation.Arguments[Option.Layers] is { } said
            ? LayerChoice.Parse(Arguments.ListOf(said))
            : LayerChoice.All;
        var place = invocation.Environment;
        WorkingCheck.Refuse(invocation, "Validate", place.Name);
        Certifier.Refuse(place, "Validate", invocation.Model);
        if (place.DemandsSignatures)
        {
            throw PlatformException.Refused(
                $"{place.Name} takes only version sets that an allowed signer signed, and nobody signs the sets of changes. "
                    + "Validate in another environment."
            );
        }

        if (LeasedRun.RunNamed(invocation, Run) is { } ended)
        {
            return ended;
        }

        invocation = WithBase(invocation);
        var reports = ChangeReporting.Files(invocation);
        var environment = invocation.Environment;
        using var platform = new Platform(invocation);
        var (since, commit, affected) = AffectedSelection.Of(invocation, isEverywhere: true);
        var certification = new CertificationOf(platform);
        var evidence = new EvidenceView(invocation);
        var inputs = new ValidateInputs
        {
            Since = since,
            Base = commit,
            Affected = affected,
            Layers = layers,
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
        var result = new ValidateRun(certification.Services(observer), environment, inputs)
            .RunAsync()
            .GetAwaiter()
            .GetResult();
        observer.Dispose();
        var change = ValidationChange.Of(
            ChangeReporting.Start(invocation, "validation", commit),
            result,
            ChangeReporting.LastLines(invocation)
        );
        var trouble = ChangeReporting.Tell(invocation, change, reports);
        return new Report
        {
            Text = style => $"\n{ValidationReport.Text(result, style, evidence.Rules.Now, Where(environment))}",
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

using System.Collections.Immutable;
using PathToProd.Decisions.Compatibility;
using PathToProd.Facts.EvidenceRecords;
using PathToProd.Model.Environments;
using PathToProd.Tasks.Facts.EvidenceRecords;
using PathToProd.Tasks.Facts.VersionSets;
using PathToProd.Text;

namespace PathToProd.Host.Invocations;

/// <summary>The evidence of this checkout, and what it says now. Read when first needed; problems are reported once.</summary>
internal sealed class EvidenceView
{
    private readonly Invocation _invocation;
    private readonly Lazy<EvidenceReading> _reading;
    private readonly Lazy<EvidenceRules> _rules;
    private readonly Lazy<LatestVerdicts> _verdicts;

    public EvidenceView(Invocation invocation)
    {
        _invocation = invocation;
        _reading = new Lazy<EvidenceReading>(Read);
        _rules = new Lazy<EvidenceRules>(FindRules);
        _verdicts = new Lazy<LatestVerdicts>(() => LatestVerdicts.Of(Reading.Entries, Rules));
    }

    /// <summary>Whether its problems were reported by an earlier look. Default: false.</summary>
    public bool IsLaterLook { get; init; }

    /// <summary>All evidence.</summary>
    /// <exception cref="PlatformException">The file cannot be read (exit code 1).</exception>
    public EvidenceReading Reading => _reading.Value;

    /// <summary>How it is judged now, as the manifests say it.</summary>
    /// <exception cref="PlatformException">A manifest is wrong, or a script cannot be read.</exception>
    public EvidenceRules Rules => _rules.Value;

    /// <summary>What it says now.</summary>
    public LatestVerdicts Verdicts => _verdicts.Value;

    private EvidenceReading Read()
    {
        var read = new EvidenceFile(_invocation.Workspace).Read();
        foreach (var problem in IsLaterLook ? [] : read.Problems)
        {
            _invocation.Say(problem.ToString());
        }

        return read;
    }

    private EvidenceRules FindRules()
    {
        var model = _invocation.Model;
        var now = _invocation.Clock.GetUtcNow();

        // A directory has the version that is rendered for; what a cluster has, its last evidence knows.
        var declared = model
            .DeployableEnvironments.Where(environment => environment.Target is Target.Directory)
            .ToDictionary(environment => environment.Name, environment => environment.KubernetesVersion);
        return new EvidenceRules
        {
            Now = now,
            MaxAge = model.Platform.EvidenceAge,
            Surroundings = Surroundings.LastSeen(Reading.Entries, now, declared),
            Tests = DeclaredTests
                .OfPlatform(model.Platform, [], DigestOf)
                .Where(test => test.IsBlocking)
                .ToImmutableSortedDictionary(test => test.Name, test => test.Digest, StringComparer.Ordinal),
            SignedOnly =
            [
                .. model
                    .Environments.Values.Where(environment => environment.DemandsSignatures)
                    .Select(environment => environment.Name),
            ],
            Signature = new Signing(_invocation, new SetFiles(_invocation.Workspace)).Evidence.Of,
        };
    }

    /// <summary>The digest of one of the platform's own scripts, as Certify records it.</summary>
    private Digest DigestOf(string script)
    {
        try
        {
            return Digest.Of(File.ReadAllBytes(Path.Combine(_invocation.Workspace.Root, script)));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new PlatformException(
                ExitCode.Failed,
                $"Could not read {script}: {exception.Message} Make it readable for this user, then run the same command again.",
                exception
            );
        }
    }
}

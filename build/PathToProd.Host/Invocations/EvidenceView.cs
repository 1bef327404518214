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
    private readonly Invocation invocation;
    private readonly Lazy<EvidenceReading> reading;
    private readonly Lazy<EvidenceRules> rules;
    private readonly Lazy<LatestVerdicts> verdicts;

    public EvidenceView(Invocation invocation)
    {
        this.invocation = invocation;
        reading = new Lazy<EvidenceReading>(Read);
        rules = new Lazy<EvidenceRules>(FindRules);
        verdicts = new Lazy<LatestVerdicts>(() => LatestVerdicts.Of(Reading.Entries, Rules));
    }

    /// <summary>All evidence.</summary>
    /// <exception cref="PlatformException">The file cannot be read (exit code 1).</exception>
    public EvidenceReading Reading => reading.Value;

    /// <summary>How it is judged now, as the manifests say it.</summary>
    /// <exception cref="PlatformException">A manifest is wrong, or a script cannot be read.</exception>
    public EvidenceRules Rules => rules.Value;

    /// <summary>What it says now.</summary>
    public LatestVerdicts Verdicts => verdicts.Value;

    private EvidenceReading Read()
    {
        var read = new EvidenceFile(invocation.Workspace).Read();
        foreach (var problem in read.Problems)
        {
            invocation.Say(problem.ToString());
        }

        return read;
    }

    private EvidenceRules FindRules()
    {
        var model = invocation.Model;
        var now = invocation.Clock.GetUtcNow();

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
            Signature = new Signing(invocation, new SetFiles(invocation.Workspace)).Evidence.Of,
        };
    }

    /// <summary>The digest of one of the platform's own scripts, as Certify records it.</summary>
    private string DigestOf(string script)
    {
        try
        {
            return OciDigest.Of(File.ReadAllBytes(Path.Combine(invocation.Workspace.Root, script)));
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

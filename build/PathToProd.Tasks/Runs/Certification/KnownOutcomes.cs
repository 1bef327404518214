using System.Collections.Immutable;
using PathToProd.Decisions.Compatibility;
using PathToProd.Facts.EvidenceRecords;
using PathToProd.Facts.VersionSets;
using PathToProd.Model.Environments;
using PathToProd.Tasks.Facts.EvidenceRecords;
using PathToProd.Tasks.Stages;
using PathToProd.Text;

namespace PathToProd.Tasks.Runs.Certification;

/// <summary>What fresh evidence says of sets in one environment, as it is now.</summary>
internal sealed class KnownOutcomes
{
    private readonly Dictionary<Digest, Evidence> _bySet = [];

    private KnownOutcomes(LatestVerdicts verdicts, string environment, Versions.SemVersion kubernetes)
    {
        foreach (var verdict in verdicts.States)
        {
            var evidence = verdict.Evidence;
            if (verdict.IsFresh && evidence.Environment == environment && evidence.Kubernetes.Equals(kubernetes))
            {
                _bySet.TryAdd(evidence.Set, evidence);
            }
        }
    }

    /// <summary>Reads the evidence.</summary>
    public static KnownOutcomes Of(
        RunServices services,
        EnvironmentManifest environment,
        Certifier certifier,
        IEnumerable<PreparedSet> sets,
        CertificationInputs inputs
    )
    {
        var tools = sets.SelectMany(set => certifier.Tools(set))
            .DistinctBy(tool => tool.Key)
            .ToImmutableSortedDictionary(StringComparer.Ordinal);
        var rules = new EvidenceRules
        {
            Now = services.Clock.GetUtcNow(),
            MaxAge = services.Model.Platform.EvidenceAge,
            Surroundings = ImmutableSortedDictionary<string, Surroundings>.Empty.Add(
                environment.Name,
                new Surroundings(certifier.Kubernetes, tools)
            ),
            Tests = SetTests
                .OfPlatform(services)
                .Where(test => test.IsBlocking)
                .ToImmutableSortedDictionary(test => test.Name, test => test.Digest, StringComparer.Ordinal),
        };
        rules = inputs.Signature is { } signature ? rules with { Signature = signature } : rules;
        var reading = new EvidenceFile(services.Workspace).Read();
        return new KnownOutcomes(LatestVerdicts.Of(reading.Entries, rules), environment.Name, certifier.Kubernetes);
    }

    /// <summary>The evidence of a set; null when there is none that counts.</summary>
    public Evidence? Find(VersionSet set) => _bySet.GetValueOrDefault(set.Digest);
}

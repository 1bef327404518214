using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using PathToProd.Facts.EvidenceRecords;
using PathToProd.Facts.Ledger;
using PathToProd.Facts.Promotions;
using PathToProd.Facts.VersionSets;
using PathToProd.Text;
using PathToProd.Versions;

namespace Generator;

/// <summary>
/// A path of many environments in waves, each of which has run five sets and waits for the next one, with 20 gates that ask no network. The same
/// number always gives the same files, but for their dates.
/// </summary>
/// <param name="root">The folder to write to.</param>
/// <param name="environments">How many environments.</param>
/// <param name="sets">How many sets are pinned.</param>
internal sealed class GeneratedPath(string root, int environments, int sets)
{
    private const int Waves = 5;
    private const int Runs = 5;

    private const string Gates = """
              works: { known-good: {} }
              works-in-ci: { known-good: { in: e000 } }
              step: { transition: {}, informing: true }
              healthy: { verified: {} }
              half: { order: { share: 50 }, informing: true }
              hour: { soak: { for: 1h } }
              day: { soak: { for: 24h } }
              any: { soak: { for: 2h, counting: any } }
              sum: { soak: { for: 48h, counting: sum } }
              berlin: { window: { open: Mon-Fri 09:00-17:00, time-zone: Europe/Berlin } }
              new-york: { window: { open: Mon-Sun 00:00-24:00, time-zone: America/New_York } }
              tokyo: { window: { open: Sat 22:00-04:00, time-zone: Asia/Tokyo }, informing: true }
              in-time: { fits-window: { takes: 30m } }
              notice: { notice: { before: 1h } }
              long-notice: { notice: { before: 24h }, informing: true }
              approved: { approval: { group: managers, quorum: 2 } }
              owner: { approval: { group: owners, quorum: 1, author: enough } }
              third: { approval: { group: managers, quorum: 1, expires: 1d }, informing: true }
              works-elsewhere: { known-good: { in: e001 }, informing: true }
              step-in-ci: { transition: { in: e000 }, informing: true }

        """;

    private static readonly string[] Components = ["base-k8s", "base-network", "ingress"];

    private readonly DateTimeOffset _now = DateTimeOffset.UtcNow.AddHours(-1);
    private int _attempts;

    public void Write()
    {
        Write(
            "platform.yaml",
            "name: generated\ndefault-environment: e000\npeople: { managers: [ann, bob, eve], owners: [ann] }\n"
        );
        foreach (var component in Components)
        {
            Write($"components/{component}/component.yaml", $"name: {component}\nversion: 1.0.0\ntype: manifests\n");
            Write($"components/{component}/manifests/empty.yaml", "");
        }

        var pinned = Enumerable.Range(1, sets).Select(Set).ToArray();
        foreach (var set in pinned)
        {
            Write($"environments/version-sets/{set.Name}.yaml", VersionSetText.Write(set));
        }

        Write("environments/version-sets/compatibility.jsonl", string.Concat(pinned[^20..].Select(Evidence)));
        var steps = new StringBuilder("path:\n");
        var records = new StringBuilder();
        for (var wave = 0; wave <= Waves; wave++)
        {
            var names = NamesOf(wave);
            steps.Append(
                CultureInfo.InvariantCulture,
                $"  w{wave}: {{ environments: [{string.Join(", ", names)}]{(wave == 0 ? "" : $", after: w{wave - 1}, policy: strict")} }}\n"
            );
            // Each wave is one set behind the wave before it.
            var last = sets - 1 - wave;
            foreach (var name in names)
            {
                Write(
                    $"environments/{name}/environment.yaml",
                    $"target: {{ directory: artifacts/{name} }}\nversions: pinned\n"
                );
                Write(
                    $"environments/{name}/ledger.jsonl",
                    string.Concat(
                        Enumerable.Range(last - Runs + 1, Runs).Select(at => Deployment(name, pinned[at], sets - at))
                    )
                );
                foreach (var at in Enumerable.Range(last - Runs + 1, Runs))
                {
                    records.Append(Promoted(name, pinned[at], sets - at)).Append('\n');
                }
            }
        }

        Write("environments/promotions.jsonl", records.ToString());
        Write(
            "environments/promotion.yaml",
            $"{steps}policies:\n  strict:\n    gates:\n{Gates}    override: allowed\n"
        );
    }

    private string[] NamesOf(int wave)
    {
        var inWave = (environments - 1) / Waves;
        return wave == 0
            ? ["e000"]
            :
            [
                .. Enumerable
                    .Range(1 + ((wave - 1) * inWave), inWave)
                    .Select(number => $"e{number.ToString("D3", CultureInfo.InvariantCulture)}"),
            ];
    }

    private VersionSet Set(int number)
    {
        var members = Components.Select(
            (component, at) =>
            {
                var version = new SemVersion(1, number / 3, (number + at) / 3);
                return new SetMember(component, version, Digest.Of(Encoding.UTF8.GetBytes($"{component} {version}")));
            }
        );
        return new VersionSet
        {
            Name = $"2026.1.{number}",
            Members = members.ToImmutableSortedDictionary(
                member => member.Component,
                member => member,
                StringComparer.Ordinal
            ),
            At = _now.AddDays(number - sets),
            Who = "ann@laptop",
        };
    }

    private string Deployment(string environment, VersionSet set, int daysAgo)
    {
        var lines = new StringBuilder();
        foreach (var member in set.Members.Values)
        {
            var attempt = $"a{++_attempts}";
            var at = _now.AddDays(-daysAgo);
            lines
                .Append(
                    LedgerText.Write(
                        new LedgerEntry.Started
                        {
                            Attempt = attempt,
                            Run = $"run-{_attempts}",
                            At = at,
                            Action = LedgerAction.Deploy,
                            Component = member.Component,
                            Environment = environment,
                            Version = member.Version,
                            Digest = member.Digest,
                            Values = Digest.Of([]),
                            Who = "ann@laptop",
                            Set = set.Name,
                        }
                    )
                )
                .Append('\n');
            lines
                .Append(
                    LedgerText.Write(
                        new LedgerEntry.Ended
                        {
                            Attempt = attempt,
                            Run = $"run-{_attempts}",
                            At = at.AddMinutes(1),
                            Outcome = Outcome.Succeeded,
                            Duration = TimeSpan.FromMinutes(1),
                        }
                    )
                )
                .Append('\n');
        }

        return lines.ToString();
    }

    private string Promoted(string environment, VersionSet set, int daysAgo) =>
        PromotionText.Write(
            new PromotionRecord.Promoted
            {
                Head = new RecordHead($"{environment}-{set.Name}", _now.AddDays(-daysAgo).AddMinutes(-5), "ann@laptop"),
                Environment = environment,
                Set = new SetReference(set.Name, set.Digest),
                Policy = "",
            }
        );

    private string Evidence(VersionSet set) =>
        EvidenceText
            .Write(
                new Evidence
                {
                    Digest = set.Digest,
                    Kind = EvidenceKind.State,
                    Set = set.Digest,
                    Members = set.Members,
                    Environment = "e000",
                    Kubernetes = SemVersion.Parse("1.31.2"),
                    Provider = "sandbox",
                    Tools = ImmutableSortedDictionary<string, string>.Empty,
                    Tests = [],
                    Start = _now.AddHours(-1),
                    Duration = TimeSpan.FromMinutes(1),
                    Run = $"certify-{set.Name}",
                    Who = "ann@laptop",
                    Outcome = EvidenceOutcome.Passed,
                }
            )
            .Line + "\n";

    private void Write(string path, string text)
    {
        var file = Path.Combine(root, path);
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        File.WriteAllText(file, text);
    }
}

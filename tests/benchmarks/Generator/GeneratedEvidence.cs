using System.Collections.Immutable;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using PathToProd.Facts.EvidenceRecords;
using PathToProd.Facts.VersionSets;
using PathToProd.Text;
using PathToProd.Versions;

namespace Generator;

/// <summary>
/// Evidence of a platform of seven components that is certified all day long: sets that differ in a few versions, in
/// several environments, for a year. One pair of versions does not work. The same number always gives the same file.
/// </summary>
/// <param name="root">The folder to write to.</param>
/// <param name="lines">How many lines.</param>
internal sealed class GeneratedEvidence(string root, int lines)
{
    private const int Sets = 2000;
    private const int Pinned = 100;
    private const int Environments = 8;

    private static readonly DateTimeOffset End = new(DateTimeOffset.UtcNow.Date, TimeSpan.Zero);
    private static readonly string[] Components =
    [
        "base-k8s",
        "base-network",
        "cert-manager",
        "external-dns",
        "ingress",
        "observability",
        "policy-agent",
    ];

    // Fixed, so that each machine measures the same file, but for its dates.
    private readonly Random _random = new(3);

    public void Write()
    {
        Write("platform.yaml", "name: generated\ndefault-environment: ci-1\n");
        for (var number = 0; number < Environments; number++)
        {
            Write(
                $"environments/{Name(number)}/environment.yaml",
                $"target: {{ directory: artifacts/{Name(number)} }}\nprovider: sandbox\nkubernetes-version: 1.31.{number % 3}\n"
            );
        }

        foreach (var component in Components)
        {
            Write($"components/{component}/component.yaml", $"name: {component}\nversion: 1.0.0\ntype: manifests\n");
            Write($"components/{component}/manifests/empty.yaml", "");
        }

        var sets = Enumerable.Range(0, Sets).Select(Set).ToArray();
        foreach (var number in Enumerable.Range(0, Pinned))
        {
            WriteSet(number, sets[(number + 1) * (Sets / Pinned) - 1]);
        }

        using var file = new StreamWriter(Path.Combine(root, "environments/version-sets/compatibility.jsonl"));
        file.NewLine = "\n";
        for (var line = 0; line < lines; line++)
        {
            file.WriteLine(EvidenceText.Write(Evidence(line, sets)).Line);
        }
    }

    private static string Name(int environment) => $"ci-{environment + 1}";

    private ImmutableSortedDictionary<string, SetMember> Set(int number) =>
        Components.ToImmutableSortedDictionary(
            component => component,
            component =>
            {
                var version = new SemVersion(1, number / 50, _random.Next(3));
                return new SetMember(component, version, new Digest(Digest($"{component} {version}")));
            },
            StringComparer.Ordinal
        );

    private Evidence Evidence(int line, ImmutableSortedDictionary<string, SetMember>[] sets)
    {
        var newest = (int)((long)line * (Sets - 1) / lines);
        var number = Math.Max(0, newest - _random.Next(20));
        var environment = _random.Next(Environments);
        var isStep = line % 3 == 0;
        var failed = sets[number]["ingress"].Version.Patch == 2 && sets[number]["base-k8s"].Version.Patch == 1;
        var start = End.AddYears(-1) + TimeSpan.FromSeconds((double)line / lines * 365 * 24 * 3600);
        return new Evidence
        {
            Kind = isStep ? EvidenceKind.Transition : EvidenceKind.State,
            Set = SetDigest.Of(sets[number].Values),
            From = isStep ? SetDigest.Of(sets[Math.Abs(number - 1 - _random.Next(20))].Values) : null,
            Members = sets[number],
            Environment = Name(environment),
            Kubernetes = new SemVersion(1, 31, environment % 3),
            Provider = "sandbox",
            Tools = ImmutableSortedDictionary.CreateRange(
                StringComparer.Ordinal,
                [KeyValuePair.Create("helm", "3.16.2"), KeyValuePair.Create("kubectl", "1.31.2")]
            ),
            Tests =
            [
                .. Components.Select(component => Test($"{component}/smoke", component, failed)),
                Test("platform/reaches-out", null, failed: false),
            ],
            Start = start,
            Duration = TimeSpan.FromMilliseconds(90_000 + _random.Next(90_000)),
            Commit = Digest($"commit {line / 20}")["sha256:".Length..][..40],
            Run = $"{start.UtcDateTime:yyyyMMdd-HHmmss}-{line.ToString("x6", CultureInfo.InvariantCulture)}",
            Who = "ci",
            Outcome = failed ? EvidenceOutcome.Failed : EvidenceOutcome.Passed,
            Error = failed ? "ingress/smoke failed: connection refused" : null,
        };
    }

    private TestResult Test(string name, string? component, bool failed)
    {
        var isGuilty = failed && component == "ingress";
        return new TestResult(
            new DeclaredTest(
                name,
                new Digest(Digest(name)),
                IsBlocking: true,
                component is null
                    ? [.. Components]
                    : [.. Components.Take(2).Append(component).Distinct().Order(StringComparer.Ordinal)]
            ),
            isGuilty ? TestOutcome.Failed : TestOutcome.Passed,
            TimeSpan.FromMilliseconds(500 + _random.Next(9500)),
            isGuilty ? "connection refused" : null
        );
    }

    private static string Digest(string text) =>
        "sha256:" + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));

    /// <summary>Ten sets in each month, the last of them in this one.</summary>
    private void WriteSet(int number, ImmutableSortedDictionary<string, SetMember> members)
    {
        var month = End.AddMonths(number / 10 - (Pinned - 1) / 10);
        var set = new VersionSet
        {
            Name = $"{month.Year}.{month.Month}.{number % 10 + 1}",
            Members = members,
            At = month,
            Who = "ann",
        };
        Write($"environments/version-sets/{set.Name}.yaml", VersionSetText.Write(set));
    }

    private void Write(string path, string text)
    {
        var file = Path.Combine(root, path);
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        File.WriteAllText(file, text);
    }
}

using System.Security.Cryptography;
using System.Text;
using FsCheck;
using FsCheck.Fluent;
using PathToProd.Facts.EvidenceRecords;
using PathToProd.Facts.VersionSets;
using PathToProd.Tests.Facts.VersionSets;
using static PathToProd.Tests.Facts.EvidenceRecords.EvidenceBuilder;

namespace PathToProd.Tests.Facts.EvidenceRecords;

/// <summary>Evidence that shows every property, and any evidence.</summary>
internal static class EvidenceSamples
{
    public const string EvidenceFile = "environments/version-sets/compatibility.jsonl";

    public static readonly VersionSet A = SetBuilder.Set("a", "base-k8s 1.30.4", "ingress 1.4.0");
    public static readonly VersionSet B = SetBuilder.Set("b", "base-k8s 1.31.0", "ingress 1.4.0");

    public static readonly Evidence[] All =
    [
        State(
            A,
            tests:
            [
                Test("ingress/smoke", covers: ["base-k8s", "ingress"]),
                Informing(Test("platform/reaches-out", "b")) with
                {
                    Outcome = TestOutcome.Failed,
                    Message = "no \"route\"\tto höst",
                },
            ]
        ),
        Step(A, B, passed: false) with
        {
            Commit = null,
            Signature = "U1NIU0lHAAAAAQ==",
        },
        State(B) with
        {
            Outcome = EvidenceOutcome.Cancelled,
            Tools = Tools(),
            Duration = TimeSpan.Zero,
            Start = Now.AddTicks(1234567),
        },
    ];

    /// <summary>All that a reading says, in which two that say the same do not differ.</summary>
    public static string Shown(EvidenceReading reading) =>
        string.Join(
            '\n',
            reading
                .Entries.Select(one => $"{one.Line} {one.Digest} {one.Start:O} {EvidenceText.Write(one).Line}")
                .Concat(reading.Problems.Select(problem => problem.ToString()))
        );

    /// <summary>The line with the digest that fits it.</summary>
    public static string Resealed(string line)
    {
        var body = line[..line.LastIndexOf(",\"digest\":", StringComparison.Ordinal)];
        var digest = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(body + "}")));
        return $"{body},\"digest\":\"sha256:{digest}\"}}";
    }

    public static Gen<Evidence> Evidences() =>
        from text in ArbMap.Default.GeneratorFor<NonNull<string>>()
        from other in Gen.Elements("", "a b", "\\", "ä€😀", "\",\"seconds\":", "}")
        from ticks in Gen.Choose(0, int.MaxValue)
        from huge in Gen.Elements(1L, 1000L, 10_000_000L)
        from signed in Gen.Elements(null, "c2ln")
        from kind in Gen.Elements(EvidenceKind.State, EvidenceKind.Transition)
        from outcome in Gen.Elements(EvidenceOutcome.Passed, EvidenceOutcome.Failed, EvidenceOutcome.Cancelled)
        from tests in Gen.Choose(0, 3)
        select State(kind == EvidenceKind.State ? A : B) with
        {
            Kind = kind,
            From = kind == EvidenceKind.Transition ? A.Digest : null,
            Start = Now.AddTicks(ticks),
            Duration = TimeSpan.FromTicks(ticks * huge),
            Error = outcome == EvidenceOutcome.Failed ? Valid(text.Get) : null,
            Who = other.Length == 0 ? "ann" : other,
            Outcome = outcome,
            Signature = signed,
            Tests =
            [
                .. Enumerable
                    .Range(0, tests)
                    .Select(number => (number, Test: Test($"ingress/{number}{other}", covers: ["ingress"])))
                    .Select(one => (one.number, Test: one.number == 2 ? Informing(one.Test) : one.Test))
                    .Select(one =>
                        one.Test with
                        {
                            Duration = TimeSpan.FromTicks(ticks),
                            Message = one.number == 1 ? other : null,
                            Outcome = (TestOutcome)one.number,
                        }
                    ),
            ],
        };

    // Half of a surrogate pair is no text, and is replaced.
    private static string Valid(string text) => Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text));
}

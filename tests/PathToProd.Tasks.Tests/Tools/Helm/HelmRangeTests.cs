using Cake.Helm;
using PathToProd.Tests.Versions;
using PathToProd.TestTools;
using PathToProd.Text;
using PathToProd.Versions;

namespace PathToProd.Tasks.Tests.Tools.Helm;

/// <summary>What <c>docs/solver.md</c> says of Helm's ranges, compared with the real <c>semverCompare</c>.</summary>
[TestFixtureSource(typeof(HelmVersions), nameof(HelmVersions.All))]
[Category("Integration")]
[CancelAfter(300_000)]
internal sealed class HelmRangeTests(string version)
{
    private static readonly string[] Versions = (
        "0.0.3 0.0.4 0.2.3 0.3.0 0.9.9 1.0.0 1.1.9 1.2.0 1.2.2 1.2.3 1.2.4 1.3.0 1.3.9 1.4.0 1.4.1 1.4.2 1.5.0 1.9.0 1.24.9 "
        + "1.25.0 1.25.9 1.26.0 1.29.3 1.30.0 1.30.1 2.0.0 2.0.1 2.5.0 3.0.0 3.9.9 4.0.0"
    ).Split(' ');

    private TestCake _cake = null!;

    [SetUp]
    public void Start()
    {
        _cake = TestCake.Real(HelmVersions.File(version));
        _cake.Write("ranges/Chart.yaml", "apiVersion: v2\nname: ranges\nversion: 1.0.0\n");
        _cake.Write(
            "ranges/templates/all.yaml",
            "{{- range $range := .Values.ranges }}\n{{ $range | quote }}:\n{{- range $.Values.versions }}\n"
                + "{{- if semverCompare $range . }} {{ . }}{{ end }}\n{{- end }}\n{{- end }}\n"
        );
    }

    [TearDown]
    public void End() => _cake.Dispose();

    [Test]
    public void Releases_are_in_a_range_where_the_table_says_that_Helm_reads_it_alike()
    {
        RangeRow[] rows = [.. RangeTable.Rows.Where(row => row.Helm.StartsWith("the same", StringComparison.Ordinal))];
        if (version == HelmVersions.Oldest)
        {
            rows = [.. rows.Where(row => !row.Helm.Contains("3.6", StringComparison.Ordinal))];
        }

        rows.Length.ShouldBeGreaterThan(15);

        var inside = Inside([.. rows.Select(row => row.Range)]);

        foreach (var row in rows)
        {
            var range = VersionRange.Parse(row.Canonical!);
            inside[row.Range].ShouldBe(Versions.Where(one => range.Contains(SemVersion.Parse(one))), row.Range);
        }
    }

    [Test]
    public void What_Helm_does_not_read_according_to_the_table_it_refuses()
    {
        foreach (var row in RangeTable.Rows.Where(row => row.Helm == "not read"))
        {
            Should.Throw<PlatformException>(() => Inside([row.Range]), row.Range);
        }
    }

    [TestCase(">=1.25", "1.29.3-eks-adc7111", false)]
    [TestCase(">=1.25-0", "1.29.3-eks-adc7111", true)]
    [TestCase(">=1.25-0", "v1.29.3-gke.1", true)]
    [TestCase(">=1.19.0-0 <1.30.0-0", "1.29.3-gke.1", true)]
    [TestCase(">=1.19.0-0 <1.30.0-0", "1.30.0-gke.1", false)]
    public void A_suffix_of_a_provider_counts_in_Helm_unless_the_range_names_a_pre_release(
        string range,
        string kubernetes,
        bool isInside
    ) => (Inside([range], kubernetes)[range].Length == 1).ShouldBe(isInside);

    private Dictionary<string, string[]> Inside(string[] ranges, params string[] versions)
    {
        var all = versions.Length == 0 ? Versions : versions;
        var values = _cake.Write(
            "values.yaml",
            $"ranges: [{string.Join(", ", ranges.Select(range => $"'{range}'"))}]\nversions: [{string.Join(", ", all.Select(one => $"'{one}'"))}]\n"
        );
        return _cake
            .HelmTemplate("ranges", Path.Combine(_cake.Folder, "ranges"), new() { ValuesFiles = { values } })
            .Split('\n')
            .Where(line => line.StartsWith('"'))
            .Select(line => line.Split("\":"))
            .ToDictionary(
                parts => parts[0][1..],
                parts => parts[1].Split(' ', StringSplitOptions.RemoveEmptyEntries),
                StringComparer.Ordinal
            );
    }
}

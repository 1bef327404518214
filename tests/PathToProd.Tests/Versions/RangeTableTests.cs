using PathToProd.Versions;

namespace PathToProd.Tests.Versions;

/// <summary>The table of <c>docs/solver.md</c> about ranges of npm and Helm says what the parser does.</summary>
public sealed class RangeTableTests
{
    private static IEnumerable<TestCaseData> Rows() =>
        RangeTable.Rows.Select(row => new TestCaseData(row).SetArgDisplayNames(row.Range));

    [TestCaseSource(nameof(Rows))]
    public void A_range_is_taken_as_the_table_says_or_refused_with_what_to_write(RangeRow row)
    {
        if (row.Canonical is { } canonical)
        {
            VersionRange.Parse(row.Range).ToString().ShouldBe(canonical);
        }
        else
        {
            VersionRange.TryParse(row.Range, out _, out var error).ShouldBeFalse();
            error.Fix.ShouldBe(row.Fix);
        }
    }

    [Test]
    public void The_table_has_ranges_of_both_kinds()
    {
        RangeTable.Rows.Count(row => row.Canonical is not null).ShouldBeGreaterThan(20);
        RangeTable.Rows.Count(row => row.Fix is not null).ShouldBeGreaterThan(8);
    }
}

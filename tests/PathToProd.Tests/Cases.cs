using System.Globalization;

namespace PathToProd.Tests;

/// <summary>
/// How many cases a test of random or of all input takes. All of them, unless <c>PATH_TO_PROD_TEST_CASES</c> says how many
/// percent: under mutation testing each test runs thousands of times.
/// </summary>
internal static class Cases
{
    private static readonly int Percent = int.Parse(
        Environment.GetEnvironmentVariable("PATH_TO_PROD_TEST_CASES") ?? "100",
        CultureInfo.InvariantCulture
    );

    /// <summary>How many of so many.</summary>
    public static int Of(int all) => Math.Max(1, all * Percent / 100);

    /// <summary>So many seeds from the first on, or the share of them.</summary>
    public static IEnumerable<int> Seeds(int first, int all) => Enumerable.Range(first, Of(all));
}

using System.Globalization;
using NUnit.Framework;
using NUnit.Framework.Interfaces;
using NUnit.Framework.Internal;

namespace PathToProd.Support;

/// <summary>
/// Runs all tests with the conventions of no country: a comma in numbers, another minus, dots in dates and times, other months. Text that
/// the program makes, and every snapshot, is the same with it. Test processes have no data of cultures, so it is made by hand.
/// </summary>
[AttributeUsage(AttributeTargets.Assembly)]
public sealed class ForeignCultureAttribute : NUnitAttribute, IApplyToContext
{
    /// <summary>That culture.</summary>
    public static CultureInfo Foreign { get; } = Make();

    /// <inheritdoc />
    public void ApplyToContext(TestExecutionContext context) => context.CurrentCulture = Foreign;

    private static CultureInfo Make()
    {
        var culture = (CultureInfo)CultureInfo.InvariantCulture.Clone();
        culture.NumberFormat.NumberDecimalSeparator = ",";
        culture.NumberFormat.NumberGroupSeparator = ".";
        culture.NumberFormat.PercentDecimalSeparator = ",";
        culture.NumberFormat.NegativeSign = "\u2212";
        culture.DateTimeFormat.DateSeparator = ".";
        culture.DateTimeFormat.TimeSeparator = ".";
        culture.DateTimeFormat.ShortDatePattern = "d.M.yyyy";
        culture.DateTimeFormat.LongTimePattern = "HH.mm.ss";
        culture.DateTimeFormat.AbbreviatedMonthNames = [.. Enumerable.Range(1, 12).Select(month => $"m{month}"), ""];
        return culture;
    }
}

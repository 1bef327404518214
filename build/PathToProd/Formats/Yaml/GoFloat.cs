using System.Globalization;

namespace PathToProd.Formats.Yaml;

/// <summary>Writes numbers as Go's format <c>g</c> does, with as few digits as say them.</summary>
internal static class GoFloat
{
    /// <summary>As a template of Helm prints a finite number, in 64 bits.</summary>
    public static string Printed(double value)
    {
        // As few digits as say the number; where .NET puts the point is not Go's way.
        var shortest = Math.Abs(value).ToString("R", CultureInfo.InvariantCulture).Split('E');
        var whole = shortest[0].Split('.')[0];
        var all = shortest[0].Replace(".", "", StringComparison.Ordinal);
        var digits = all.TrimStart('0');
        var exponent =
            whole.Length
            - 1
            - (all.Length - digits.Length)
            + (shortest.Length > 1 ? int.Parse(shortest[1], CultureInfo.InvariantCulture) : 0);
        digits = digits.TrimEnd('0');
        if (exponent is >= -4 and < 6 || digits.Length == 0)
        {
            return decimal.Parse(
                    value.ToString("R", CultureInfo.InvariantCulture),
                    NumberStyles.Float,
                    CultureInfo.InvariantCulture
                )
                .ToString("0.#########################", CultureInfo.InvariantCulture);
        }

        var fraction = digits.Length > 1 ? $".{digits[1..]}" : "";
        return $"{(value < 0 ? "-" : "")}{digits[0]}{fraction}e{(exponent < 0 ? '-' : '+')}{Math.Abs(exponent):00}";
    }

    /// <summary>As kubectl writes one that is a key, in 32 bits.</summary>
    public static string Text(double value)
    {
        var single = (float)value;
        if (single is 0 or float.NaN or float.PositiveInfinity or float.NegativeInfinity)
        {
            return single switch
            {
                float.NaN => ".nan",
                float.PositiveInfinity => ".inf",
                float.NegativeInfinity => "-.inf",
                _ => float.IsNegative(single) ? "-0" : "0",
            };
        }

        var form = Shortest(single);
        var exponent = int.Parse(form[(form.IndexOf('E') + 1)..], CultureInfo.InvariantCulture);
        return exponent is < -4 or >= 6
            ? $"{form[..form.IndexOf('E')]}e{(exponent < 0 ? '-' : '+')}{Math.Abs(exponent):00}"
            : decimal.Parse(form, NumberStyles.Float, CultureInfo.InvariantCulture)
                .ToString("0.#############", CultureInfo.InvariantCulture);
    }

    /// <summary>As few digits as say the number, with an exponent. Nine say every one.</summary>
    private static string Shortest(float value) =>
        Enumerable
            .Range(0, 9)
            .Select(digits => value.ToString($"E{digits}", CultureInfo.InvariantCulture))
            .First(form => float.Parse(form, CultureInfo.InvariantCulture).Equals(value));
}

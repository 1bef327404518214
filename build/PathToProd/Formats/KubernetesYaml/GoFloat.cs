using System.Globalization;

namespace PathToProd.Formats.KubernetesYaml;

/// <summary>Writes a number as kubectl writes one that is a key: Go's format <c>g</c>, in 32 bits.</summary>
internal static class GoFloat
{
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
